package io.weir.bridge.reconcile;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.Log;
import io.weir.bridge.RunningBridge;
import io.weir.broker.LoopbackPort;
import io.weir.broker.TestBroker;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager, a real Kafka: what is never told is found by asking. */
class AlertmanagerReconcileTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofMillis(300);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);

    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());

    @TempDir
    Path folder;

    @Test
    void anAlertThatResolvesUnderASilenceIsFoundGone() throws Exception {
        try (RealAlertmanager alertmanager = RealAlertmanager.prepare(folder);
                RunningBridge bridge = bridge(alertmanager, "acme", AT_ONCE, LONG)) {
            alertmanager.start(webhook(bridge), ACME);
            Instant startsAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            alertmanager.alert("Silenced", startsAt.plusNanos(123_456).toString(), null);
            await().atMost(PATIENCE).until(() -> !told("acme", "Silenced", null).isEmpty());
            silence(alertmanager, "Silenced");
            await().atMost(PATIENCE)
                    .until(() -> alertmanager
                            .json("GET", "/api/v2/alerts", null)
                            .at("/0/status/state")
                            .asText()
                            .equals("suppressed"));
            alertmanager.alert("Silenced", startsAt.toString(), Instant.now().toString());

            await().atMost(PATIENCE)
                    .until(() -> told("acme", "Silenced", Alert.GONE).size() > 0);

            Alert gone = told("acme", "Silenced", Alert.GONE).get(0);
            Alert fired = told("acme", "Silenced", null).get(0);
            assertThat(gone.status()).isEqualTo(AlertStatus.RESOLVED);
            assertThat(gone.startsAt()).isEqualTo(startsAt.toEpochMilli()).isEqualTo(fired.startsAt());
            assertThat(gone.fingerprint()).isEqualTo(fired.fingerprint());
            assertThat(gone.source()).isEqualTo("alertmanager");
            assertThat(told("acme", "Silenced", null))
                    .as("what Alertmanager told by itself")
                    .extracting(Alert::status)
                    .containsOnly(AlertStatus.FIRING);
            await().atMost(PATIENCE)
                    .until(() -> bridge.get("/metrics", null).body().contains("kind=\"gone\""));
        }
    }

    @Test
    void anAlertmanagerThatForgotInARestartEndsNothing() throws Exception {
        try (RealAlertmanager alertmanager = RealAlertmanager.prepare(folder);
                RunningBridge bridge = bridge(alertmanager, "acme", LONG, LONG)) {
            alertmanager.start(webhook(bridge), ACME);
            alertmanager.alert("Forgotten", Instant.now().toString(), null);
            await().atMost(PATIENCE)
                    .until(() -> !told("acme", "Forgotten", null).isEmpty());
            alertmanager.restart();
            assertThat(alertmanager.json("GET", "/api/v2/alerts", null)).isEmpty();

            double before = polls(bridge, "inconclusive");
            // well beyond two polls and the grace
            await().atMost(PATIENCE).until(() -> polls(bridge, "inconclusive") > before + 12);

            assertThat(told("acme", "Forgotten", Alert.GONE)).isEmpty();
        }
    }

    @Test
    void whatTheWebhookLostIsFoundAndThenKeptAlive() throws Exception {
        try (RealAlertmanager alertmanager = RealAlertmanager.prepare(folder);
                RunningBridge bridge = bridge(alertmanager, "globex", AT_ONCE, Duration.ofSeconds(1))) {
            alertmanager.start(URI.create("http://127.0.0.1:" + LoopbackPort.free()), GLOBEX);
            alertmanager.alert("Lost", Instant.now().toString(), null);
            silence(alertmanager, "Muted");
            alertmanager.alert("Muted", Instant.now().toString(), null);

            await().atMost(PATIENCE)
                    .until(() -> told("globex", "Lost", Alert.POLLED).size() >= 2);

            assertThat(told("globex", "Lost", Alert.POLLED))
                    .extracting(Alert::status)
                    .containsOnly(AlertStatus.FIRING);
            assertThat(told("globex", "Lost", null)).isEmpty();
            assertThat(told("globex", "Muted", Alert.POLLED)).isEmpty();
            assertThat(polls(bridge, "ok")).isPositive();
        }
    }

    private static URI webhook(RunningBridge bridge) {
        return URI.create("http://127.0.0.1:" + bridge.port() + "/v1/alertmanager");
    }

    private static RunningBridge bridge(
            RealAlertmanager alertmanager, String tenant, Duration settle, Duration proofEvery)
            throws InterruptedException {
        AlertmanagerSource source = new AlertmanagerSource(
                tenant,
                List.of(alertmanager.url()),
                List.of(RealAlertmanager.EXTERNAL_URL),
                Set.of("weir"),
                false,
                new Pace(EVERY, Duration.ofMillis(900), proofEvery, settle, Duration.ofSeconds(30)),
                Authorization.none());
        return RunningBridge.start(BROKER.bootstrap(), options -> options.reconcile(List.of(source)));
    }

    static void silence(RealAlertmanager alertmanager, String alertname) throws IOException {
        Instant now = Instant.now();
        alertmanager.json(
                "POST",
                "/api/v2/silences",
                "{\"matchers\":[{\"name\":\"alertname\",\"value\":\"" + alertname + "\",\"isRegex\":false}],"
                        + "\"startsAt\":\"" + now + "\",\"endsAt\":\"" + now.plusSeconds(600)
                        + "\",\"createdBy\":\"alice\",\"comment\":\"c\"}");
    }

    /** What lies on Kafka of an alert, by how it is known. */
    private static List<Alert> told(String tenant, String alertname, String observation) {
        return LOG.alerts(tenant).stream()
                .filter(alert -> alertname.equals(alert.labels().get("alertname")))
                .filter(alert -> java.util.Objects.equals(observation, alert.observation()))
                .toList();
    }

    private static double polls(RunningBridge bridge, String outcome) {
        return bridge.get("/metrics", null)
                .body()
                .lines()
                .filter(line -> line.startsWith("weir_bridge_reconcile_polls_total{") && line.contains(outcome))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
