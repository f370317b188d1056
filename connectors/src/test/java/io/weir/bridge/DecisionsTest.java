package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static io.weir.bridge.RunningBridge.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.broker.TestBroker;
import io.weir.schema.Decision;
import io.weir.schema.Receipt;
import io.weir.schema.Tally;
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

/** What was decided is found on the log when somebody asks, and only by those whose it is. */
class DecisionsTest {
    @RegisterExtension
    static final TestBroker BROKER = TestBroker.start();

    private static final String ALERT = "0a1b2c3d4e5f6071";
    private static final String OTHER = "ffffffffffffffff";
    private static final String INCIDENT = "00112233445566778899";
    private static final Log LOG = new Log(BROKER.bootstrap());
    private static RunningBridge bridge;
    private static long now;

    @BeforeAll
    static void start() throws InterruptedException {
        now = Instant.now().toEpochMilli();
        bridge = RunningBridge.start(BROKER.bootstrap(), options -> options);
        write(decision("acme", now - 5_000, Decision.Kind.OPENED, ALERT, INCIDENT));
        write(decision("acme", now - 4_000, Decision.Kind.PUBLISHED, null, INCIDENT));
        write(decision("acme", now - 3_000, Decision.Kind.JOINED, OTHER, INCIDENT));
        write(decision("acme", now - 2_000, Decision.Kind.ENDED, ALERT, INCIDENT));
        write(decision("globex", now - 1_000, Decision.Kind.OPENED, ALERT, INCIDENT));
        LOG.write(
                Topics.DECISIONS,
                "acme|tally",
                Wire.TALLY,
                new Tally("acme", now - 60_000, 1, Map.of("opened", 1L), Map.of(), 0, 0));
        LOG.write(
                Topics.RECEIPTS,
                Topics.key("acme", INCIDENT),
                Wire.RECEIPT,
                new Receipt(
                        "acme",
                        Receipt.Kind.TICKET,
                        INCIDENT,
                        1L,
                        "created",
                        null,
                        "77",
                        "http://glpi/77",
                        null,
                        null,
                        null,
                        null,
                        null,
                        now,
                        null,
                        null,
                        null,
                        null));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    private static Decision decision(
            String tenant, long at, Decision.Kind kind, String fingerprint, String incidentId) {
        return new Decision(
                tenant, at, kind, "because", null, fingerprint, null, incidentId, null, null, null, null, null);
    }

    private static void write(Decision decision) {
        String id = decision.fingerprint() == null ? decision.incidentId() : decision.fingerprint();
        LOG.write(Topics.DECISIONS, Topics.key(decision.tenant(), id), Wire.DECISION, decision);
    }

    private static List<String> kinds(String query, String token) {
        JsonNode answer = bridge.get("/v1/decisions?" + query, token).json();
        assertThat(answer.path("complete").asBoolean()).as(answer.toString()).isTrue();
        List<String> kinds = new ArrayList<>();
        answer.path("decisions")
                .forEach(decision -> kinds.add(decision.path("kind").asText()));
        return kinds;
    }

    @Test
    void ofAnAlertInOrderOfTime() {
        assertThat(kinds("fingerprint=" + ALERT, ACME)).containsExactly("opened", "ended");
        assertThat(kinds("fingerprint=" + ALERT, GLOBEX)).containsExactly("opened");
        assertThat(kinds("fingerprint=" + OTHER, GLOBEX)).isEmpty();
    }

    @Test
    void ofAnIncidentWithItsAlerts() {
        assertThat(kinds("incident=" + INCIDENT, ACME)).containsExactly("opened", "published", "joined", "ended");
        assertThat(kinds("incident=" + INCIDENT, GLOBEX)).containsExactly("opened");
    }

    @Test
    void ofTheIncidentOfATicket() {
        await().until(() -> bridge.get("/v1/decisions?ticket=77", ACME).status() == 200);
        assertThat(kinds("ticket=77", ACME)).containsExactly("opened", "published", "joined", "ended");
        assertThat(bridge.get("/v1/decisions?ticket=77", GLOBEX).status()).isEqualTo(404);
    }

    @Test
    void withinATime() {
        String to = Instant.ofEpochMilli(now - 4_000).toString();
        assertThat(kinds("incident=" + INCIDENT + "&to=" + to, ACME)).containsExactly("opened", "published");
        String from = Instant.ofEpochMilli(now - 3_000).toString();
        assertThat(kinds("incident=" + INCIDENT + "&from=" + from, ACME)).containsExactly("joined", "ended");
    }

    @Test
    void anAlertComesWithWhatTheListsKnowOfIt() {
        bridge.post(
                "/v1/alertmanager", ACME, "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"W\"}}]}");
        await().until(() -> bridge.get("/v1/alerts", ACME).json().path("alerts").size() == 1);
        JsonNode listed = bridge.get("/v1/alerts", ACME).json().path("alerts").get(0);
        JsonNode answer = bridge.get(
                        "/v1/decisions?fingerprint="
                                + listed.path("fingerprint").asText(),
                        ACME)
                .json();
        assertThat(answer.path("alert")).isEqualTo(listed);
        assertThat(answer.path("alert").path("since").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', fingerprint",
        "fingerprint=xyz, fingerprint",
        "incident=xyz, incident",
        "fingerprint=0a1b2c3d4e5f6071&ticket=77, fingerprint",
        "fingerprint=0a1b2c3d4e5f6071&from=yesterday, from",
    })
    void aQuestionThatMakesNoSenseIsRefusedByName(String query, String field) {
        RunningBridge.Reply reply = bridge.get("/v1/decisions?" + query, ACME);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("field").asText()).isEqualTo(field);
    }

    @Test
    void nobodyAsksWithoutAToken() {
        assertThat(bridge.get("/v1/decisions?fingerprint=" + ALERT, null).status())
                .isEqualTo(401);
    }
}
