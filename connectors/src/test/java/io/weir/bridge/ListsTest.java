package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.broker.TestBroker;
import io.weir.schema.DeadLetter;
import io.weir.schema.Fingerprint;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import io.weir.schema.Severity;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListsTest {
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
    void anAlertShowsItsStateItsCountAndItsIncident() {
        Map<String, String> labels = Map.of("alertname", "Shown", "host", "db-1");
        String fingerprint = Fingerprint.of(labels);
        post(ACME, "firing", "Shown", "db-1");
        post(ACME, "firing", "Shown", "db-1");
        await().until(() -> alert(ACME, fingerprint).path("count").asInt() == 2);
        assertThat(alert(ACME, fingerprint).path("state").asText()).isEqualTo("firing");
        assertThat(alert(ACME, fingerprint).has("incidentId")).isFalse();
        assertThat(alert(ACME, fingerprint).path("labels").path("host").asText())
                .isEqualTo("db-1");
        assertThat(alert(ACME, fingerprint).has("schema")).isFalse();

        write(episode("acme", fingerprint, "held", "dt-1"));
        await().until(() -> alert(ACME, fingerprint).path("state").asText().equals("held"));
        assertThat(alert(ACME, fingerprint).path("downtimeId").asText()).isEqualTo("dt-1");
        assertThat(fingerprints(ACME, "held")).contains(fingerprint);
        assertThat(fingerprints(ACME, "firing")).doesNotContain(fingerprint);

        write(episode("acme", fingerprint, "released", null));
        write(incident("acme", "inc-shown", 1, Incident.Status.OPEN, fingerprint));
        await().until(() -> alert(ACME, fingerprint).path("incidentId").asText().equals("inc-shown"));
        assertThat(alert(ACME, fingerprint).path("state").asText()).isEqualTo("firing");

        post(ACME, "resolved", "Shown", "db-1");
        await().until(() -> fingerprints(ACME, "resolved").contains(fingerprint));
        assertThat(alert(ACME, fingerprint).path("count").asInt()).isEqualTo(3);
    }

    @Test
    void aPrometheusAlertThatNobodyRepeatsAnyMoreIsResolved() {
        String past = Instant.now().plusMillis(1500).toString();
        bridge.post("/api/v2/alerts", ACME, "[{\"labels\":{\"alertname\":\"Expires\"},\"endsAt\":\"" + past + "\"}]");
        String fingerprint = Fingerprint.of(Map.of("alertname", "Expires"));

        await().until(() -> alert(ACME, fingerprint).path("state").asText().equals("firing"));
        await().until(() -> alert(ACME, fingerprint).path("state").asText().equals("resolved"));
    }

    @Test
    void anIncidentShowsItsNewestRevisionAndWhatItLedTo() {
        write(incident("acme", "inc-full", 2, Incident.Status.OPEN, "f1"));
        write(incident("acme", "inc-full", 1, Incident.Status.OPEN, "f1"));
        write(ticket("acme", "inc-full", 1, "created", "77", "http://glpi/77"));
        write(ticket("acme", "inc-full", 2, "failed", null, null));
        write(remediation("acme", "inc-full", "rem-1"));
        write(remediationReceipt("acme", "inc-full", "rem-1"));
        LOG.write(
                Topics.DEAD_LETTERS,
                "acme",
                Wire.DEAD_LETTER,
                new DeadLetter(
                        "acme",
                        "glpi",
                        "refused",
                        "no right",
                        "weir.incidents",
                        null,
                        new byte[] {1},
                        "inc-full",
                        1L,
                        null));
        await().until(() -> bridge.get("/v1/incidents/inc-full", ACME)
                        .json()
                        .path("deadLetters")
                        .size()
                == 1);
        await().until(() -> bridge.get("/v1/incidents/inc-full", ACME)
                .json()
                .path("ticket")
                .path("state")
                .asText()
                .equals("failed"));

        JsonNode incident = bridge.get("/v1/incidents/inc-full", ACME).json();
        assertThat(incident.path("revision").asInt()).isEqualTo(2);
        assertThat(incident.path("ticket").path("id").asText()).isEqualTo("77");
        assertThat(incident.path("ticket").path("url").asText()).isEqualTo("http://glpi/77");
        assertThat(incident.path("remediations").path(0).path("state").asText()).isEqualTo("succeeded");
        assertThat(incident.path("remediations").path(0).path("template").asText())
                .isEqualTo("restart");
        assertThat(incident.path("remediations").path(0).path("jobId").asText()).isEqualTo("9");
        assertThat(incident.path("deadLetters").path(0).path("reason").asText()).isEqualTo("refused");
        assertThat(incident.path("deadLetters").path(0).has("body")).isFalse();
        assertThat(bridge.get("/v1/incidents/inc-full", GLOBEX).status()).isEqualTo(404);
    }

    @Test
    void listsAreStablePageByPageNewestFirst() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            post(GLOBEX, "firing", "Paged", "host-" + i);
            expected.add(0, Fingerprint.of(Map.of("alertname", "Paged", "host", "host-" + i)));
        }
        await().until(() -> fingerprints(GLOBEX, "firing").containsAll(expected));
        JsonNode first = bridge.get("/v1/alerts?limit=3", GLOBEX).json();
        // A repeat of an alert changes it, not its place.
        post(GLOBEX, "firing", "Paged", "host-0");
        await().until(() -> alert(GLOBEX, expected.get(6)).path("count").asInt() == 2);
        List<String> paged = new ArrayList<>();
        first.path("alerts")
                .forEach(alert -> paged.add(alert.path("fingerprint").asText()));
        String next = first.path("next").asText();
        while (!next.equals("null")) {
            JsonNode page =
                    bridge.get("/v1/alerts?limit=3&after=" + next, GLOBEX).json();
            assertThat(page.path("alerts").size()).isBetween(1, 3);
            page.path("alerts")
                    .forEach(alert -> paged.add(alert.path("fingerprint").asText()));
            next = page.path("next").asText();
        }

        assertThat(paged).containsExactlyElementsOf(expected);
    }

    @Test
    void twoTenantsNeverSeeEachOther() {
        post(ACME, "firing", "Secret", "acme-host");
        write(incident("acme", "inc-secret", 1, Incident.Status.OPEN, "f2"));
        await().until(() -> bridge.get("/v1/incidents/inc-secret", ACME).status() == 200);
        await().until(() -> bridge.get("/v1/alerts?limit=1000", ACME).body().contains("acme-host"));

        for (String path : List.of("/v1/alerts?limit=1000", "/v1/incidents?limit=1000", "/v1/downtimes?limit=1000")) {
            assertThat(bridge.get(path, GLOBEX).body()).doesNotContain("acme", "inc-secret");
        }
    }

    @Test
    void theListsAreRebuiltFromTheTopics() throws InterruptedException {
        post(ACME, "firing", "Kept", "old-host");
        write(incident("acme", "inc-kept", 1, Incident.Status.RESOLVED, "f3"));
        write(ticket("acme", "inc-kept", 1, "solved", "5", "http://glpi/5"));

        try (RunningBridge second = RunningBridge.start(BROKER.bootstrap(), options -> options)) {
            assertThat(second.get("/v1/alerts?limit=1000", ACME).body()).contains("old-host");
            JsonNode resolved =
                    second.get("/v1/incidents?status=resolved&limit=1000", ACME).json();
            assertThat(resolved.path("incidents").findValuesAsText("incidentId"))
                    .contains("inc-kept");
            assertThat(second.get("/v1/incidents/inc-kept", ACME)
                            .json()
                            .path("ticket")
                            .path("id")
                            .asText())
                    .isEqualTo("5");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/alerts?limit=0, limit",
        "/v1/alerts?limit=1001, limit",
        "/v1/alerts?limit=x, limit",
        "/v1/alerts?after=!!, after",
        "/v1/alerts?after=bm9kb3Q, after",
        "/v1/alerts?status=open, status",
        "/v1/incidents?status=firing, status",
        "/v1/downtimes?status=odd, status",
    })
    void aWrongParameterIsRefusedByName(String path, String field) {
        assertThat(bridge.get(path, ACME).status()).isEqualTo(400);
        assertThat(bridge.get(path, ACME).json().path("error").path("field").asText())
                .isEqualTo(field);
    }

    private static void post(String token, String status, String alertname, String host) {
        String message = "{\"alerts\":[{\"status\":\"" + status + "\",\"startsAt\":\"2026-11-20T10:00:00Z\",\"labels\":"
                + "{\"alertname\":\"" + alertname + "\",\"host\":\"" + host + "\"}}]}";
        assertThat(bridge.post("/v1/alertmanager", token, message).status()).isEqualTo(200);
    }

    private static JsonNode alert(String token, String fingerprint) {
        for (JsonNode alert : bridge.get("/v1/alerts?limit=1000", token).json().path("alerts")) {
            if (alert.path("fingerprint").asText().equals(fingerprint)) {
                return alert;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static List<String> fingerprints(String token, String status) {
        return bridge.get("/v1/alerts?limit=1000&status=" + status, token)
                .json()
                .path("alerts")
                .findValuesAsText("fingerprint");
    }

    private static void write(Incident incident) {
        LOG.write(Topics.INCIDENTS, Topics.key(incident.tenant(), incident.incidentId()), Wire.INCIDENT, incident);
    }

    private static void write(Receipt receipt) {
        String subject = receipt.incidentId() == null ? receipt.fingerprint() : receipt.incidentId();
        LOG.write(Topics.RECEIPTS, Topics.key(receipt.tenant(), subject), Wire.RECEIPT, receipt);
    }

    private static void write(Remediation remediation) {
        LOG.write(
                Topics.REMEDIATIONS,
                Topics.key(remediation.tenant(), remediation.incidentId()),
                Wire.REMEDIATION,
                remediation);
    }

    private static Receipt episode(String tenant, String fingerprint, String state, String downtime) {
        long now = System.currentTimeMillis();
        return new Receipt(
                tenant,
                Receipt.Kind.EPISODE,
                null,
                null,
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                fingerprint,
                downtime,
                now,
                null,
                null,
                null,
                null);
    }

    private static Receipt ticket(String tenant, String incident, long revision, String state, String id, String url) {
        return new Receipt(
                tenant,
                Receipt.Kind.TICKET,
                incident,
                revision,
                state,
                null,
                id,
                url,
                null,
                null,
                null,
                null,
                null,
                1L,
                null,
                null,
                null,
                null);
    }

    private static Receipt remediationReceipt(String tenant, String incident, String id) {
        return new Receipt(
                tenant,
                Receipt.Kind.REMEDIATION,
                incident,
                null,
                "succeeded",
                null,
                null,
                null,
                id,
                "9",
                "http://awx/9",
                null,
                null,
                1L,
                null,
                null,
                null,
                null);
    }

    private static Remediation remediation(String tenant, String incident, String id) {
        return new Remediation(
                tenant,
                id,
                incident,
                Remediation.Kind.REQUESTED,
                "restart-it",
                "restart",
                "db-1",
                Map.of(),
                Remediation.Mode.AUTO,
                1,
                "Shown",
                "f1",
                1L,
                2L,
                1000,
                null,
                null,
                null);
    }

    /** An open incident in its first revision. */
    static Incident open(String tenant, String id) {
        return incident(tenant, id, 1, Incident.Status.OPEN, "f9");
    }

    private static Incident incident(
            String tenant, String id, long revision, Incident.Status status, String fingerprint) {
        Member member = new Member(
                fingerprint,
                1L,
                null,
                Member.Status.FIRING,
                Severity.CRITICAL,
                Map.of(),
                Map.of(),
                "alertmanager",
                null,
                1L,
                false,
                false,
                null,
                null,
                null,
                null);
        return new Incident(
                tenant,
                id,
                revision,
                Incident.Kind.OPENED,
                Incident.Reason.WAIT_OVER,
                status,
                Map.of("host", "db-1"),
                "by-host",
                "v1",
                Severity.CRITICAL,
                5,
                4,
                "title",
                1000L,
                2000L,
                null,
                null,
                0,
                1,
                1,
                List.of(member),
                0,
                null,
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
