package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import io.weir.schema.DeadLetter;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write beside what they want is shown to others as they wrote it, or refused by name. */
class EnemyTextsTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());
    private static final String DOWNTIME = "{\"matchers\":[\"a=b\"],\"duration\":\"1h\",";
    private static RunningBridge bridge;
    private static String letter;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(BROKER.bootstrap(), options -> options);
        LOG.write(Topics.INCIDENTS, Topics.key("acme", "seen"), Wire.INCIDENT, incident("seen"));
        byte[] body = "{\"alerts\":[]}".getBytes(StandardCharsets.UTF_8);
        RecordMetadata there = LOG.write(
                Topics.DEAD_LETTERS,
                "acme",
                Wire.DEAD_LETTER,
                new DeadLetter("acme", "bridge", "invalid-json", null, "alertmanager", null, body, null, 1L, null));
        letter = there.partition() + "-" + there.offset();
        await().until(() -> bridge.get("/v1/incidents/seen", ACME).status() == 200);
        await().until(() -> bridge.get("/v1/dead-letters/" + letter, ACME).status() == 200);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    /**
     * A text that somebody may give.
     *
     * @param call that takes it
     * @param body with %s for it
     * @param field its name
     * @param shown where it is read, by the answer of the call; null for that answer
     * @param at its place there
     */
    private record Place(String call, String body, String field, Function<JsonNode, String> shown, String at) {
        @Override
        public String toString() {
            return call + " " + field;
        }
    }

    private static List<Place> places() {
        Function<JsonNode, String> downtime =
                created -> "/v1/downtimes/" + created.path("id").asText();
        return List.of(
                new Place("PUT /v1/brake", "{\"on\":true,\"reason\":%s}", "reason", set -> "/v1/brake", "/reason"),
                new Place("PUT /v1/brake", "{\"on\":false,\"by\":%s}", "by", set -> "/v1/brake", "/by"),
                new Place(
                        "PUT /v1/brake/global",
                        "{\"on\":false,\"reason\":%s}",
                        "reason",
                        set -> "/v1/brake/global",
                        "/reason"),
                new Place("POST /v1/downtimes", DOWNTIME + "\"comment\":%s}", "comment", downtime, "/comment"),
                new Place(
                        "POST /v1/downtimes",
                        DOWNTIME + "\"comment\":\"c\",\"author\":%s}",
                        "author",
                        downtime,
                        "/author"),
                new Place("POST /v1/downtimes/preview", DOWNTIME + "\"comment\":%s}", "comment", null, null),
                new Place("POST /v1/incidents/seen/ack", "{\"by\":%s}", "by", null, "/by"),
                new Place(
                        "POST /v1/dead-letters/" + letter + "/retry",
                        "{\"by\":%s}",
                        "by",
                        done -> "/v1/dead-letters/" + letter,
                        "/retried/by"));
    }

    static Stream<Arguments> textsInPlaces() {
        return places().stream().flatMap(place -> EnemyTexts.all().stream().map(text -> Arguments.of(place, text)));
    }

    @ParameterizedTest
    @MethodSource("textsInPlaces")
    void aTextIsShownAsItWasWrittenOrRefusedByName(Place place, String text) {
        String[] parts = place.call.split(" ");
        String token = parts[1].endsWith("global") ? OPERATOR : ACME;
        Reply reply = bridge.send(bridge.request(parts[1], token)
                .method(parts[0], BodyPublishers.ofString(place.body.formatted(EnemyTexts.json(text))))
                .build());

        if (reply.status() == 400) {
            assertThat(reply.json().path("error").path("field").asText()).isEqualTo(place.field);
            return;
        }
        assertThat(reply.status()).as(reply.body()).isBetween(200, 299);
        if (place.at == null) {
            assertThat(reply.json().isObject()).isTrue();
            return;
        }
        await().untilAsserted(() -> {
            JsonNode shown = place.shown == null
                    ? reply.json()
                    : bridge.get(place.shown.apply(reply.json()), token).json();
            assertThat(shown.at(place.at).asText()).isEqualTo(EnemyTexts.wellFormed(text));
        });
    }

    /** An alert has it so, too. */
    @Test
    void halfAPairInAMatcherIsReplaced() {
        String matcher = EnemyTexts.json("a=\"x\ud800\"");
        Reply reply = bridge.post(
                "/v1/downtimes", ACME, "{\"matchers\":[" + matcher + "],\"duration\":\"1h\",\"comment\":\"c\"}");

        assertThat(reply.json().at("/matchers/0").asText()).isEqualTo("a=\"x\ufffd\"");
    }

    private static Incident incident(String id) {
        return new Incident(
                "acme",
                id,
                1,
                Incident.Kind.UPDATED,
                Incident.Reason.MEMBERS_CHANGED,
                Incident.Status.OPEN,
                Map.of(),
                "r",
                "1",
                Severity.CRITICAL,
                5,
                4,
                "t",
                1L,
                1L,
                null,
                null,
                0,
                1,
                1,
                List.of(),
                0,
                "acme|scope-1",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
