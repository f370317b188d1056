package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static io.weir.bridge.RunningBridge.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.broker.TestBroker;
import io.weir.schema.DeadLetter;
import io.weir.schema.Retry;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());
    private static final long AT = 1_700_000_000_000L;
    private static RunningBridge bridge;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(BROKER.bootstrap(), options -> options);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void aLetterIsListedWithoutItsBodyAndShownWithIt() {
        bridge.post("/v1/alertmanager", ACME, "not json at all");
        await().until(() -> list(ACME, "?reason=invalid-json").size() == 1);
        JsonNode listed = list(ACME, "?reason=invalid-json").get(0);
        assertThat(listed.path("id").asText()).matches("\\d+-\\d+");
        assertThat(listed.path("stage").asText()).isEqualTo("bridge");
        assertThat(listed.path("source").asText()).isEqualTo("alertmanager");
        assertThat(listed.path("bytes").asInt()).isEqualTo(15);
        assertThat(listed.has("body")).isFalse();
        assertThat(listed.has("retried")).isFalse();

        String path = "/v1/dead-letters/" + listed.path("id").asText();
        JsonNode shown = bridge.get(path, ACME).json();
        assertThat(shown.path("body").asText()).isEqualTo("not json at all");
        assertThat(shown.path("bodyEncoding").asText()).isEqualTo("text");
        assertThat(shown.path("contentType").asText()).isEqualTo("application/json");
        assertThat(bridge.get(path, OPERATOR).status()).isEqualTo(200);
        assertThat(bridge.get(path + "?tenant=acme", OPERATOR).status()).isEqualTo(200);
    }

    @Test
    void textsOfAnyLengthAreCutInTheList() {
        String type = "t/" + "x".repeat(20_000);
        bridge.post("/v1/uptime-kuma/" + "k".repeat(3000), GLOBEX, type, "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        await().until(() -> list(GLOBEX, "?reason=not-understood").size() == 1);
        DeadLetter kept = LOG.deadLetters("globex").stream()
                .filter(letter -> letter.reason().equals("not-understood"))
                .findFirst()
                .orElseThrow();
        assertThat(kept.contentType()).hasSize(1024);
        assertThat(kept.source()).isEqualTo("uptime-kuma/" + "k".repeat(1024));

        String id = write(new DeadLetter(
                "globex", "glpi", "long-one", "d".repeat(9000), "weir.incidents", type, new byte[1], null, AT, null));
        await().until(() -> list(GLOBEX, "?reason=long-one").size() == 1);
        JsonNode listed = list(GLOBEX, "?reason=long-one").get(0);
        assertThat(listed.path("detail").asText()).hasSize(1025);
        assertThat(listed.path("contentType").asText()).hasSize(1025);
        assertThat(bridge.get("/v1/dead-letters/" + id, GLOBEX)
                        .json()
                        .path("detail")
                        .asText())
                .hasSize(9000);
    }

    @Test
    void bytesThatAreNoTextAreShownInBase64() {
        String id = write(letter("acme", "bridge", "binary", new byte[] {(byte) 0xff, 0, 1}, null));
        JsonNode shown = bridge.get("/v1/dead-letters/" + id, ACME).json();
        assertThat(shown.path("bodyEncoding").asText()).isEqualTo("base64");
        assertThat(shown.path("body").asText()).isEqualTo("/wAB");
    }

    @Test
    void nobodySeesTheLettersOfAnother() {
        String id = write(letter("acme", "glpi", "secret-of-acme", new byte[] {1}, "inc-1"));
        await().until(() -> list(ACME, "?reason=secret-of-acme").size() == 1);

        assertThat(bridge.get("/v1/dead-letters?limit=1000", GLOBEX).body()).doesNotContain("secret-of-acme");
        assertThat(bridge.get("/v1/dead-letters/" + id, GLOBEX).status()).isEqualTo(404);
        assertThat(bridge.post("/v1/dead-letters/" + id + "/retry", GLOBEX, "").status())
                .isEqualTo(404);
        assertThat(bridge.get("/v1/dead-letters/" + id + "?tenant=globex", OPERATOR)
                        .status())
                .isEqualTo(404);
        assertThat(bridge.get("/v1/dead-letters?tenant=acme", GLOBEX).status()).isEqualTo(403);
        assertThat(LOG.all(Topics.RETRIES, Wire.RETRY))
                .noneMatch(retry -> retry.letterId().equals(id));
    }

    @Test
    void lettersOfNoTenantAreForOperatorsOnly() {
        String nobodys = write(letter(null, "correlate", "of-nobody", new byte[] {1}, null));
        String gone = write(letter("left-us", "glpi", "of-the-gone", new byte[] {1}, null));
        await().until(() ->
                list(OPERATOR, "").findValuesAsText("reason").containsAll(List.of("of-nobody", "of-the-gone")));

        assertThat(list(ACME, "?limit=1000").findValuesAsText("reason")).doesNotContain("of-nobody", "of-the-gone");
        assertThat(bridge.get("/v1/dead-letters/" + nobodys, ACME).status()).isEqualTo(404);
        assertThat(bridge.get("/v1/dead-letters/" + gone, ACME).status()).isEqualTo(404);
        assertThat(bridge.get("/v1/dead-letters/" + nobodys, OPERATOR).status()).isEqualTo(200);
        assertThat(list(OPERATOR, "?tenant=acme").findValuesAsText("reason")).doesNotContain("of-nobody");
    }

    @Test
    void theListIsFilteredAndPagedNewestFirst() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            expected.add(
                    0,
                    write(new DeadLetter(
                            "globex", "awx", "paged", null, null, null, new byte[] {1}, "inc-" + i % 2, AT + i, null)));
        }
        write(letter("globex", "glpi", "paged", new byte[] {1}, "inc-0"));
        await().until(() -> list(GLOBEX, "?reason=paged").size() == 6);
        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = bridge.get("/v1/dead-letters?stage=awx&limit=2&after=" + next, GLOBEX)
                    .json();
            page.path("deadLetters")
                    .forEach(letter -> paged.add(letter.path("id").asText()));
            next = page.path("next").asText();
        } while (!next.equals("null"));

        assertThat(paged).containsExactlyElementsOf(expected);
        assertThat(list(GLOBEX, "?incident=inc-1").size()).isEqualTo(2);
    }

    @Test
    void whoTriedALetterAgainIsKnownAfterARestart() throws InterruptedException {
        String id = write(letter("acme", "glpi", "tried-before", new byte[] {1}, "inc-2"));
        LOG.write(
                Topics.RETRIES,
                "acme|inc-2",
                Wire.RETRY,
                new Retry("acme", id, "glpi", "tried-before", null, null, "inc-2", null, "kim", AT));
        try (RunningBridge second = RunningBridge.start(BROKER.bootstrap(), options -> options)) {
            JsonNode listed = second.get("/v1/dead-letters?reason=tried-before", ACME)
                    .json()
                    .path("deadLetters")
                    .path(0);
            assertThat(listed.path("retried").path("by").asText()).isEqualTo("kim");
            assertThat(listed.path("retried").path("at").asText()).isEqualTo("2023-11-14T22:13:20Z");
            assertThat(second.get("/v1/dead-letters/" + id, ACME)
                            .json()
                            .path("retried")
                            .path("by")
                            .asText())
                    .isEqualTo("kim");
        }
    }

    @Test
    void anIncidentNamesItsLetters() {
        String id = write(letter("acme", "glpi", "named", new byte[] {1}, "inc-named"));
        LOG.write(Topics.INCIDENTS, "acme|inc-named", Wire.INCIDENT, ListsTest.open("acme", "inc-named"));
        await().until(() -> bridge.get("/v1/incidents/inc-named", ACME)
                .json()
                .path("deadLetters")
                .path(0)
                .path("id")
                .asText()
                .equals(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "0-", "-1-0", "0-999999", "99-0", "0-1-2", "123456789012-0"})
    void anIdThatNeverWasIs404(String id) {
        assertThat(bridge.get("/v1/dead-letters/" + id, ACME).status()).isEqualTo(404);
        assertThat(bridge.post("/v1/dead-letters/" + id + "/retry", ACME, "").status())
                .isEqualTo(404);
    }

    @Test
    void aLetterThatKafkaHasDeletedIs410() throws Exception {
        try (Admin admin = AdminClient.create(Map.of("bootstrap.servers", BROKER.bootstrap()))) {
            RecordMetadata there = LOG.write(
                    Topics.DEAD_LETTERS,
                    "acme",
                    Wire.DEAD_LETTER,
                    letter("acme", "glpi", "old", new byte[] {1}, "inc-3"));
            admin.deleteRecords(Map.of(
                            new TopicPartition(Topics.DEAD_LETTERS, there.partition()),
                            RecordsToDelete.beforeOffset(there.offset() + 1)))
                    .all()
                    .get();
            String path = "/v1/dead-letters/" + there.partition() + "-" + there.offset();
            assertThat(bridge.get(path, ACME).status()).isEqualTo(410);
            assertThat(bridge.post(path + "/retry", ACME, "").status()).isEqualTo(410);
            assertThat(bridge.get(path, ACME)
                            .json()
                            .path("error")
                            .path("message")
                            .asText())
                    .contains("deleted");
        }
    }

    private static JsonNode list(String token, String query) {
        return bridge.get("/v1/dead-letters" + query, token).json().path("deadLetters");
    }

    private static String write(DeadLetter letter) {
        RecordMetadata there = LOG.write(Topics.DEAD_LETTERS, letter.tenant(), Wire.DEAD_LETTER, letter);
        return there.partition() + "-" + there.offset();
    }

    private static DeadLetter letter(String tenant, String stage, String reason, byte[] body, String incident) {
        return new DeadLetter(tenant, stage, reason, "in words", "weir.incidents", null, body, incident, AT, null);
    }
}
