package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.bridge.RunningBridge.Reply;
import io.weir.bridge.intake.AlertmanagerApi;
import io.weir.bridge.intake.AlertmanagerWebhook;
import io.weir.bridge.intake.Origin;
import io.weir.bridge.intake.Reading;
import io.weir.bridge.intake.UptimeKuma;
import io.weir.broker.TestBroker;
import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
    private static RunningBridge bridge;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(
                BROKER.bootstrap(), options -> options.clock(() -> NOW).bodies(16 << 20, 64 << 20));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    /** Posts all recordings and looks whether exactly what the normaliser makes of them is on the topic. */
    private static void thereAndBack(
            String path, Stream<Recording> recordings, Function<Recording, Reading> normaliser) {
        int before = LOG.alerts("acme").size();
        int lettersBefore = LOG.deadLetters("acme").size();
        List<Alert> expected = new ArrayList<>();
        List<Recording> all = recordings.toList();
        List<Reply> replies = bridge.postAll(path, ACME, all);
        for (int i = 0; i < all.size(); i++) {
            Recording recording = all.get(i);
            Reply reply = replies.get(i);
            Reading reading = normaliser.apply(recording);
            assertThat(reply.status()).as(recording.name()).isEqualTo(200);
            assertThat(reply.json().path("alerts").asInt())
                    .as(recording.name())
                    .isEqualTo(reading.alerts().size());
            expected.addAll(reading.alerts());
        }
        List<Alert> there = LOG.alerts("acme");
        assertThat(there).hasSize(before + expected.size());
        assertThat(new HashSet<>(there)).containsAll(expected);
        assertThat(LOG.deadLetters("acme")).hasSize(lettersBefore);
    }

    private static Origin origin() {
        return new Origin("acme", "acme-src", NOW);
    }

    @Test
    void everyAlertmanagerAndGrafanaMessageIsOnKafka() {
        Stream<Recording> recordings = Stream.of(
                        Recording.all("alertmanager"),
                        Recording.all("grafana"),
                        Recording.stream("alertmanager-webhooks"))
                .flatMap(List::stream)
                .filter(recording -> recording.tree().isObject());
        thereAndBack("/v1/alertmanager", recordings, r -> AlertmanagerWebhook.read(r.body(), origin()));
    }

    @Test
    void everyPrometheusBatchIsOnKafka() {
        Stream<Recording> recordings = Stream.of(Recording.all("prometheus-api"), Recording.stream("prometheus-api"))
                .flatMap(List::stream);
        thereAndBack("/some/prefix/api/v2/alerts", recordings, r -> AlertmanagerApi.read(r.body(), origin()));
    }

    @Test
    void everyKumaNotificationIsOnKafka() {
        Stream<Recording> recordings = Stream.of(Recording.all("uptime-kuma"), Recording.stream("uptime-kuma"))
                .flatMap(List::stream);
        thereAndBack(
                "/v1/uptime-kuma/north",
                recordings,
                r -> UptimeKuma.read(r.body(), r.contentType(), "north", origin()));
    }

    @Test
    void theKeyIsTenantAndFingerprint() {
        bridge.post("/v1/alertmanager", ACME, Recording.of("alertmanager/twin-receiver-a"));

        ConsumerRecord<byte[], byte[]> record = LOG.records(Topics.ALERTS).stream()
                .filter(r -> !Wire.isTick(r.value()))
                .findFirst()
                .orElseThrow();
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).matches("(acme|globex)\\|[0-9a-f]{16}");
    }

    @Test
    void theCredentialIsTheTenantWhateverTheLabelsSay() {
        bridge.post("/v1/alertmanager", GLOBEX, message("{\"tenant\":\"acme\",\"alertname\":\"Foreign\"}"));

        assertThat(LOG.alerts("globex"))
                .anyMatch(alert -> "Foreign".equals(alert.labels().get("alertname")));
        assertThat(LOG.alerts("acme"))
                .noneMatch(alert -> "Foreign".equals(alert.labels().get("alertname")));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/alertmanager, nonsense, invalid-json",
        "/v1/alertmanager/sub/path, '', wrong-shape",
        "/v1/alertmanager, '{\"alerts\":7}', wrong-shape",
        "/api/v2/alerts, '{\"labels\":{}}', wrong-shape",
        "/v1/uptime-kuma, '{\"a\":\"b\"}', not-understood",
    })
    void poisonIsADeadLetterWithItsBytesAndA200(String path, String body, String reason) {
        int before = LOG.deadLetters("acme").size();
        Reply reply = bridge.post(path, ACME, body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("deadLetters").asInt()).isEqualTo(1);
        assertThat(reply.json().path("rejected").path(0).path("reason").asText())
                .isEqualTo(reason);
        List<DeadLetter> letters = LOG.deadLetters("acme");
        assertThat(letters).hasSize(before + 1);
        assertThat(letters).anySatisfy(letter -> {
            assertThat(letter.reason()).isEqualTo(reason);
            assertThat(letter.stage()).isEqualTo("bridge");
            assertThat(letter.contentType()).isEqualTo("application/json");
            assertThat(new String(letter.body(), StandardCharsets.UTF_8)).isEqualTo(body);
        });
    }

    @Test
    void theGoodAlertsBesideABadOneAreOnKafka() {
        String batch = "[{\"labels\":{\"alertname\":\"Good1\"}},{\"labels\":{\"alertname\":[1]}},"
                + "{\"labels\":{\"alertname\":\"Good2\"}}]";
        Reply reply = bridge.post("/api/v2/alerts", ACME, batch);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("alerts").asInt()).isEqualTo(2);
        assertThat(reply.json().path("rejected").path(0).path("field").asText()).isEqualTo("[1].labels.alertname");
        assertThat(LOG.alerts("acme"))
                .extracting(alert -> alert.labels().get("alertname"))
                .contains("Good1", "Good2");
        assertThat(LOG.deadLetters("acme"))
                .anyMatch(letter ->
                        new String(letter.body(), StandardCharsets.UTF_8).equals("{\"labels\":{\"alertname\":[1]}}"));
    }

    @Test
    void anAlertTooBigForKafkaIsADeadLetterAndNotAnEndlessLoop() {
        StringBuilder annotations = new StringBuilder();
        for (int i = 0; i < 90; i++) {
            annotations.append(i == 0 ? "" : ",").append("\"a").append(i).append("\":\"");
            annotations.append("\\u0001".repeat(16_000)).append('"');
        }
        String body = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Vast\"},\"annotations\":{"
                + annotations + "}},{\"status\":\"firing\",\"labels\":{\"alertname\":\"BesideVast\"}}]}";
        Reply reply = bridge.post("/v1/alertmanager", ACME, body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("alerts").asInt()).isEqualTo(1);
        assertThat(reply.json().path("rejected").path(0).path("reason").asText())
                .isEqualTo("too-large");
        assertThat(LOG.deadLetters("acme")).anyMatch(letter -> letter.reason().equals("too-large"));
        assertThat(LOG.alerts("acme"))
                .anyMatch(a -> "BesideVast".equals(a.labels().get("alertname")));
    }

    @Test
    void aZippedBodyIsUnpacked() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(message("{\"alertname\":\"Zipped\"}").getBytes(StandardCharsets.UTF_8));
        }
        Reply reply = bridge.send(bridge.request("/v1/alertmanager", ACME)
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zipped.toByteArray()))
                .build());

        assertThat(reply.json().path("alerts").asInt()).isEqualTo(1);
    }

    @Test
    void aMessageOfManyThousandAlertsIsTakenWhole() {
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < 12_000; i++) {
            batch.append(i == 0 ? "" : ",")
                    .append("{\"labels\":{\"alertname\":\"Flood\",\"i\":\"")
                    .append(i)
                    .append("\"}}");
        }
        Reply reply = bridge.post("/api/v2/alerts", GLOBEX, batch.append(']').toString());

        assertThat(reply.json().path("alerts").asInt()).isEqualTo(12_000);
        assertThat(LOG.alerts("globex").stream()
                        .filter(alert -> "Flood".equals(alert.labels().get("alertname")))
                        .map(Alert::fingerprint)
                        .distinct())
                .hasSize(12_000);
    }

    @Test
    void aMessageBiggerThanTheProducersMemoryIsTakenWhole() throws InterruptedException {
        String text = "\\u0001".repeat(15_000);
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < 300; i++) {
            batch.append(i == 0 ? "" : ",")
                    .append("{\"labels\":{\"alertname\":\"Heavy\",\"i\":\"")
                    .append(i);
            batch.append("\"},\"annotations\":{\"a\":\"").append(text).append("\"}}");
        }
        Map<String, String> small = Map.of("bootstrap.servers", BROKER.bootstrap(), "buffer.memory", "16000000");
        try (RunningBridge narrow = RunningBridge.start(small, null, options -> options)) {
            assertThat(narrow.post("/api/v2/alerts", GLOBEX, batch.append(']').toString())
                            .status())
                    .isEqualTo(200);
        }
        assertThat(LOG.alerts("globex").stream()
                        .filter(alert -> "Heavy".equals(alert.labels().get("alertname"))))
                .hasSize(300);
    }

    @Test
    void kumaMaySendItsNotificationInTheQuery() {
        Reply reply =
                bridge.get("/v1/uptime-kuma?instance=west&msg=%5BShop%5D%20%5B%F0%9F%94%B4%20Down%5D%20gone", ACME);

        assertThat(reply.json().path("alerts").asInt()).isEqualTo(1);
        assertThat(LOG.alerts("acme")).anyMatch(alert -> "west".equals(alert.sourceUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/alertmanager/", "/v1/uptime-kuma/", "/v1/uptime-kuma/north/", "/x/api/v2/alerts/"})
    void aSlashAtTheEndIsTheSameRoute(String path) {
        assertThat(bridge.post(path, ACME, "[]").status()).isEqualTo(200);
    }

    private static String message(String labels) {
        return "{\"alerts\":[{\"status\":\"firing\",\"labels\":" + labels + "}]}";
    }
}
