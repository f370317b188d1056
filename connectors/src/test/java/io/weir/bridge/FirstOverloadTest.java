package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.quota.Quota;
import io.weir.broker.TestBroker;
import io.weir.schema.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tenant is over its quota, and there is no topic yet in which its alerts could wait. */
class FirstOverloadTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());
    private static final Quota NEARLY_NOTHING = Quota.defaults().withRates(0, 1);
    private static final int MANY = 10;
    private static final String SPILL = Topics.spill("acme");
    /** Kafka makes no topic whose name differs from this one's by its dots alone. */
    private static final String OBSTACLE = SPILL.replace('.', '_');

    @Test
    void whatPassesIsWrittenAndTheTopicIsMadeBeforeSomebodyNeedsIt() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrap()))) {
            NewTopic obstacle = new NewTopic(OBSTACLE, 1, (short) 1);
            admin.createTopics(List.of(obstacle)).all().get();
            try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), NEARLY_NOTHING)) {
                Posted begin = new Posted();
                Posted mixed = new Posted();
                for (int i = 0; i < MANY; i++) {
                    begin.firing("old-" + i, 0);
                    mixed.resolved("old-" + i, 0);
                }
                mixed.firing("new", 0);

                assertThat(bridge.post("/v1/alertmanager", ACME, begin.webhook())
                                .status())
                        .as("nobody has heard of them")
                        .isEqualTo(200);
                assertThat(post(bridge, mixed))
                        .as("most of the ends have to wait")
                        .isEqualTo(503);
                assertThat(onLog("new")).isEqualTo(1);
                assertThat(post(bridge, mixed)).isEqualTo(503);
                assertThat(onLog("new")).as("a repeat").isEqualTo(1);
                assertThat(LOG.deadLetters("acme"))
                        .as("what became of the message is told once it is known")
                        .isEmpty();

                admin.deleteTopics(List.of(OBSTACLE)).all().get();
                await().until(() -> admin.listTopics().names().get().contains(SPILL));
                await().until(() -> post(bridge, mixed) == 200);
                assertThat(LOG.records(SPILL)).isNotEmpty();
                assertThat(LOG.deadLetters("acme")).isNotEmpty();
            }
        }
    }

    /** With one alert more, which cannot be read. */
    private static int post(RunningBridge bridge, Posted posted) {
        String body = posted.webhook().replaceFirst("\"alerts\": ?\\[", "\"alerts\": [{\"labels\": 1},");
        assertThat(body).contains("{\"labels\": 1}");
        return bridge.post("/v1/alertmanager", ACME, body).status();
    }

    private static long onLog(String name) {
        return LOG.alerts("acme").stream()
                .filter(alert -> alert.labels().get("alertname").equals(name))
                .count();
    }
}
