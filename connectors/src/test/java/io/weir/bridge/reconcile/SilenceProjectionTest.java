package io.weir.bridge.reconcile;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.Log;
import io.weir.bridge.RunningBridge;
import io.weir.broker.TestBroker;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Downtimes of the bridge as silences of a real Alertmanager. */
class SilenceProjectionTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());

    @TempDir
    Path folder;

    @Test
    void aDowntimeIsASilenceForAsLongAsItHolds() throws Exception {
        try (RealAlertmanager alertmanager = RealAlertmanager.prepare(folder)) {
            alertmanager.start(URI.create("http://127.0.0.1:9"), ACME);
            String id;
            String first;
            String second;
            try (RunningBridge bridge = bridge(alertmanager, "acme")) {
                JsonNode downtime = bridge.post("/v1/downtimes", ACME, downtime("instance=~\\\"db1.*\\\"", "2h"))
                        .json();
                id = downtime.path("id").asText();
                String from = downtime.path("from").asText();
                await().atMost(PATIENCE).until(() -> active(alertmanager).size() == 1);
                JsonNode silence = active(alertmanager).get(0);
                first = silence.path("id").asText();
                assertThat(silence.path("createdBy").asText()).isEqualTo("weir");
                assertThat(silence.path("comment").asText()).startsWith("weir downtime " + id + " window ");
                assertThat(silence.at("/matchers/0/value").asText()).isEqualTo("db1.*");
                assertThat(silence.at("/matchers/0/isRegex").asBoolean()).isTrue();
                awaitReceipt("acme", "projected", first, 1);

                // another end keeps the id, other matchers do not
                change(bridge, id, from, "instance=~\\\"db1.*\\\"", "3h");
                awaitReceipt("acme", "projected", first, 2);
                assertThat(active(alertmanager)).hasSize(1);
                change(bridge, id, from, "instance=db2", "3h");
                await().atMost(PATIENCE)
                        .until(() -> receipts("acme").stream().anyMatch(receipt -> receipt.revision() == 3));
                second = active(alertmanager).get(0).path("id").asText();
                assertThat(second).isNotEqualTo(first);
                awaitReceipt("acme", "projected", second, 3);
                assertThat(active(alertmanager)).hasSize(1);
            }
            try (RunningBridge bridge = bridge(alertmanager, "acme")) {
                await().atMost(PATIENCE).until(() -> rounds(bridge) > 3);
                assertThat(active(alertmanager))
                        .extracting(silence -> silence.path("id").asText())
                        .containsExactly(second);
                assertThat(receipts("acme")).extracting(Receipt::externalId).containsOnly(first, second);

                bridge.send(bridge.request("/v1/downtimes/" + id, ACME).DELETE().build());
                await().atMost(PATIENCE).until(() -> active(alertmanager).isEmpty());
                awaitReceipt("acme", "expired", second, 3);
            }
        }
    }

    @Test
    void aSilenceThatAPersonEndedStaysEndedAndATooBroadOneIsNeverMade() throws Exception {
        try (RealAlertmanager alertmanager = RealAlertmanager.prepare(folder);
                RunningBridge bridge = bridge(alertmanager, "globex")) {
            alertmanager.start(URI.create("http://127.0.0.1:9"), GLOBEX);
            bridge.post("/v1/downtimes", GLOBEX, downtime("instance!=\\\"\\\"", "2h"));
            bridge.post("/v1/downtimes", GLOBEX, downtime("instance=db7", "2h"));
            await().atMost(PATIENCE).until(() -> active(alertmanager).size() == 1);
            JsonNode silence = active(alertmanager).get(0);
            assertThat(silence.at("/matchers/0/value").asText()).isEqualTo("db7");
            await().atMost(PATIENCE)
                    .until(() -> receipts("globex").stream()
                            .anyMatch(receipt -> receipt.state().equals("failed")
                                    && receipt.reason().contains("only negative")));
            String id = silence.path("id").asText();
            awaitReceipt("globex", "projected", id, 1);

            alertmanager.send("DELETE", "/api/v2/silence/" + id, null);

            awaitReceipt("globex", "expired", id, 1);
            double before = rounds(bridge);
            await().atMost(PATIENCE).until(() -> rounds(bridge) > before + 3);
            assertThat(active(alertmanager)).isEmpty();
        }
    }

    private static RunningBridge bridge(RealAlertmanager alertmanager, String tenant) throws InterruptedException {
        AlertmanagerSource source = new AlertmanagerSource(
                tenant,
                List.of(URI.create("http://127.0.0.1:1"), alertmanager.url()),
                List.of(RealAlertmanager.EXTERNAL_URL),
                Set.of("weir"),
                true,
                Pace.every(Duration.ofMillis(100)),
                Authorization.none());
        return RunningBridge.start(BROKER.bootstrap(), options -> options.reconcile(List.of(source)));
    }

    private static String downtime(String matcher, String duration) {
        return "{\"matchers\":[\"" + matcher + "\"],\"duration\":\"" + duration
                + "\",\"comment\":\"patching\",\"force\":true}";
    }

    private static void change(RunningBridge bridge, String id, String from, String matcher, String duration) {
        String body = downtime(matcher, duration).replace("{\"matchers", "{\"from\":\"" + from + "\",\"matchers");
        assertThat(bridge.send(bridge.request("/v1/downtimes/" + id, ACME)
                                .PUT(BodyPublishers.ofString(body))
                                .build())
                        .status())
                .isEqualTo(200);
    }

    private static List<JsonNode> active(RealAlertmanager alertmanager) {
        List<JsonNode> active = new ArrayList<>();
        for (JsonNode silence : alertmanager.json("GET", "/api/v2/silences", null)) {
            if (silence.at("/status/state").asText().equals("active")) {
                active.add(silence);
            }
        }
        return active;
    }

    private static void awaitReceipt(String tenant, String state, String silenceId, long revision) {
        await().atMost(PATIENCE)
                .until(() -> receipts(tenant).stream()
                        .anyMatch(receipt -> receipt.state().equals(state)
                                && silenceId.equals(receipt.externalId())
                                && receipt.revision() == revision));
    }

    private static List<Receipt> receipts(String tenant) {
        return LOG.records(Topics.RECEIPTS).stream()
                .map(record -> {
                    try {
                        return Wire.RECEIPT.read(record.value());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .filter(receipt -> receipt.kind() == Receipt.Kind.SILENCE
                        && receipt.tenant().equals(tenant))
                .toList();
    }

    private static double rounds(RunningBridge bridge) {
        return bridge.get("/metrics", null)
                .body()
                .lines()
                .filter(line -> line.startsWith("weir_bridge_reconcile_polls_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
