package io.weir.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.kafka.TopicOptions;
import io.weir.bridge.kafka.TopicSetupException;
import io.weir.broker.TestBroker;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Map<String, Object> ADMIN = Map.of("bootstrap.servers", BROKER.bootstrap());

    @AfterEach
    void forget() throws Exception {
        try (Admin admin = AdminClient.create(ADMIN)) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            await().until(() -> admin.listTopics().names().get().isEmpty());
        }
    }

    @Test
    void missingTopicsAreCreatedAsConfiguredAndEachPartitionTicks() throws Exception {
        TopicOptions options = new TopicOptions(3, 1, Duration.ofDays(2), Duration.ofDays(5));
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), o -> o.topics(options));
                Admin admin = AdminClient.create(ADMIN)) {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(Topics.all()).allTopicNames().get();
            assertThat(topics.get(Topics.ALERTS).partitions()).hasSize(3);
            assertThat(topics.get(Topics.DIRECTIVES).partitions()).hasSize(1);
            assertThat(topics.get(Topics.CONTROL).partitions()).hasSize(1);
            assertThat(topics.get(Topics.RETRIES).partitions()).hasSize(3);
            assertThat(config(admin, Topics.CONTROL, "cleanup.policy")).isEqualTo("compact");
            assertThat(config(admin, Topics.RETRIES, "cleanup.policy")).isEqualTo("delete");
            assertThat(config(admin, Topics.RETRIES, "retention.ms")).isEqualTo("432000000");
            assertThat(config(admin, Topics.ALERTS, "retention.ms")).isEqualTo("172800000");
            assertThat(config(admin, Topics.RECEIPTS, "retention.ms")).isEqualTo("432000000");
            assertThat(config(admin, Topics.DIRECTIVES, "cleanup.policy")).isEqualTo("compact");
            Log log = new Log(BROKER.bootstrap());
            await().until(() -> log.records(Topics.ALERTS).stream()
                            .filter(record -> record.key() == null && Wire.isTick(record.value()))
                            .filter(record -> record.timestampType() == TimestampType.LOG_APPEND_TIME)
                            .collect(Collectors.groupingBy(ConsumerRecord::partition, Collectors.counting()))
                            .values()
                            .stream()
                            .filter(ticks -> ticks >= 3)
                            .count()
                    == 3);
            await().until(() -> log.records(Topics.DIRECTIVES).stream().anyMatch(r -> Wire.isTick(r.value())));
            assertThat(bridge.get("/-/ready", null).status()).isEqualTo(200);
        }
    }

    @Test
    void aPartitionThatIsBusyGetsNoTicks() throws Exception {
        TopicOptions one = new TopicOptions(1, 1, Duration.ofDays(2), Duration.ofDays(5));
        try (RunningBridge bridge =
                RunningBridge.start(BROKER.bootstrap(), o -> o.topics(one).tickEvery(Duration.ofSeconds(2)))) {
            Log log = new Log(BROKER.bootstrap());
            await().until(() -> !log.records(Topics.ALERTS).isEmpty());
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < Duration.ofSeconds(3).toNanos()) {
                bridge.post(
                        "/v1/alertmanager",
                        RunningBridge.ACME,
                        "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Busy\"}}]}");
            }
            assertThat(log.records(Topics.ALERTS).stream().filter(record -> Wire.isTick(record.value())))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "weir.directives, 2, LogAppendTime, compact, partitions",
        "weir.directives, 1, CreateTime, compact, message.timestamp.type",
        "weir.directives, 1, LogAppendTime, delete, cleanup.policy",
        "weir.control, 2, CreateTime, compact, partitions",
        "weir.control, 1, CreateTime, delete, cleanup.policy",
        "weir.retries, 4, CreateTime, compact, cleanup.policy",
        "weir.alerts, 4, CreateTime, delete, message.timestamp.type",
        "weir.incidents, 4, CreateTime, compact, cleanup.policy",
        "weir.receipts, 4, CreateTime, delete, max.message.bytes",
    })
    void aTopicThatCannotBeUsedStopsTheStartNamingTheSetting(
            String topic, int partitions, String timestamps, String policy, String setting) throws Exception {
        String bytes = setting.equals("max.message.bytes") ? "1000000" : "8388608";
        try (Admin admin = AdminClient.create(ADMIN)) {
            NewTopic wrong = new NewTopic(topic, Optional.of(partitions), Optional.empty());
            wrong.configs(
                    Map.of("message.timestamp.type", timestamps, "cleanup.policy", policy, "max.message.bytes", bytes));
            admin.createTopics(List.of(wrong)).all().get();
        }

        assertThatThrownBy(() -> RunningBridge.start(BROKER.bootstrap(), options -> options))
                .isInstanceOf(TopicSetupException.class)
                .hasMessageContaining(topic)
                .hasMessageContaining(setting);
    }

    private static String config(Admin admin, String topic, String setting) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(setting)
                .value();
    }
}
