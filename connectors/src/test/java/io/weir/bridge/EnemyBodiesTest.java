package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import io.weir.schema.DeadLetter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, each intake and each API answers it, and goes on. */
class EnemyBodiesTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());
    private static final Pattern PART = Pattern.compile("\\(part (\\d+) of \\d+; ");
    private static RunningBridge bridge;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(BROKER.bootstrap(), options -> options.bodies(16 << 20, 64 << 20));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/alertmanager", "/api/v2/alerts", "/v1/uptime-kuma/north"})
    void noBodyIsLostAndNoneIsRefusedForEver(String path) {
        EnemyBodies.whole().forEach((name, body) -> {
            Reply reply = post(path, ACME, "application/json", body);

            assertThat(reply.status()).as(name).isEqualTo(200);
            assertThat(reply.json().path("deadLetters").asInt()).as(name).isPositive();
        });
        List<byte[]> kept = keptBytes("acme");
        EnemyBodies.whole()
                .forEach((name, body) -> assertThat(kept).as(name).anyMatch(bytes -> Arrays.equals(bytes, body)));
    }

    /** The bytes of all letters, those of parts together. */
    private static List<byte[]> keptBytes(String tenant) {
        List<byte[]> kept = new ArrayList<>();
        for (DeadLetter letter : LOG.deadLetters(tenant)) {
            Matcher part = PART.matcher(letter.detail());
            if (part.find() && !part.group(1).equals("1")) {
                byte[] before = kept.remove(kept.size() - 1);
                byte[] longer = Arrays.copyOf(before, before.length + letter.body().length);
                System.arraycopy(letter.body(), 0, longer, before.length, letter.body().length);
                kept.add(longer);
            } else {
                kept.add(letter.body());
            }
        }
        return kept;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/alertmanager", "/api/v2/alerts"})
    void millionsOfBrokenElementsBecomeAFewLetters(String path) {
        boolean webhook = path.startsWith("/v1");
        byte[] junk = "x,".repeat(1 << 19).getBytes(StandardCharsets.UTF_8);
        byte[] body = EnemyBodies.packed(webhook ? "{\"alerts\":[" : "[", junk, 15, webhook ? "x]}" : "x]");
        Reply reply = await().atMost(Duration.ofMinutes(1))
                .until(() -> packed(path, "gzip", body), answer -> answer.status() != 503);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("deadLetters").asInt()).isBetween(1000, 1010);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/alertmanager", "/api/v2/alerts"})
    void aBigMessageThatBreaksOffIsTakenToTheBreakAndKeptBehindIt(String path) {
        String alert =
                "{\"status\":\"firing\",\"labels\":{\"alertname\":\"Off\",\"i\":\"%d\"},\"annotations\":{\"a\":\""
                        + "a".repeat(5000) + "\"}}";
        String good = EnemyBodies.words(alert, 1300, ",");
        String rest = "{\"labels\":{\"a\":\"" + "r".repeat(6 << 20);
        Reply reply = post(path, GLOBEX, (path.startsWith("/v1") ? "{\"alerts\":[" : "[") + good + "," + rest);

        assertThat(reply.json().path("alerts").asInt()).isEqualTo(1300);
        assertThat(reply.json().path("deadLetters").asInt()).isEqualTo(2);
        assertThat(keptBytes("globex")).anyMatch(bytes -> Arrays.equals(bytes, rest.getBytes(StandardCharsets.UTF_8)));
    }

    static Stream<Arguments> wholeToApis() {
        return EnemyBodies.APIS.stream()
                .flatMap(call -> EnemyBodies.whole().keySet().stream().map(name -> Arguments.of(call, name)));
    }

    @ParameterizedTest
    @MethodSource("wholeToApis")
    void eachApiSaysWhatIsWrong(String call, String name) {
        String[] parts = call.split(" ");
        Reply reply = bridge.send(bridge.request(parts[1], EnemyBodies.token(call))
                .method(parts[0], BodyPublishers.ofByteArray(EnemyBodies.whole().get(name)))
                .build());

        assertThat(reply.status()).isIn(400, 404, 413, 422);
        assertThat(reply.json().path("error").path("message").asText()).isNotBlank();
        assertThat(reply.body().length()).isLessThan(100_000);
    }

    static Stream<Arguments> ambiguousToApis() {
        return EnemyBodies.ambiguous().entrySet().stream()
                .flatMap(call -> call.getValue().stream().map(body -> Arguments.of(call.getKey(), body)));
    }

    @ParameterizedTest
    @MethodSource("ambiguousToApis")
    void whatCouldBeMeantInTwoWaysIsRefused(String call, String fieldAndBody) {
        String[] parts = call.split(" ");
        int bar = fieldAndBody.indexOf('|');
        Reply reply = bridge.send(bridge.request(parts[1], EnemyBodies.token(call))
                .method(parts[0], BodyPublishers.ofString(fieldAndBody.substring(bar + 1)))
                .build());

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.json().path("error").path("message").asText()).contains("expected");
        assertThat(reply.json().path("error").path("field").asText()).isEqualTo(fieldAndBody.substring(0, bar));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/alertmanager", "/api/v2/alerts"})
    void aBadAlertAmongFiveThousandCostsOnlyItself(String path) {
        String good = EnemyBodies.words(
                "{\"status\":\"firing\",\"labels\":{\"alertname\":\"Good\",\"i\":\"%d\"}}", 2500, ",");
        EnemyBodies.alerts().forEach((name, bad) -> {
            String list = "[" + good + "," + bad + "," + good.replace("Good", "Better") + "]";
            Reply reply = post(path, GLOBEX, path.startsWith("/v1") ? "{\"alerts\":" + list + ",\"x\":1}" : list);

            assertThat(reply.status()).as(name).isEqualTo(200);
            assertThat(reply.json().path("alerts").asInt()).as(name).isEqualTo(5000);
            assertThat(reply.json().path("rejected").path(0).path("field").asText())
                    .as(name)
                    .contains("[2500]");
        });
        List<String> letters = LOG.deadLetters("globex").stream()
                .map(letter -> new String(letter.body(), StandardCharsets.UTF_8))
                .toList();
        EnemyBodies.alerts()
                .forEach((name, bad) ->
                        assertThat(letters.contains(bad)).as(name).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/alertmanager", "/api/v2/alerts"})
    void aStrangeAlertIsAnAlert(String path) {
        EnemyBodies.strange().forEach((name, alert) -> {
            String list = "[" + alert + "]";
            Reply reply = post(path, ACME, path.startsWith("/v1") ? "{\"alerts\":" + list + "}" : list);

            assertThat(reply.status()).as(name).isEqualTo(200);
            assertThat(reply.json().path("alerts").asInt()).as(name).isEqualTo(1);
        });
        assertThat(bridge.get("/v1/alerts?limit=1000", ACME).status()).isEqualTo(200);
    }

    @Test
    void whatStandsBehindADocumentIsNotLost() {
        String one = "{\"alerts\":[" + EnemyBodies.GOOD + "]}";
        Reply reply = post("/v1/alertmanager", ACME, one + "\n" + one);

        assertThat(reply.json().path("alerts").asInt()).isEqualTo(1);
        assertThat(LOG.deadLetters("acme"))
                .anyMatch(letter -> new String(letter.body(), StandardCharsets.UTF_8).equals(one));
    }

    @Test
    void alertsThatAreThereTwiceCountTwice() {
        String alerts = "\"alerts\":[" + EnemyBodies.GOOD + "]";
        Reply reply = post(
                "/v1/alertmanager", ACME, "{" + alerts + "," + alerts + ",\"truncatedAlerts\":" + "9".repeat(30) + "}");

        assertThat(reply.json().path("alerts").asInt()).isEqualTo(2);
    }

    @Test
    void millionsOfAlertsBecomeAFewLettersThatCanBeReadLater() {
        Reply empties = post("/api/v2/alerts", ACME, "[" + "{},".repeat(3_000_000) + "{}]");
        assertThat(empties.status()).isEqualTo(200);
        assertThat(empties.json().path("deadLetters").asInt()).isBetween(1000, 1010);

        String many = EnemyBodies.words("{\"labels\":{\"i\":\"%d\"}}", 60_000, ",");
        Reply reply = post("/api/v2/alerts", ACME, "[" + many + "]");
        assertThat(reply.json().path("alerts").asInt()).isEqualTo(50_000);
        assertThat(reply.json().path("deadLetters").asInt()).isEqualTo(1);
        assertThat(LOG.deadLetters("acme"))
                .anyMatch(letter -> letter.detail().startsWith("[50000]: a message may hold 50000 alerts"));
    }

    @Test
    void aFormOfDelimitersAloneIsReadOnce() {
        byte[] body = ("--a".repeat(2_000_000) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        Reply reply = post("/v1/uptime-kuma", ACME, "multipart/form-data; boundary=a", body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("deadLetters").asInt()).as("parts").isEqualTo(2);
    }

    @Test
    void aTimeBeyondAllTimesIsNone() {
        Reply reply = post(
                "/v1/uptime-kuma",
                ACME,
                "{\"heartbeat\":{\"monitorID\":1,\"status\":0,\"time\":\"+999999999-12-31 23:59:59\"}}");

        assertThat(reply.json().path("alerts").asInt()).isEqualTo(1);
    }

    /** Sends it as senders do: again on 503, which a busy Kafka is a reason for. */
    private static Reply post(String path, String token, String contentType, byte[] body) {
        return await().atMost(Duration.ofMinutes(1))
                .until(() -> bridge.post(path, token, contentType, body), reply -> reply.status() != 503);
    }

    private static Reply post(String path, String token, String json) {
        return post(path, token, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply packed(String path, String encoding, byte[] body) {
        return bridge.send(bridge.request(path, ACME)
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }
}
