package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.kafka.ClientProperties;
import io.weir.bridge.quota.Quota;
import io.weir.broker.TestBroker;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fold;
import io.weir.schema.OverQuota;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tenant far over its quota, through HTTP to a real Kafka: all it sent is on the log, as an alert or in a count. */
class QuotaFlowTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());
    private static final Quota RATE = Quota.defaults().withRates(0, 20);
    private static final Quota NEARLY_NOTHING = Quota.defaults().withRates(0, 1);
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Where Kafka keeps what is committed. */
    private static final String OFFSETS = "__consumer_offsets";

    private String prefix;
    private int sent;

    @BeforeEach
    void setUp(TestInfo test) {
        prefix = test.getTestMethod().orElseThrow().getName() + "-";
        sent = folds().stream().mapToInt(fold -> (int) fold.repeats()).sum();
    }

    private void post(RunningBridge bridge, Posted posted) {
        assertThat(bridge.post("/v1/alertmanager", ACME, posted.webhook()).status())
                .isEqualTo(200);
        sent += posted.size();
    }

    private String name(int number) {
        return prefix + number;
    }

    private List<Alert> onLog() {
        return LOG.alerts("acme").stream()
                .filter(alert -> alert.labels().get("alertname").startsWith(prefix))
                .toList();
    }

    /** What the log says of one alert, in order: status and minute of the start. */
    private List<String> storyOf(int number) {
        return onLog().stream()
                .filter(alert -> alert.labels().get("alertname").equals(name(number)))
                .map(alert -> (alert.status() == AlertStatus.FIRING ? "+" : "-")
                        + Math.floorMod(alert.startsAt() / 60_000, 60))
                .toList();
    }

    /** What was drained when the partitions changed hands may be there twice. */
    private static List<String> withoutRepeats(List<String> story) {
        List<String> changes = new ArrayList<>();
        for (String word : story) {
            if (changes.isEmpty() || !changes.get(changes.size() - 1).equals(word)) {
                changes.add(word);
            }
        }
        return changes;
    }

    private static List<Fold> folds() {
        try {
            List<Fold> found = new ArrayList<>();
            if (BROKER.bootstrap() != null) {
                for (ConsumerRecord<byte[], byte[]> record : LOG.records(Topics.ALERTS)) {
                    if (Wire.isFold(record.value())) {
                        found.add(Wire.FOLD.read(record.value()));
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int accountedFor() {
        return onLog().size()
                + folds().stream().mapToInt(fold -> (int) fold.repeats()).sum();
    }

    private static double verdicts(RunningBridge bridge, String verdict) {
        return bridge.metric("weir_bridge_quota_verdicts_total{tenant=\"acme\",verdict=\"" + verdict + "\"}");
    }

    private static double waiting(RunningBridge bridge) {
        return bridge.metric("weir_bridge_quota_waiting{tenant=\"acme\"}");
    }

    @Test
    void ofAHundredTimesTheQuotaNothingIsLostAndEachAlertKeepsItsOrder() throws Exception {
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), RATE)) {
            for (int episode = 0; episode < 2; episode++) {
                for (int repeat = 0; repeat < 40; repeat++) {
                    Posted posted = new Posted();
                    for (int i = 0; i < 25; i++) {
                        posted.firing(name(i), episode);
                    }
                    post(bridge, posted);
                }
                Posted over = new Posted();
                for (int i = 0; i < 25; i++) {
                    over.resolved(name(i), episode);
                }
                post(bridge, over);
            }
            await().atMost(SOON).untilAsserted(() -> assertThat(storyOf(24)).endsWith("-1"));
            await().atMost(SOON).untilAsserted(() -> assertThat(accountedFor()).isEqualTo(sent));
            for (int i = 0; i < 25; i++) {
                assertThat(withoutRepeats(storyOf(i))).as("alert %d", i).containsExactly("+0", "-0", "+1", "-1");
            }
            assertThat(verdicts(bridge, "folded")).isGreaterThan(1_000);
            assertThat(verdicts(bridge, "spilled")).isPositive().isEqualTo(verdicts(bridge, "drained"));
            assertThat(verdicts(bridge, "passed") + verdicts(bridge, "folded") + verdicts(bridge, "spilled"))
                    .isEqualTo(2 * 41 * 25);
        }
    }

    @Test
    void whatWaitsWhenABridgeEndsIsDrainedByTheNext() throws Exception {
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), NEARLY_NOTHING)) {
            manyBeginAndEnd(bridge, 30, 0);
            assertThat(verdicts(bridge, "spilled")).isGreaterThan(20);
        }
        assertThat(accountedFor()).as("some wait").isLessThan(sent);
        try (RunningBridge next = RunningBridge.start(BROKER.bootstrap(), RATE)) {
            post(next, new Posted().firing(name(29), 7));
            await().atMost(SOON).untilAsserted(() -> assertThat(accountedFor()).isGreaterThanOrEqualTo(sent));
            assertThat(withoutRepeats(storyOf(29))).as("nothing overtook it").containsExactly("+0", "-0", "+7");
        }
    }

    @Test
    void whatCannotBeDrainedIsNotOvertaken() throws Exception {
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), NEARLY_NOTHING)) {
            manyBeginAndEnd(bridge, 5, 0);
            largest(Topics.ALERTS, 200);
            await().atMost(SOON).until(() -> failedWrites(bridge) >= 1);
            for (int i = 0; i < 5; i++) {
                post(bridge, new Posted().firing(name(i), 7));
            }
            largest(Topics.ALERTS, ClientProperties.MAX_RECORD_BYTES);
            await().atMost(SOON).untilAsserted(() -> assertThat(accountedFor()).isGreaterThanOrEqualTo(sent));
            for (int i = 0; i < 5; i++) {
                assertThat(withoutRepeats(storyOf(i))).containsExactly("+0", "-0", "+7");
            }
        }
    }

    @Test
    void whatIsDrainedDoesNotCountAsWaitingForEverWhenThatCannotBeCommitted() throws Exception {
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), NEARLY_NOTHING)) {
            manyBeginAndEnd(bridge, 5, 0);
            await().atMost(SOON).until(() -> verdicts(bridge, "drained") >= 1 && waiting(bridge) == 0);
            largest(OFFSETS, 100);
            try {
                manyBeginAndEnd(bridge, 5, 7);
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(accountedFor()).isGreaterThanOrEqualTo(sent));
                // were it committed, it would be known within two seconds
                await().atMost(SOON).during(Duration.ofSeconds(4)).until(() -> waiting(bridge) >= 1);
            } finally {
                largest(OFFSETS, ClientProperties.MAX_RECORD_BYTES);
            }
            await().atMost(SOON).until(() -> waiting(bridge) == 0);
        }
    }

    private static double failedWrites(RunningBridge bridge) {
        return bridge.get("/metrics", null)
                .body()
                .lines()
                .filter(line ->
                        line.startsWith("weir_bridge_kafka_write_failures_total") && line.contains(Topics.ALERTS))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** From now on the topic takes no greater batch. */
    private static void largest(String topic, int bytes) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrap()))) {
            ConfigEntry largest = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(largest, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private void manyBeginAndEnd(RunningBridge bridge, int number, int startMinute) {
        Posted begin = new Posted();
        Posted end = new Posted();
        for (int i = 0; i < number; i++) {
            begin.firing(name(i), startMinute);
            end.resolved(name(i), startMinute);
        }
        post(bridge, begin);
        post(bridge, end);
    }

    @Test
    void twoBridgesKeepTheOrderOfAnAlertAndShareTheDraining() throws Exception {
        try (RunningBridge one = RunningBridge.start(BROKER.bootstrap(), NEARLY_NOTHING);
                RunningBridge other = RunningBridge.start(BROKER.bootstrap(), NEARLY_NOTHING)) {
            manyBeginAndEnd(one, 10, 0);
            await().atMost(SOON).until(() -> waiting(other) >= 1);
            post(other, new Posted().firing(name(9), 7));
            assertThat(verdicts(other, "spilled")).isEqualTo(1);
            await().atMost(SOON.multipliedBy(2))
                    .untilAsserted(() -> assertThat(accountedFor()).isGreaterThanOrEqualTo(sent));
            assertThat(withoutRepeats(storyOf(9))).containsExactly("+0", "-0", "+7");
        }
    }

    @Test
    void anExplosionOfIdentitiesWaitsForRoomAndTheTenantIsToldOnce() throws Exception {
        Quota room = Quota.defaults().withOpenIdentities(20);
        try (RunningBridge bridge = RunningBridge.start(BROKER.bootstrap(), room)) {
            Posted explosion = new Posted();
            for (int i = 0; i < 60; i++) {
                explosion.firing(name(i), 0);
            }
            post(bridge, explosion);
            int first = onLog().size();
            assertThat(first).isBetween(1, 20);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(told())
                            .extracting(alert -> alert.labels().get(OverQuota.QUOTA))
                            .containsOnly(Quota.IDENTITIES));
            assertThat(told())
                    .extracting(Alert::fingerprint)
                    .containsOnly(told().get(0).fingerprint());
            assertThat(onLog()).hasSize(first);

            await().atMost(SOON).pollInterval(Duration.ofMillis(300)).until(() -> {
                post(bridge, overForAllThatFire());
                return begun().size() == 60;
            });
            assertThat(begun()).doesNotHaveDuplicates();
        }
    }

    private List<String> begun() {
        return onLog().stream()
                .filter(alert -> alert.status() == AlertStatus.FIRING)
                .map(alert -> alert.labels().get("alertname"))
                .toList();
    }

    private Posted overForAllThatFire() {
        Posted over = new Posted();
        Set<String> firing = new TreeSet<>(begun());
        onLog().stream()
                .filter(alert -> alert.status() == AlertStatus.RESOLVED)
                .forEach(alert -> firing.remove(alert.labels().get("alertname")));
        firing.forEach(name -> over.resolved(name, 0));
        return over;
    }

    private static List<Alert> told() {
        return LOG.alerts("acme").stream()
                .filter(alert -> alert.source().equals(OverQuota.SOURCE))
                .filter(alert -> Quota.IDENTITIES.equals(alert.labels().get(OverQuota.QUOTA)))
                .toList();
    }
}
