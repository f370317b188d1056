package io.weir.app.why;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsenceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Subject ALERT = Subject.alert("0a1b2c3d4e5f6071");

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static JsonNode ofAlert(String kind, String reason, String more) {
        return json("{'kind':'" + kind + "','reason':'" + reason + "','fingerprint':'" + ALERT.id()
                + "','at':'2026-01-01T00:00:00Z'" + more + "}");
    }

    private static Absence absence(String alert, String incident, JsonNode... decisions) {
        return Absence.of(new Evidence(
                ALERT,
                alert == null ? null : json(alert),
                incident == null ? null : json(incident),
                new ArrayList<>(List.of(decisions)),
                true));
    }

    @Test
    void neverReceived() {
        assertThat(absence(null, null).reason()).isEqualTo("never-received");
    }

    @Test
    void receivedAndNothingDecided() {
        assertThat(absence("{'since':'2026-01-01T00:00:00Z'}", null).reason()).isEqualTo("not-decided");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "held       | downtime       | ,'detail':{'downtime':'d1','until':'2026-01-01T02:00:00Z'} | held by the downtime d1 until 2026-01-01T02:00:00Z",
                "held       | habitual       | '' | comes and goes at the same rate",
                "suppressed | inhibited      | ,'detail':{'cause':'ServerDown on web1','causeFingerprint':'f'} | under ServerDown on web1 (f)",
                "noted      | orphan-resolve | '' | a resolve came of an alert nothing was known of",
                "noted      | damped-start   | '' | while it flaps",
            })
    void whatKeptItBack(String kind, String reason, String more, String sentence) {
        Absence absence = absence("{}", null, ofAlert(kind, reason, more));
        assertThat(absence.reason()).isEqualTo(reason);
        assertThat(absence.sentence()).startsWith("No ticket").contains(sentence);
    }

    @Test
    void theNewestFateCounts() {
        JsonNode held = ofAlert("held", "downtime", ",'detail':{'downtime':'d1'}");
        JsonNode released = ofAlert("released", "downtime-over", "");
        JsonNode joined = ofAlert("joined", "same-problem", ",'incidentId':'i1'");
        assertThat(absence("{}", null, joined, held).reason()).isEqualTo("downtime");
        assertThat(absence("{}", null, held, released, joined).reason()).isEqualTo("waiting");
        assertThat(absence("{}", null, joined, ofAlert("noted", "outdated-firing", ""))
                        .reason())
                .as("a note changes nothing of its place")
                .isEqualTo("waiting");
    }

    @Test
    void belowMinAlertsIsSaidOfItsIncident() {
        JsonNode opened = ofAlert("opened", "new-problem", ",'incidentId':'i1'");
        JsonNode given = json("{'kind':'held','reason':'below-min-alerts','incidentId':'i1'}");
        assertThat(absence("{}", null, opened, given).sentence()).contains("the rule wants more alerts than came");
    }

    @Test
    void overflowNamesItsTicket() {
        JsonNode opened = ofAlert("opened", "new-problem", ",'incidentId':'i1'");
        JsonNode kept = json("{'kind':'held','reason':'overflow','incidentId':'i1','detail':{'overflow':'o1'}}");
        Absence absence = absence("{}", "{'incidentId':'o1','ticket':{'id':'9'}}", opened, kept);
        assertThat(absence.sentence()).contains("too many open incidents", "o1", "that has ticket 9");
    }

    @Test
    void thereIsATicketOrItCouldNotBeDelivered() {
        JsonNode joined = ofAlert("joined", "same-problem", ",'incidentId':'i1'");
        assertThat(absence("{}", "{'incidentId':'i1','ticket':{'id':'7','url':'http://g/7'}}", joined)
                        .sentence())
                .isEqualTo("There is a ticket: 7 (http://g/7), for incident i1");
        assertThat(absence("{}", "{'incidentId':'i1','deadLetters':[{'reason':'refused','detail':'no right'}]}", joined)
                        .sentence())
                .contains("could not be delivered: refused no right");
        assertThat(absence("{}", "{'incidentId':'i1','ticket':{'state':'delayed','reason':'GLPI is down'}}", joined)
                        .sentence())
                .contains("delayed GLPI is down");
        assertThat(absence("{}", "{'incidentId':'i1'}", joined).reason()).isEqualTo("not-delivered");
    }

    @ParameterizedTest
    @CsvSource({
        "0a1b2c3d4e5f6071, FINGERPRINT",
        "00112233445566778899, INCIDENT",
        "4711, TICKET",
        "'#4711', TICKET",
    })
    void subjects(String text, Subject.Kind kind) {
        assertThat(Subject.parse(text).kind()).isEqualTo(kind);
    }
}
