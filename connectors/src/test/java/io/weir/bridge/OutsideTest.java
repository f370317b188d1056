package io.weir.bridge;

import static io.weir.bridge.RunningBridge.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.broker.TestBroker;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was done outside is shown beside what it was done for. */
class OutsideTest {
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
    void anIncidentShowsItsTicketAsTheTicketSystemHasIt() {
        String id = "inc-status";
        LOG.write(Topics.INCIDENTS, "acme|" + id, Wire.INCIDENT, ListsTest.open("acme", id));
        write(receipt(Receipt.Kind.TICKET, id, "created", null, "88", "new", 1000L));
        write(receipt(Receipt.Kind.TICKET, id, "observed", "assigned by a person", "88", "assigned", 2000L));
        write(receipt(Receipt.Kind.TICKET, id, "updated", null, "88", "assigned", 3000L));
        write(receipt(Receipt.Kind.TICKET, id, "merged", "2 duplicates", "88", null, 4000L));
        write(receipt(Receipt.Kind.TICKET, id, "merged", null, "88", null, 5000L));
        write(receipt(Receipt.Kind.TICKET, id, "expired", "older than 7d", null, null, 6000L));
        await().until(() -> ticket(id).path("state").asText().equals("expired"));

        JsonNode ticket = ticket(id);
        assertThat(ticket.path("id").asText()).isEqualTo("88");
        assertThat(ticket.path("reason").asText()).isEqualTo("older than 7d");
        assertThat(ticket.path("status").asText()).isEqualTo("assigned");
        assertThat(ticket.path("statusSince").asText()).isEqualTo("1970-01-01T00:00:02Z");
        assertThat(ticket.path("statusReason").asText()).isEqualTo("assigned by a person");
        assertThat(ticket.path("duplicates").asInt()).isEqualTo(3);

        write(receipt(Receipt.Kind.TICKET, id, "observed", null, "88", "closed", 7000L));
        await().until(() -> ticket(id).path("status").asText().equals("closed"));
        assertThat(ticket(id).path("state").asText()).isEqualTo("expired");
        assertThat(ticket(id).has("statusReason")).isFalse();
    }

    @Test
    void anIncidentShowsTheNewestOfEachNotification() {
        String id = "inc-told";
        LOG.write(Topics.INCIDENTS, "acme|" + id, Wire.INCIDENT, ListsTest.open("acme", id));
        write(notification(id, "mail", "opened", "failed", 1000L));
        write(notification(id, "mail", "opened", "sent", 2000L));
        write(notification(id, "chat", "opened", "skipped", 3000L));
        await().until(() -> notifications(id).size() == 2);

        assertThat(notifications(id).findValuesAsText("channel")).containsExactly("mail", "chat");
        assertThat(notifications(id).findValuesAsText("phase")).containsExactly("opened", "opened");
        assertThat(notifications(id).findValuesAsText("state")).containsExactly("sent", "skipped");
        assertThat(notifications(id).path(0).path("at").asText()).isEqualTo("1970-01-01T00:00:02Z");
    }

    @Test
    void aDowntimeShowsWhatWasDoneForItOutside() {
        String created = bridge.post(
                        "/v1/downtimes", ACME, "{\"matchers\":[\"a=b\"],\"duration\":\"1h\",\"comment\":\"c\"}")
                .json()
                .path("id")
                .asText();
        String path = "/v1/downtimes/" + created;
        assertThat(bridge.get(path, ACME).json().path("assets").isEmpty()).isTrue();
        write(asset(created, "db-1", "maintenance", null));
        write(asset(created, "db-2", "failed", "no such computer"));
        write(asset(created, "db-1", "restored", null));
        write(silence(created, "5f3a", "projected"));
        write(silence(created, "77b0", "expired"));
        await().until(() -> bridge.get(path, ACME)
                .json()
                .path("silences")
                .findValuesAsText("state")
                .equals(List.of("expired")));
        await().until(() -> bridge.get(path, ACME)
                .json()
                .path("assets")
                .findValuesAsText("state")
                .contains("restored"));

        JsonNode shown = bridge.get(path, ACME).json();
        assertThat(shown.path("silences").path(0).path("id").asText()).isEqualTo("77b0");
        assertThat(shown.path("silences").path(0).path("alertmanager").asText()).isEqualTo("am-1");
        assertThat(shown.path("silences").path(0).path("window").asText()).isEqualTo("w-1");
        assertThat(shown.path("assets").findValuesAsText("id")).containsExactlyInAnyOrder("db-1", "db-2");
        assertThat(shown.path("assets").findValuesAsText("reason")).containsExactly("no such computer");
    }

    private static JsonNode ticket(String incident) {
        return bridge.get("/v1/incidents/" + incident, ACME).json().path("ticket");
    }

    private static JsonNode notifications(String incident) {
        return bridge.get("/v1/incidents/" + incident, ACME).json().path("notifications");
    }

    private static Receipt receipt(
            Receipt.Kind kind, String incident, String state, String reason, String ticket, String status, long at) {
        return new Receipt(
                "acme", kind, incident, null, state, reason, ticket, null, null, null, null, null, null, at, status,
                null, null, null);
    }

    private static Receipt notification(String incident, String channel, String phase, String state, long at) {
        return new Receipt(
                "acme",
                Receipt.Kind.NOTIFICATION,
                incident,
                null,
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                at,
                null,
                channel,
                phase,
                null);
    }

    private static Receipt asset(String downtime, String id, String state, String reason) {
        return ofDowntime(Receipt.Kind.ASSET, downtime, id, state, reason, null, null);
    }

    private static Receipt silence(String downtime, String id, String state) {
        return ofDowntime(Receipt.Kind.SILENCE, downtime, id, state, null, "am-1", "w-1");
    }

    private static Receipt ofDowntime(
            Receipt.Kind kind, String downtime, String id, String state, String reason, String channel, String phase) {
        return new Receipt(
                "acme", kind, null, null, state, reason, null, null, null, null, null, null, downtime, 1L, null,
                channel, phase, id);
    }

    private static void write(Receipt receipt) {
        String subject = receipt.incidentId() != null ? receipt.incidentId() : receipt.downtimeId();
        LOG.write(Topics.RECEIPTS, Topics.key("acme", subject), Wire.RECEIPT, receipt);
    }
}
