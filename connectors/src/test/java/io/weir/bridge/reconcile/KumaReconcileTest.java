package io.weir.bridge.reconcile;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.Log;
import io.weir.bridge.Recording;
import io.weir.bridge.RunningBridge;
import io.weir.broker.TestBroker;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real Kuma said when it was asked, with a line changed as it would have been; a real Kafka. */
class KumaReconcileTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PORT_DOWN = "monitor_hostname=\"127.0.0.1\",monitor_port=\"9721\"} 0";
    private static final Instant STARTED = Instant.ofEpochSecond(1_795_182_561L);

    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());

    @Test
    void aRecoveryInAMaintenanceAndADeletedMonitorAreFound() throws Exception {
        String metrics = recorded();
        assertThat(metrics).contains(PORT_DOWN);
        try (StubSource kuma = StubSource.start().at(STARTED.plusSeconds(3600))) {
            kuma.answer("/metrics", 200, "text/plain; charset=utf-8", metrics);
            KumaSource source = new KumaSource(
                    "acme",
                    kuma.url(),
                    "kuma-basel",
                    new Pace(
                            Duration.ofMillis(200),
                            Duration.ofMillis(500),
                            Duration.ofSeconds(1),
                            Duration.ofMinutes(10),
                            Duration.ofSeconds(30)),
                    Authorization.basic("", () -> "uk1_key"));
            try (RunningBridge bridge =
                    RunningBridge.start(BROKER.bootstrap(), options -> options.reconcile(List.of(source)))) {
                assertThat(bridge.post("/v1/uptime-kuma/kuma-basel", ACME, Recording.of("uptime-kuma/down-port"))
                                .status())
                        .isEqualTo(200);
                await().atMost(PATIENCE)
                        .until(() -> told(AlertStatus.FIRING, Alert.POLLED).size() > 0);

                // in maintenance, and then up: Kuma sends nothing
                kuma.answer("/metrics", 200, "text/plain; charset=utf-8", metrics.replace(PORT_DOWN, state(3)));
                kuma.answer("/metrics", 200, "text/plain; charset=utf-8", metrics.replace(PORT_DOWN, state(1)));
                await().atMost(PATIENCE)
                        .until(() -> !told(AlertStatus.RESOLVED, Alert.POLLED).isEmpty());
                Alert recovered = told(AlertStatus.RESOLVED, Alert.POLLED).get(0);
                Alert fired = told(AlertStatus.FIRING, null).get(0);
                assertThat(recovered.fingerprint()).isEqualTo(fired.fingerprint());
                assertThat(recovered.startsAt()).isEqualTo(fired.startsAt());

                // down again, and its one message was lost
                kuma.answer("/metrics", 200, "text/plain; charset=utf-8", metrics);
                int known = told(AlertStatus.FIRING, Alert.POLLED).size();
                await().atMost(PATIENCE)
                        .until(() -> told(AlertStatus.FIRING, Alert.POLLED).size() > known);

                // not there when Kuma has just started: nothing; when it has run for long: deleted
                String deleted = metrics.replaceAll("(?m)^monitor_status.*monitor_port=\"9721\"} 0\n", "");
                kuma.at(STARTED.plusSeconds(30)).answer("/metrics", 200, "text/plain", deleted);
                double before = inconclusive(bridge);
                await().atMost(PATIENCE).until(() -> inconclusive(bridge) > before + 8);
                assertThat(told(AlertStatus.RESOLVED, Alert.GONE)).isEmpty();
                kuma.at(STARTED.plusSeconds(3600));
                await().atMost(PATIENCE)
                        .until(() -> !told(AlertStatus.RESOLVED, Alert.GONE).isEmpty());
                assertThat(kuma.authorizations()).containsOnly("Basic OnVrMV9rZXk=");
            }
        }
    }

    private static String state(int state) {
        return PORT_DOWN.substring(0, PORT_DOWN.length() - 1) + state;
    }

    private static List<Alert> told(AlertStatus status, String observation) {
        return LOG.alerts("acme").stream()
                .filter(alert -> alert.status() == status && Objects.equals(alert.observation(), observation))
                .toList();
    }

    private static double inconclusive(RunningBridge bridge) {
        return bridge.get("/metrics", null)
                .body()
                .lines()
                .filter(line -> line.startsWith("weir_bridge_reconcile_polls_total{") && line.contains("inconclusive"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String recorded() throws IOException {
        try (InputStream in =
                KumaReconcileTest.class.getResourceAsStream("/recordings/uptime-kuma-metrics/metrics.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
