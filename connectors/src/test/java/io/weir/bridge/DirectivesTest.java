package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.schema.rules.RuleBookParser;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectivesTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());
    private static final Duration LEAD = Duration.ofMillis(200);
    private static final String CONFIGURED = "version: configured-1\n";
    private static RunningBridge bridge;

    @BeforeAll
    static void start() throws InterruptedException {
        bridge = RunningBridge.start(BROKER.bootstrap(), CONFIGURED, options -> options);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void aDowntimeIsCreatedChangedAndCancelledByRevisions() {
        Reply created = bridge.post(
                "/v1/downtimes",
                ACME,
                "{\"matchers\":[\"host=~\\\"db-.*\\\"\"],\"duration\":\"2h\",\"comment\":\"upgrade\"}");
        assertThat(created.status()).isEqualTo(201);
        String id = created.json().path("id").asText();
        assertThat(created.json().path("revision").asInt()).isEqualTo(1);
        assertThat(created.json().path("status").asText()).isEqualTo("active");
        assertThat(created.json().path("author").asText()).isEqualTo("acme-src");
        assertThat(Duration.between(instant(created, "from"), instant(created, "to")))
                .isEqualTo(Duration.ofHours(2));

        Reply changed = bridge.send(bridge.request("/v1/downtimes/" + id, ACME)
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"matchers\":[\"host=db-1\"],\"to\":\"2099-01-01T00:00:00+02:00\",\"comment\":\"longer\"}"))
                .build());
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("revision").asInt()).isEqualTo(2);
        assertThat(bridge.get("/v1/downtimes/" + id, ACME)
                        .json()
                        .path("comment")
                        .asText())
                .isEqualTo("longer");

        assertThat(cancel(id).json().path("revision").asInt()).isEqualTo(3);
        assertThat(cancel(id).json().path("status").asText()).isEqualTo("cancelled");
        assertThat(downtimeRecords(id))
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .as("keys with which compaction keeps each")
                .satisfiesExactly(
                        key -> assertThat(key).startsWith("acme|downtime|" + id + "|1-"),
                        key -> assertThat(key).startsWith("acme|downtime|" + id + "|2-"),
                        key -> assertThat(key).startsWith("acme|downtime|" + id + "|3-"));
        assertThat(downtimeRecords(id))
                .extracting(record -> directive(record).downtime().status())
                .containsExactly(Downtime.Status.ACTIVE, Downtime.Status.ACTIVE, Downtime.Status.CANCELLED);
    }

    @Test
    void anAnswerMeansInForce() {
        Reply created = bridge.post("/v1/downtimes", ACME, downtime("in-force"));
        Instant answered = Instant.now();

        Instant effective = instant(created, "effectiveFrom");
        assertThat(effective).isBeforeOrEqualTo(answered);
        long recorded =
                downtimeRecords(created.json().path("id").asText()).get(0).timestamp();
        assertThat(effective.toEpochMilli()).isEqualTo(recorded + LEAD.toMillis());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"matchers\":[],\"duration\":\"1h\",\"comment\":\"c\"}; matchers; matches-everything",
                "{\"matchers\":[\"host!=x\",\"a=\"],\"duration\":\"1h\",\"comment\":\"c\"}; matchers; matches-everything",
                "{\"matchers\":[\"a=b\",\"=\"],\"duration\":\"1h\",\"comment\":\"c\"}; matchers[1]; invalid",
                "{\"matchers\":\"a=b\",\"duration\":\"1h\",\"comment\":\"c\"}; matchers; invalid",
                "{\"matchers\":[\"a=~(\"],\"duration\":\"1h\",\"comment\":\"c\"}; matchers[0]; invalid",
                "{\"matchers\":[\"a=b\"],\"duration\":\"soon\",\"comment\":\"c\"}; duration; invalid",
                "{\"matchers\":[\"a=b\"],\"comment\":\"c\"}; to; invalid",
                "{\"matchers\":[\"a=b\"],\"duration\":\"1h\",\"to\":\"2099-01-01T00:00:00Z\",\"comment\":\"c\"}; duration; invalid",
                "{\"matchers\":[\"a=b\"],\"to\":\"2001-01-01T00:00:00Z\",\"comment\":\"c\"}; to; invalid",
                "{\"matchers\":[\"a=b\"],\"from\":\"today\",\"duration\":\"1h\",\"comment\":\"c\"}; from; invalid",
                "{\"matchers\":[\"a=b\"],\"duration\":\"1h\"}; comment; invalid",
                "{\"matchers\":[\"a=b\"],\"duration\":\"1h\",\"comment\":\"c\",\"forse\":true}; forse; invalid",
                "{\"matchers\":[\"a=b\"],\"duration\":\"1h\",\"comment\":\"c\",\"force\":1}; force; invalid",
            })
    void aWrongRequestIsRefusedNamingTheField(String body, String field, String code) {
        Reply reply = bridge.post("/v1/downtimes", ACME, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("field").asText()).isEqualTo(field);
        assertThat(reply.json().path("error").path("code").asText()).isEqualTo(code);
        assertThat(reply.json().path("error").path("message").asText()).isNotBlank();
    }

    @Test
    void aWindowThatMatchesEverythingMayBeForced() {
        Reply reply = bridge.post(
                "/v1/downtimes", GLOBEX, "{\"matchers\":[],\"duration\":\"1h\",\"comment\":\"c\",\"force\":true}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(bridge.send(bridge.request(
                                        "/v1/downtimes/"
                                                + reply.json().path("id").asText(),
                                        GLOBEX)
                                .DELETE()
                                .build())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoCancelsWhatIsNotThereIsTold() {
        assertThat(cancel("dt-none").status()).isEqualTo(404);
        assertThat(bridge.get("/v1/downtimes/dt-none", ACME).status()).isEqualTo(404);
    }

    @Test
    void downtimesAreListedPageByPageNewestFirstAndForTheirTenantAlone() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Reply reply = bridge.post("/v1/downtimes", GLOBEX, downtime("page " + i));
            created.add(0, reply.json().path("id").asText());
        }
        List<String> listed = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = bridge.get("/v1/downtimes?status=active&limit=2&after=" + after, GLOBEX)
                    .json();
            page.path("downtimes")
                    .forEach(downtime -> listed.add(downtime.path("id").asText()));
            after = page.path("next").asText("");
        } while (!after.equals("null") && !after.isEmpty());

        assertThat(listed).containsExactlyElementsOf(created);
        assertThat(bridge.get("/v1/downtimes?limit=1000", ACME).body()).doesNotContain(created);
        assertThat(bridge.get("/v1/downtimes/" + created.get(0), ACME).status()).isEqualTo(404);
        assertThat(cancelAs(ACME, created.get(0)).status()).isEqualTo(404);
    }

    @Test
    void theShippedRulesHoldForWhoPublishedNone() {
        JsonNode rules = rules(GLOBEX);

        assertThat(rules.path("version").asText())
                .isEqualTo(RuleBookParser.defaultBook().version());
        assertThat(rules.path("effectiveFrom").isNull()).isTrue();
        assertThat(bridge.get("/v1/rules", GLOBEX).body()).isEqualTo(RuleBookParser.defaultBookYaml());
    }

    @Test
    void rulesThatArePushedAreInForceAndSurviveARestart() throws InterruptedException {
        assertThat(rules(ACME).path("version").asText()).isEqualTo("configured-1");
        String yaml = "version: pushed-1\nflapping:\n  transitions: 4\n";
        Reply put = putRules(yaml);

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().path("version").asText()).isEqualTo("pushed-1");
        assertThat(instant(put, "effectiveFrom")).isBeforeOrEqualTo(Instant.now());
        assertThat(bridge.get("/v1/rules", ACME).body()).isEqualTo(yaml);
        assertThat(rules(ACME).path("yaml").asText()).isEqualTo(yaml);

        try (RunningBridge second = RunningBridge.start(BROKER.bootstrap(), CONFIGURED, options -> options)) {
            assertThat(second.get("/v1/rules", ACME).body()).isEqualTo(yaml);
        }
        try (RunningBridge third =
                RunningBridge.start(BROKER.bootstrap(), "version: configured-2\n", options -> options)) {
            await().until(() -> third.get("/v1/rules", ACME).body().equals("version: configured-2\n"));
        }
    }

    @Test
    void rulesThatAreWrongAreRefusedWithAllProblems() {
        Reply reply = putRules("version: x\nflaping: 1\nstaleAfter: soon\n");

        assertThat(reply.status()).isEqualTo(422);
        JsonNode problems = reply.json().path("error").path("problems");
        assertThat(problems).hasSize(2);
        assertThat(problems.findValuesAsText("path")).containsExactlyInAnyOrder("flaping", "staleAfter");
        assertThat(rules(ACME).path("version").asText()).isNotEqualTo("x");
    }

    private static Reply putRules(String yaml) {
        return bridge.send(bridge.request("/v1/rules", ACME)
                .PUT(HttpRequest.BodyPublishers.ofString(yaml))
                .build());
    }

    private static JsonNode rules(String token) {
        return bridge.send(bridge.request("/v1/rules", token)
                        .header("Accept", "application/json")
                        .build())
                .json();
    }

    private static Reply cancel(String id) {
        return cancelAs(ACME, id);
    }

    private static Reply cancelAs(String token, String id) {
        return bridge.send(bridge.request("/v1/downtimes/" + id, token).DELETE().build());
    }

    private static String downtime(String comment) {
        return "{\"matchers\":[\"host=a\"],\"duration\":\"1h\",\"comment\":\"" + comment + "\"}";
    }

    private static Instant instant(Reply reply, String field) {
        return Instant.parse(reply.json().path(field).asText());
    }

    private static List<ConsumerRecord<byte[], byte[]>> downtimeRecords(String id) {
        return LOG.records(Topics.DIRECTIVES).stream()
                .filter(record -> !Wire.isTick(record.value()))
                .filter(record -> directive(record).id().equals(id))
                .toList();
    }

    private static Directive directive(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Wire.DIRECTIVE.read(record.value());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
