package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.RunningBridge.Reply;
import io.weir.bridge.http.HttpLimits;
import io.weir.bridge.intake.IntakeLimits;
import io.weir.bridge.quota.Quota;
import io.weir.broker.TestBroker;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.DeadLetter;
import io.weir.schema.Directive;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Retry;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.schema.rules.RuleBookParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final Log LOG = new Log(BROKER.bootstrap());
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
    void bytesThatCanBeReadNowBecomeAlertsOfTheLettersTenant() {
        String id = write(letter("acme", "bridge", "invalid-json", "alertmanager", message("Readable")));
        Reply reply = retry(id, ACME, "{\"by\": \"kim\"}");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().path("alerts").asInt()).isEqualTo(1);
        assertThat(alerts("acme", "Readable")).isEqualTo(1);
        Retry retried = retried(id);
        assertThat(retried.stage()).isEqualTo("bridge");
        assertThat(retried.by()).isEqualTo("kim");
        await().until(() -> bridge.get("/v1/dead-letters/" + id, ACME)
                .json()
                .path("retried")
                .path("by")
                .asText()
                .equals("kim"));
    }

    @Test
    void anOperatorsRetryIsTheTenantsAlertNotTheOperators() {
        String id = write(letter("globex", "bridge", "invalid-json", "alertmanager", message("ByOperator")));
        assertThat(retry(id, OPERATOR, "").status()).isEqualTo(200);

        assertThat(alerts("globex", "ByOperator")).isEqualTo(1);
        assertThat(retried(id).by()).isEqualTo("ops-desk");
    }

    @Test
    void whatStillCannotBeReadIsNoSecondLetterButAnAnswerWithThePath() {
        String batch = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Fine\"}},"
                + "{\"status\":\"odd\",\"labels\":{\"alertname\":\"Odd\"}}]}";
        bridge.post("/v1/alertmanager", ACME, batch);
        await().until(() -> letters("?reason=wrong-shape").size() == 1);
        String id = letters("?reason=wrong-shape").path(0).path("id").asText();
        int before = LOG.records(Topics.DEAD_LETTERS).size();
        Reply reply = retry(id, ACME, "");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("error").path("field").asText()).isEqualTo("alerts[1].status");
        assertThat(LOG.records(Topics.DEAD_LETTERS)).hasSize(before);
        assertThat(LOG.all(Topics.RETRIES, Wire.RETRY))
                .noneMatch(retry -> retry.letterId().equals(id));
        assertThat(alerts("acme", "Odd")).isZero();
    }

    @Test
    void oneAlertOfManyIsReadAgainOnItsOwn() {
        DeadLetter piece = new DeadLetter(
                "acme",
                "bridge",
                "wrong-shape",
                "[4].endsAt: lies before startsAt",
                "prometheus",
                "application/json",
                utf8("{\"labels\":{\"alertname\":\"Piece\"}}"),
                null,
                1L,
                null);
        assertThat(retry(write(piece), ACME, "").json().path("alerts").asInt()).isEqualTo(1);
        assertThat(alerts("acme", "Piece")).isEqualTo(1);
    }

    @Test
    void eachRetryOfALetterOfManyTakesOtherAlerts() throws InterruptedException {
        String many = EnemyBodies.words("{\"labels\":{\"alertname\":\"Many\",\"i\":\"%d\"}}", 25, ",");
        String id = write(new DeadLetter(
                "acme", "bridge", "not-read", "[100]: behind", "prometheus", null, utf8(many), null, 1L, null));
        try (RunningBridge small = withLimits(10, 5)) {
            for (int taken : List.of(10, 20, 25)) {
                Reply reply = small.post("/v1/dead-letters/" + id + "/retry", ACME, "");
                assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                assertThat(alerts("acme", "Many")).isEqualTo(taken);
                assertThat(reply.json().path("deadLetters").asInt()).isEqualTo(taken < 25 ? 1 : 0);
                String next = "[" + (100 + taken) + "]: a message may hold 10";
                if (taken < 25) {
                    id = idOf(next);
                }
            }
        }
        assertThat(LOG.alerts("acme").stream()
                        .filter(alert -> "Many".equals(alert.labels().get("alertname")))
                        .map(Alert::fingerprint)
                        .distinct())
                .hasSize(25);
    }

    @Test
    void theConfiguredLimitsHoldForARetryToo() throws InterruptedException {
        String labels = EnemyBodies.words("\"l%d\":\"v\"", 6, ",");
        String body = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{" + labels + "}}]}";
        String id = write(letter("acme", "bridge", "invalid-json", "alertmanager", body));
        try (RunningBridge small = withLimits(10, 5)) {
            Reply reply = small.post("/v1/dead-letters/" + id + "/retry", ACME, "");
            assertThat(reply.status()).as(reply.body()).isEqualTo(422);
            assertThat(reply.body()).contains("there are more than 5");
        }
    }

    @Test
    void aRetryCountsAgainstTheQuotaOfItsTenant() throws InterruptedException {
        String over = "{\"labels\":{\"alertname\":\"Quota\",\"i\":\"%d\"},\"endsAt\":\"2026-01-01T00:00:00Z\"}";
        String many = EnemyBodies.words(over, 200, ",");
        String id = write(letter("globex", "bridge", "invalid-json", "prometheus", "[" + many + "]"));
        Quota slow = Quota.defaults().withRates(0, 1);
        try (RunningBridge bounded = RunningBridge.start(BROKER.bootstrap(), slow)) {
            String acmes = write(letter("acme", "bridge", "invalid-json", "prometheus", "[" + many + "]"));
            assertThat(bounded.post("/v1/dead-letters/" + acmes + "/retry", OPERATOR, "")
                            .status())
                    .isEqualTo(200);
            assertThat(LOG.records(Topics.spill("acme"))).hasSizeGreaterThan(100);
            assertThat(bounded.post("/v1/dead-letters/" + id + "/retry", OPERATOR, "")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(alerts("globex", "Quota")).isEqualTo(200);
    }

    @Test
    void aPartOfALetterTellsHowItCanBeRead() {
        String detail = "odd (part 2 of 3; one after the other, they are what came)";
        String id = write(new DeadLetter(
                "acme",
                "bridge",
                "invalid-json",
                detail,
                "alertmanager",
                null,
                utf8(message("Part") + "x"),
                null,
                1L,
                null));
        Reply reply = retry(id, ACME, "");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body()).contains("it is part 2 of 3; post the bytes of all");
        assertThat(alerts("acme", "Part")).isZero();
    }

    @Test
    void aLineBreakInTheNameOfAKumaIsPartOfTheName() {
        String text = "{\"msg\":\"[LineBreak] [Down] gone\"}";
        String id = write(letter("acme", "bridge", "invalid-json", "uptime-kuma/no\nrth", text));
        assertThat(retry(id, ACME, "").status()).isEqualTo(200);
        assertThat(LOG.alerts("acme")).anyMatch(alert -> "no\nrth".equals(alert.sourceUrl()));
    }

    private static RunningBridge withLimits(int alerts, int labels) throws InterruptedException {
        return RunningBridge.start(
                BROKER.bootstrap(), options -> options.limits(HttpLimits.DEFAULT, new IntakeLimits(alerts, labels)));
    }

    /** Where the newest letter lies whose detail begins so. */
    private static String idOf(String detail) {
        return LOG.records(Topics.DEAD_LETTERS).stream()
                .filter(record -> new String(record.value(), StandardCharsets.UTF_8).contains(detail))
                .map(record -> record.partition() + "-" + record.offset())
                .reduce((before, next) -> next)
                .orElseThrow();
    }

    @Test
    void aKumasLetterKeepsTheNameOfItsInstance() {
        bridge.post("/v1/uptime-kuma/north", ACME, "{\"a\":\"b\"}");
        bridge.get("/v1/uptime-kuma?instance=west&what=ever", ACME);
        await().until(() ->
                letters("?reason=not-understood").findValuesAsText("source").size() == 2);
        assertThat(letters("?reason=not-understood").findValuesAsText("source"))
                .containsExactlyInAnyOrder("uptime-kuma/north", "uptime-kuma/west");

        String text = "[Shop] [\uD83D\uDD34 Down] gone";
        String id =
                write(letter("acme", "bridge", "not-understood", "uptime-kuma/north", "{\"msg\":\"" + text + "\"}"));
        assertThat(retry(id, ACME, "").status()).isEqualTo(200);
        assertThat(LOG.alerts("acme"))
                .anyMatch(alert -> "north".equals(alert.sourceUrl())
                        && "uptime-kuma".equals(alert.source())
                        && "Shop".equals(alert.labels().get("monitor")));
    }

    @Test
    void whatTheDeliverJobGaveUpIsHandedOverWithItsBytes() {
        DeadLetter letter = new DeadLetter(
                "acme",
                "glpi",
                "ticket-rejected",
                "no right",
                Topics.INCIDENTS,
                "application/json",
                utf8("{}"),
                "inc-7",
                1L,
                "rem-7");
        String id = write(letter);
        Reply reply = retry(id, ACME, "");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(retried(id))
                .usingRecursiveComparison()
                .ignoringFields("at")
                .isEqualTo(new Retry(
                        "acme",
                        id,
                        "glpi",
                        "ticket-rejected",
                        Topics.INCIDENTS,
                        utf8("{}"),
                        "inc-7",
                        "rem-7",
                        "acme-src",
                        0L));
        assertThat(LOG.records(Topics.RETRIES))
                .anyMatch(record -> new String(record.key(), StandardCharsets.UTF_8).equals("acme|inc-7"));
    }

    @Test
    void anIncidentWhoseTicketShowsANewerRevisionIsOutdated() {
        Incident incident = ListsTest.open("acme", "inc-outdated");
        LOG.write(Topics.INCIDENTS, "acme|inc-outdated", Wire.INCIDENT, incident);
        String id = write(new DeadLetter(
                "acme",
                "glpi",
                "ticket-rejected",
                "no right",
                Topics.INCIDENTS,
                "application/json",
                Wire.INCIDENT.write(incident),
                "inc-outdated",
                1L,
                null));
        shown(incident.revision(), "updated");
        shown(incident.revision() + 1, "failed");
        await().until(() -> ticketRevision("inc-outdated") == incident.revision() + 1);
        assertThat(retry(id, ACME, "").status())
                .as("the same revision, or one that failed, is no newer one that is shown")
                .isEqualTo(202);
        int before = LOG.records(Topics.RETRIES).size();

        shown(incident.revision() + 2, "updated");
        await().until(() -> ticketRevision("inc-outdated") == incident.revision() + 2);
        Reply reply = retry(id, ACME, "");
        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(reply.json().path("error").path("code").asText()).isEqualTo("outdated");
        assertThat(reply.json().path("error").path("message").asText())
                .contains("revision " + (incident.revision() + 2), "nothing left to write");
        assertThat(LOG.records(Topics.RETRIES)).hasSize(before);
    }

    private static void shown(long revision, String state) {
        LOG.write(
                Topics.RECEIPTS,
                "acme|inc-outdated",
                Wire.RECEIPT,
                new Receipt(
                        "acme",
                        Receipt.Kind.TICKET,
                        "inc-outdated",
                        revision,
                        state,
                        null,
                        "7",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        5L,
                        null,
                        null,
                        null,
                        null));
    }

    private static long ticketRevision(String incident) {
        return bridge.get("/v1/incidents/" + incident, ACME)
                .json()
                .path("ticket")
                .path("revision")
                .asLong();
    }

    @Test
    void aRecordThatAJobCouldNotReadGoesToItsTopicOnceMore() {
        Alert alert = new Alert(
                "acme",
                "alertmanager",
                "00000000000000aa",
                AlertStatus.FIRING,
                1L,
                null,
                null,
                Map.of("alertname", "Again"),
                Map.of(),
                null,
                null,
                1L,
                null);
        byte[] body = Wire.ALERT.write(alert);
        String id = write(new DeadLetter(
                null, "correlate", "unreadable", "key", Topics.ALERTS, "application/json", body, null, 1L, null));
        assertThat(retry(id, ACME, "").status()).isEqualTo(404);
        Reply reply = retry(id, OPERATOR, "");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().path("topic").asText()).isEqualTo(Topics.ALERTS);
        ConsumerRecord<byte[], byte[]> again = LOG.records(Topics.ALERTS).stream()
                .filter(record -> record.key() != null && !Wire.isTick(record.value()))
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals("acme|00000000000000aa"))
                .findFirst()
                .orElseThrow();
        assertThat(again.value()).isEqualTo(body);
        assertThat(retried(id).tenant()).isEqualTo("acme");
        await().until(() -> bridge.get("/v1/dead-letters?limit=1000", OPERATOR)
                .json()
                .path("deadLetters")
                .findValuesAsText("by")
                .contains("ops-desk"));
    }

    @Test
    void anIncidentsRecordKeepsItsKeyAndItsTime() {
        Incident incident = ListsTest.open("acme", "inc-again");
        String id = write(new DeadLetter(
                "acme",
                "deliver",
                "unreadable",
                "x",
                Topics.INCIDENTS,
                null,
                Wire.INCIDENT.write(incident),
                null,
                1L,
                null));
        assertThat(retry(id, ACME, "").status()).isEqualTo(200);
        ConsumerRecord<byte[], byte[]> again = LOG.records(Topics.INCIDENTS).get(0);
        assertThat(new String(again.key(), StandardCharsets.UTF_8)).isEqualTo("acme|inc-again");
        assertThat(again.timestamp()).isEqualTo(incident.updatedAt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weir.alerts | {} | schema",
                "weir.alerts | {\"schema\":\"weir.alert/1\",\"tenant\":\"acme\"} | source",
                "weir.alerts | no json | ''",
                "weir.remediations | {\"schema\":\"weir.retry/1\"} | schema",
                "weir.nowhere | {} | ''",
            })
    void aRecordThatStillCannotBeReadIs422(String topic, String body, String field) {
        String id = write(letter("acme", "correlate", "unreadable", topic, body));
        Reply reply = retry(id, ACME, "");

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().path("error").path("field").asText())
                .as(reply.body())
                .isEqualTo(field);
        assertThat(reply.json().path("error").path("message").asText()).isNotBlank();
    }

    @Test
    void aRecordOfAnotherTenantIsNotSmuggledIn() {
        Retry foreign = new Retry("globex", "0-0", "glpi", "r", null, null, null, null, null, 1L);
        String id = write(new DeadLetter(
                "acme", "deliver", "unreadable", "x", Topics.RETRIES, null, Wire.RETRY.write(foreign), null, 1L, null));
        assertThat(retry(id, ACME, "").status()).isEqualTo(422);
        assertThat(LOG.all(Topics.RETRIES, Wire.RETRY))
                .noneMatch(retry ->
                        retry.tenant().equals("globex") && retry.letterId().equals("0-0"));
    }

    @Test
    void anOldRuleBookDoesNotTakeThePlaceOfANewerOne() {
        String book = RuleBookParser.defaultBookYaml();
        Directive old = new Directive(Directive.Kind.RULES, "acme", "old", null, book, null, null, null, "somebody");
        String id = write(new DeadLetter(
                "acme",
                "correlate",
                "invalid-directive",
                "x",
                Topics.DIRECTIVES,
                null,
                Wire.DIRECTIVE.write(old),
                null,
                System.currentTimeMillis(),
                null));
        assertThat(retry(id, ACME, "").status()).isEqualTo(200);
        await().until(() -> bridge.send(bridge.request("/v1/rules", ACME)
                        .header("Accept", "application/json")
                        .build())
                .json()
                .path("version")
                .asText()
                .equals("old"));
        assertThat(bridge.put("/v1/rules", ACME, book).status()).isEqualTo(200);
        Reply reply = retry(id, ACME, "");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body()).contains("a newer rule book was published since");
    }

    @Test
    void twiceIsHarmless() {
        String id = write(letter("acme", "bridge", "invalid-json", "alertmanager", message("Twice")));
        assertThat(retry(id, ACME, "").status()).isEqualTo(200);
        assertThat(retry(id, ACME, "").status()).isEqualTo(200);

        List<Alert> twice = LOG.alerts("acme").stream()
                .filter(alert -> "Twice".equals(alert.labels().get("alertname")))
                .toList();
        assertThat(twice).hasSize(2);
        assertThat(twice.get(0).fingerprint()).isEqualTo(twice.get(1).fingerprint());
        assertThat(twice.get(0).startsAt()).isEqualTo(twice.get(1).startsAt());
    }

    @Test
    void whatNobodyTakesUpIs422() {
        assertThat(retry(write(letter("acme", "elsewhere", "r", null, "{}")), ACME, "")
                        .status())
                .isEqualTo(422);
        assertThat(retry(write(letter("acme", "bridge", "r", "telex", "{}")), ACME, "")
                        .status())
                .isEqualTo(422);
        DeadLetter bare = new DeadLetter("acme", "bridge", "r", null, "alertmanager", null, null, null, 1L, null);
        assertThat(retry(write(bare), ACME, "").status()).isEqualTo(422);
    }

    private static Reply retry(String id, String token, String body) {
        return bridge.post("/v1/dead-letters/" + id + "/retry", token, body);
    }

    private static Retry retried(String id) {
        return LOG.all(Topics.RETRIES, Wire.RETRY).stream()
                .filter(retry -> retry.letterId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode letters(String query) {
        return bridge.get("/v1/dead-letters" + query, ACME).json().path("deadLetters");
    }

    private static long alerts(String tenant, String alertname) {
        return LOG.alerts(tenant).stream()
                .filter(alert -> alertname.equals(alert.labels().get("alertname")))
                .count();
    }

    private static String write(DeadLetter letter) {
        RecordMetadata there = LOG.write(Topics.DEAD_LETTERS, letter.tenant(), Wire.DEAD_LETTER, letter);
        return there.partition() + "-" + there.offset();
    }

    private static DeadLetter letter(String tenant, String stage, String reason, String source, String body) {
        return new DeadLetter(
                tenant, stage, reason, "in words", source, "application/json", utf8(body), null, 1L, null);
    }

    private static String message(String alertname) {
        return "{\"alerts\":[{\"status\":\"firing\",\"startsAt\":\"2026-11-20T10:00:00Z\",\"labels\":"
                + "{\"alertname\":\"" + alertname + "\"}}]}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
