package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.bridge.RunningBridge.Reply;
import io.weir.broker.TestBroker;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times that no clock shows, or not yet. */
class EnemyTimesTest {
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

    /** Numbers are hours from now. A client of the API ends an alert by a time that is past. */
    @ParameterizedTest
    @CsvSource({
        "/api/v2/alerts,   ,         -1, 9999-12-31T23:59:59.999Z, FIRING",
        "/api/v2/alerts,   ,           , 1970-01-01T00:00:00Z,     RESOLVED",
        "/api/v2/alerts,   ,           , 0001-01-01T00:00:00Z,     FIRING",
        "/api/v2/alerts,   ,          2, 3,                        FIRING",
        "/api/v2/alerts,   ,          2, ,                         FIRING",
        "/api/v2/alerts,   , 9999-12-31T23:59:59Z, ,               FIRING",
        "/v1/alertmanager, firing,    2, 0001-01-01T00:00:00Z,     FIRING",
        "/v1/alertmanager, firing,   -1, 9999-12-31T23:59:59Z,     FIRING",
        "/v1/alertmanager, resolved,  0, -1,                       RESOLVED",
        "/v1/alertmanager, resolved,  2, 1970-01-01T00:00:00Z,     RESOLVED",
        "/v1/alertmanager, resolved, -1, 9999-12-31T23:59:59Z,     RESOLVED"
    })
    void anOddTimeIsStillAnAlert(String path, String status, String start, String end, AlertStatus expected) {
        String name = String.join(" ", path, status, start, end);
        Reply reply = post(path, name, status, start, end);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("alerts").asInt()).as(reply.body()).isEqualTo(1);
        List<Alert> alerts = LOG.alerts("acme").stream()
                .filter(alert -> name.equals(alert.labels().get("alertname")))
                .toList();
        assertThat(alerts).extracting(Alert::status).containsExactly(expected);
        await().untilAsserted(() ->
                assertThat(bridge.get("/v1/alerts?limit=1000", ACME).body()).contains(name));
    }

    @ParameterizedTest
    @CsvSource({"0, -1", "2, 1", "-1, 1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z, 0"})
    void anEndBeforeItsStartIsRefusedWhereAlertmanagerRefusesIt(String start, String end) {
        Reply reply = post("/api/v2/alerts", "EndsFirst", null, start, end);

        assertThat(reply.json().path("alerts").asInt()).isZero();
        assertThat(reply.json().path("rejected").path(0).path("field").asText()).isEqualTo("[0].endsAt");
    }

    private static Reply post(String path, String name, String status, String start, String end) {
        String alert = "{\"labels\":{\"alertname\":\"" + name + "\"}" + field("status", status)
                + field("startsAt", time(start)) + field("endsAt", time(end)) + "}";
        return bridge.post(path, ACME, path.startsWith("/v1") ? "{\"alerts\":[" + alert + "]}" : "[" + alert + "]");
    }

    private static String field(String name, String value) {
        return value == null ? "" : ",\"" + name + "\":\"" + value + "\"";
    }

    private static String time(String text) {
        boolean hours = text != null && text.length() < 3;
        return hours
                ? Instant.now()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plus(Integer.parseInt(text), ChronoUnit.HOURS)
                        .toString()
                : text;
    }
}
