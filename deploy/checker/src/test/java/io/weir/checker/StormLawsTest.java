package io.weir.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.checker.Log.Stamped;
import io.weir.checker.StormLaws.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alerts that have their place, and each way in which they can have none. */
class StormLawsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NOON = Instant.parse("2026-11-28T12:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;

    private final List<Stamped> alerts = new ArrayList<>();
    private final List<JsonNode> directives = new ArrayList<>();
    private final List<JsonNode> incidents = new ArrayList<>();
    private final List<JsonNode> receipts = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();

    @Test
    void anAlertThatFiresIsInAnOpenIncident() {
        alert(0, "a1", "firing");
        assertThat(laws()).containsExactly(Law.FIRING_HAS_A_PLACE);
        incident("open", "a1", "firing");
        assertThat(laws()).isEmpty();
        incident("resolved", "a1", "resolved");
        assertThat(laws()).containsExactly(Law.FIRING_HAS_A_PLACE);
        alert(1, "a1", "resolved");
        assertThat(laws()).isEmpty();
    }

    @Test
    void orInADowntimeThatIsNamed() {
        alert(0, "a1", "firing");
        episode("held");
        assertThat(laws()).isEmpty();
        episode("released");
        assertThat(laws()).containsExactly(Law.FIRING_HAS_A_PLACE);
    }

    @Test
    void anotherTenantsIncidentIsNoPlace() {
        alert(0, "a1", "firing");
        incidents.add(json("{'tenant': 'bolt', 'incidentId': 'x', 'revision': 1, 'status': 'open',"
                + " 'members': [{'fingerprint': 'a1', 'status': 'firing'}]}"));
        assertThat(laws()).containsExactly(Law.FIRING_HAS_A_PLACE);
    }

    @Test
    void whatOutlastsItsDowntimeHasATicketAMinuteLater() {
        downtime(0, 10);
        alert(1, "a1", "firing");
        alert(9, "a1", "firing");
        incident("open", "a1", "firing");
        assertThat(laws()).as("not due yet").isEmpty();
        alert(12, "a1", "firing");
        assertThat(laws()).containsExactly(Law.TICKETED_AFTER_DOWNTIME);
        created(10 * MINUTE + 59_000);
        assertThat(laws()).isEmpty();
        receipts.clear();
        created(10 * MINUTE + 61_000);
        assertThat(laws()).containsExactly(Law.TICKETED_AFTER_DOWNTIME);
        outages.add(new Outage(NOON + 10 * MINUTE, NOON + 10 * MINUTE + 5_000));
        assertThat(laws()).isEmpty();
    }

    @Test
    void whatRecoversInItsDowntimeHasNone() {
        downtime(0, 10);
        alert(1, "a1", "firing");
        alert(2, "a1", "resolved");
        assertThat(laws()).isEmpty();
    }

    @Test
    void theSameIncidentsWithTheSameAlerts() {
        incident("open", "a1", "firing");
        incident("resolved", "a1", "resolved");
        List<JsonNode> same = List.copyOf(incidents);
        assertThat(Undisturbed.findings(incidents, same)).isEmpty();
        assertThat(Undisturbed.findings(incidents, List.of())).hasSize(1);
        assertThat(Undisturbed.findings(List.of(), same)).hasSize(1);
        incident("resolved", "b2", "resolved");
        assertThat(Undisturbed.findings(incidents, same)).hasSize(1);
        incident("open", "a1", "resolved");
        assertThat(Undisturbed.findings(incidents, same)).hasSize(1);
    }

    private List<Law> laws() {
        Evidence evidence = Evidence.of(incidents, List.of(), receipts, List.of(), List.of());
        return new StormLaws(alerts, directives, evidence, outages, Duration.ofMinutes(1))
                .findings().stream().map(Finding::law).toList();
    }

    private void alert(int minute, String fingerprint, String status) {
        alerts.add(new Stamped(
                NOON + minute * MINUTE,
                json("{'tenant': 'acme', 'fingerprint': '" + fingerprint + "', 'status': '" + status
                        + "', 'labels': {'service': 'shop'}}")));
    }

    private void downtime(int from, int to) {
        directives.add(json("{'kind': 'downtime', 'tenant': 'acme', 'id': 'd', 'downtime': {'status': 'active',"
                + " 'matchers': ['service=\\\"shop\\\"'], 'from': '" + Instant.ofEpochMilli(NOON + from * MINUTE)
                + "', 'to': '" + Instant.ofEpochMilli(NOON + to * MINUTE) + "'}}"));
    }

    private void incident(String status, String fingerprint, String member) {
        incidents.add(json("{'tenant': 'acme', 'incidentId': 'aa', 'revision': " + (incidents.size() + 1)
                + ", 'status': '" + status + "', 'members': [{'fingerprint': '" + fingerprint + "', 'status': '"
                + member + "'}]}"));
    }

    private void episode(String state) {
        receipts.add(json("{'kind': 'episode', 'tenant': 'acme', 'fingerprint': 'a1', 'downtimeId': 'd', 'state': '"
                + state + "'}"));
    }

    private void created(long afterNoon) {
        receipts.add(json("{'kind': 'ticket', 'incidentId': 'aa', 'state': 'created', 'at': '"
                + Instant.ofEpochMilli(NOON + afterNoon) + "'}"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
