package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.kafka.SpillTopics;
import io.weir.bridge.quota.Quota;
import io.weir.broker.TestBroker;
import io.weir.schema.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for longer than it is kept is lost, but not in silence. On a Kafka of its own, for it deletes records. */
class SpillExpiryTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final int ALERTS = 30;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final TopicPartition TOKENS = new TopicPartition(Topics.spill("acme"), 0);

    @ParameterizedTest
    @ValueSource(ints = {2, 0})
    void whatWaitedTooLongIsCounted(int left) throws Exception {
        try (RunningBridge bridge = bridge(1)) {
            Posted begin = new Posted();
            Posted end = new Posted();
            for (int i = 0; i < ALERTS; i++) {
                begin.firing("Waits" + left + "-" + i, 0);
                end.resolved("Waits" + left + "-" + i, 0);
            }
            post(bridge, begin);
            post(bridge, end);
            assertThat(verdicts(bridge, "spilled")).isGreaterThan(ALERTS / 2.0);
            await().atMost(SOON).until(() -> verdicts(bridge, "drained") > 0);
            assertThat(verdicts(bridge, "expired")).isZero();
        }
        long end = end();
        long lost = end - left - drained();
        assertThat(lost).isPositive();
        deleteBefore(end - left);
        try (RunningBridge next = bridge(1000)) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(verdicts(next, "expired")).isEqualTo((double) lost);
                assertThat(verdicts(next, "drained")).isEqualTo(left);
            });
            // what is gone is not to be counted again
            await().atMost(SOON).until(() -> drained() == end);
        }
    }

    private static RunningBridge bridge(int alertsPerSecond) throws InterruptedException {
        return RunningBridge.start(BROKER.bootstrap(), Quota.defaults().withRates(0, alertsPerSecond));
    }

    private static void post(RunningBridge bridge, Posted posted) {
        assertThat(bridge.post("/v1/alertmanager", ACME, posted.webhook()).status())
                .isEqualTo(200);
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", BROKER.bootstrap()));
    }

    private static long end() throws Exception {
        try (Admin admin = admin()) {
            return admin.listOffsets(Map.of(TOKENS, OffsetSpec.latest()))
                    .partitionResult(TOKENS)
                    .get()
                    .offset();
        }
    }

    /** Up to where it was drained, as Kafka knows. */
    private static long drained() throws Exception {
        try (Admin admin = admin()) {
            return admin.listConsumerGroupOffsets(SpillTopics.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(TOKENS)
                    .offset();
        }
    }

    /** As the retention does. */
    private static void deleteBefore(long offset) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(TOKENS, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    private static double verdicts(RunningBridge bridge, String verdict) {
        return bridge.metric("weir_bridge_quota_verdicts_total{tenant=\"acme\",verdict=\"" + verdict + "\"}");
    }
}
