package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import io.weir.schema.Fingerprint;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Downtimes that repeat, what they hold, and what one would hold. */
class RecurringDowntimesTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());
    private static final String NIGHTLY =
            "\"recurrence\":{\"rrule\":\"FREQ=DAILY\",\"start\":\"2026-01-05T02:00:00\",\"zone\":\"Europe/Berlin\","
                    + "\"duration\":\"1h30m\"}";
    private static RunningBridge bridge;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(BROKER.bootstrap(), options -> options);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    private static String body(String matcher, String more) {
        return "{\"matchers\":[\"" + matcher + "\"],\"comment\":\"c\"," + more + "}";
    }

    @Test
    void aRepeatingDowntimeShowsItsNextFiveWindowsInItsLocalTimeAndInUtc() {
        Reply created = bridge.post("/v1/downtimes", ACME, body("host=a", NIGHTLY));
        assertThat(created.status()).isEqualTo(201);
        String id = created.json().path("id").asText();
        JsonNode shown = bridge.get("/v1/downtimes/" + id, ACME).json();
        assertThat(shown.path("recurrence").path("rrule").asText()).isEqualTo("FREQ=DAILY");
        assertThat(shown.path("recurrence").path("duration").asText()).isEqualTo("1h30m");
        assertThat(shown.path("to").isNull()).as("endless").isTrue();
        assertThat(shown.path("from").asText()).isEqualTo("2026-01-05T01:00:00Z");
        assertThat(shown.path("next")).hasSize(5);
        Instant before = Instant.EPOCH;
        for (JsonNode window : shown.path("next")) {
            OffsetDateTime local = OffsetDateTime.parse(window.path("localFrom").asText());
            Instant from = Instant.parse(window.path("from").asText());
            assertThat(local.toInstant()).isEqualTo(from).isAfter(before);
            assertThat(local.toLocalTime()).isBetween(LocalTime.of(2, 0), LocalTime.of(3, 0));
            assertThat(Duration.between(from, Instant.parse(window.path("to").asText())))
                    .isEqualTo(Duration.ofMinutes(90));
            assertThat(window.path("zone").asText()).isEqualTo("Europe/Berlin");
            before = from;
        }
        assertThat(bridge.get("/v1/downtimes", ACME).body()).contains(id).contains("localFrom");

        Reply shortened = bridge.send(bridge.request("/v1/downtimes/" + id, ACME)
                .PUT(HttpRequest.BodyPublishers.ofString(body("host=a", NIGHTLY.replace("1h30m", "1h"))))
                .build());
        assertThat(shortened.json().path("recurrence").path("duration").asText())
                .isEqualTo("1h");
        Reply cancelled =
                bridge.send(bridge.request("/v1/downtimes/" + id, ACME).DELETE().build());
        assertThat(cancelled.json().path("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.json().path("recurrence").path("rrule").asText()).isEqualTo("FREQ=DAILY");
        assertThat(cancelled.json().path("next")).isEmpty();
    }

    @Test
    void aSingleWindowIsShownInTheTimeOfWhoLooks() {
        String once = "\"from\":\"2098-07-01T00:00:00Z\",\"to\":\"2098-07-01T02:00:00Z\"";
        Reply created = bridge.post("/v1/downtimes?zone=Europe/Berlin", ACME, body("host=b", once));
        assertThat(created.json().path("status").asText()).isEqualTo("scheduled");
        assertThat(created.json().path("next").path(0).path("localFrom").asText())
                .isEqualTo("2098-07-01T02:00:00+02:00");
        assertThat(bridge.get("/v1/downtimes?zone=Nowhere", ACME).status()).isEqualTo(400);
    }

    @Test
    void itTellsHowManyAlertsItHolds() {
        String id = bridge.post("/v1/downtimes", GLOBEX, body("host=held", "\"duration\":\"1h\""))
                .json()
                .path("id")
                .asText();
        String fingerprint = Fingerprint.of(Map.of("alertname", "Held", "host", "held"));
        fires(GLOBEX, "{\"alertname\":\"Held\",\"host\":\"held\"}");
        LOG.write(Topics.RECEIPTS, "globex", Wire.RECEIPT, held(fingerprint, id));
        await().until(() ->
                bridge.get("/v1/downtimes/" + id, GLOBEX).json().path("held").asInt() == 1);
    }

    @Test
    void aPreviewTellsWhichFiringAlertsMatchAndCreatesNothing() {
        fires(ACME, "{\"alertname\":\"Seen\",\"host\":\"p-1\"}");
        fires(ACME, "{\"alertname\":\"Seen\",\"host\":\"p-2\"}");
        fires(ACME, "{\"alertname\":\"Seen\",\"host\":\"q-1\"}");
        await().until(() -> preview("host=~p-.").path("count").asInt() == 2);
        JsonNode preview = preview("host=~p-.");
        assertThat(preview.path("complete").asBoolean()).isTrue();
        assertThat(preview.path("alerts")).hasSize(2);
        assertThat(preview.path("alerts").path(0).path("state").asText()).isEqualTo("firing");
        assertThat(preview.path("next")).hasSize(5);
        assertThat(bridge.get("/v1/downtimes?limit=1000", ACME).body()).doesNotContain("p-.");
        assertThat(bridge.get("/v1/downtimes/preview", ACME).status()).isEqualTo(405);
    }

    private static JsonNode preview(String matcher) {
        Reply reply = bridge.post("/v1/downtimes/preview", ACME, body(matcher, NIGHTLY));
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "recurrence.rrule | 'rrule':'FREQ=NEVER','start':'2026-01-05T02:00:00','zone':'UTC','duration':'1h'",
                "recurrence.rrule | 'start':'2026-01-05T02:00:00','zone':'UTC','duration':'1h'",
                "recurrence.rrule | 'rrule':'FREQ=DAILY;COUNT=1','start':'2020-01-05T02:00:00','zone':'UTC','duration':'1h'",
                "recurrence.start | 'rrule':'FREQ=DAILY','start':'2 o clock','zone':'UTC','duration':'1h'",
                "recurrence.zone | 'rrule':'FREQ=DAILY','start':'2026-01-05T02:00:00','zone':'CEST','duration':'1h'",
                "recurrence.duration | 'rrule':'FREQ=DAILY','start':'2026-01-05T02:00:00','zone':'UTC','duration':'0'",
                "recurrence.duration | 'rrule':'FREQ=DAILY','start':'2026-01-05T02:00:00','zone':'UTC','duration':'366d'",
                "recurrence.duration | 'rrule':'FREQ=DAILY','start':'2026-01-05T02:00:00','zone':'UTC','duration':60",
                "recurrence.exdates[0] | 'rrule':'FREQ=DAILY','start':'2026-01-05T02:00:00','zone':'UTC','duration':'1h','exdates':['2026-01-06T03:00:00']",
                "recurrence.until | 'rrule':'FREQ=DAILY','start':'2026-01-05T02:00:00','zone':'UTC','duration':'1h','until':'x'",
            })
    void aWrongRecurrenceIsRefusedNamingTheField(String field, String recurrence) {
        String json = "\"recurrence\":{" + recurrence.replace('\'', '"') + "}";
        assertField(bridge.post("/v1/downtimes", ACME, body("host=a", json)), field);
        assertField(bridge.post("/v1/downtimes/preview", ACME, body("host=a", json)), field);
    }

    @Test
    void aRecurrenceGoesWithoutAWindowOfItsOwn() {
        assertField(bridge.post("/v1/downtimes", ACME, body("host=a", NIGHTLY + ",\"duration\":\"1h\"")), "duration");
        assertField(
                bridge.post("/v1/downtimes", ACME, body("host=a", NIGHTLY + ",\"to\":\"2098-07-01T00:00:00Z\"")), "to");
    }

    @ParameterizedTest
    @CsvSource({"alertname=~.+", "alertname=~(.*)", "'alertname=~\\\\S.*'", "alertname=~.*|x", "host=~.*"})
    void whatTakesEveryNameHoldsEverything(String matcher) {
        Reply reply = bridge.post("/v1/downtimes", ACME, body(matcher, NIGHTLY));
        assertThat(reply.json().path("error").path("code").asText()).isEqualTo("matches-everything");
    }

    private static void assertField(Reply reply, String field) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("field").asText()).isEqualTo(field);
        assertThat(reply.json().path("error").path("message").asText()).isNotBlank();
    }

    private static void fires(String token, String labels) {
        bridge.post("/api/v2/alerts", token, "[{\"labels\":" + labels + "}]");
    }

    private static Receipt held(String fingerprint, String downtime) {
        return new Receipt(
                "globex",
                Receipt.Kind.EPISODE,
                null,
                null,
                "held",
                null,
                null,
                null,
                null,
                null,
                null,
                fingerprint,
                downtime,
                System.currentTimeMillis(),
                null,
                null,
                null,
                null);
    }
}
