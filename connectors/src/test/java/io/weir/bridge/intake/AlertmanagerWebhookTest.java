package io.weir.bridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.Recording;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertmanagerWebhookTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
    private static final Origin ORIGIN = new Origin("acme", null, NOW);

    static Stream<Recording> messages() {
        return Stream.of(
                        Recording.all("alertmanager"),
                        Recording.all("grafana"),
                        Recording.stream("alertmanager-webhooks"))
                .flatMap(List::stream)
                .filter(recording -> recording.tree().isObject());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void takesEveryRecordedAlertWithItsOwnStatusTimesAndLabels(Recording recording) {
        Reading reading = AlertmanagerWebhook.read(recording.body(), ORIGIN);

        assertThat(reading.rejected()).isEmpty();
        JsonNode sent = recording.tree().path("alerts");
        assertThat(reading.alerts()).hasSize(sent.size());
        assertThat(reading.truncatedAlerts())
                .isEqualTo(recording.tree().path("truncatedAlerts").asLong());
        for (int i = 0; i < sent.size(); i++) {
            assertSame(reading.alerts().get(i), sent.get(i), recording);
        }
    }

    private static void assertSame(Alert alert, JsonNode sent, Recording recording) {
        boolean grafana = recording.name().startsWith("grafana");
        assertThat(alert.tenant()).isEqualTo("acme");
        assertThat(alert.source()).isEqualTo(grafana ? "grafana" : "alertmanager");
        assertThat(alert.sourceUrl())
                .isEqualTo(recording.tree().path("externalURL").asText());
        assertThat(alert.status().name())
                .isEqualToIgnoringCase(sent.path("status").asText());
        assertThat(alert.startsAt()).isEqualTo(millis(sent, "startsAt"));
        assertThat(alert.endsAt()).isEqualTo(alert.status() == AlertStatus.FIRING ? null : millis(sent, "endsAt"));
        assertThat(alert.expiresAt()).isNull();
        assertThat(alert.receivedAt()).isEqualTo(NOW.toEpochMilli());
        if (!grafana) {
            // Grafana's recordings are hand-made, their fingerprints made up.
            assertThat(alert.fingerprint()).isEqualTo(sent.path("fingerprint").asText());
        }
        assertThat(alert.labels().keySet())
                .containsExactlyInAnyOrderElementsOf(sent.path("labels").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList());
        sent.path("labels")
                .properties()
                .forEach(label -> assertThat(alert.labels().get(label.getKey()))
                        .startsWith(label.getValue()
                                .asText()
                                .substring(
                                        0,
                                        Math.min(4096, label.getValue().asText().length()))));
    }

    private static Long millis(JsonNode alert, String field) {
        return OffsetDateTime.parse(alert.path(field).asText()).toInstant().toEpochMilli();
    }

    @Test
    void cutsEndlessAnnotationsVisibly() {
        Alert alert = AlertmanagerWebhook.read(
                        Recording.of("alertmanager/huge-2mb").body(), ORIGIN)
                .alerts()
                .get(0);

        assertThat(alert.annotations().get("description"))
                .hasSizeLessThan(17_000)
                .contains("… (cut, 450000 characters)");
        assertThat(alert.labels().get("long")).hasSizeLessThan(4200).contains("… (cut, ");
    }

    @Test
    void keepsAStartInTheFutureAndReadsAnyOffset() {
        Reading reading = read("{'alerts':[{'status':'firing','labels':{'a':'b'},"
                + "'startsAt':'2027-01-01T02:00:00.123456789+02:00','endsAt':'0001-01-01T00:00:00Z'}]}");

        assertThat(reading.alerts().get(0).startsAt())
                .isEqualTo(Instant.parse("2027-01-01T00:00:00.123Z").toEpochMilli());
    }

    @Test
    void aResolvedAlertWithoutAnEndHasNone() {
        Reading reading = read("{'alerts':[{'status':'resolved','labels':{'a':'b'},'endsAt':'0001-01-01T00:00:00Z'}]}");

        assertThat(reading.alerts().get(0).endsAt()).isNull();
        assertThat(reading.alerts().get(0).startsAt()).isNull();
    }

    @Test
    void dropsLabelsWithoutAValueBeforeItComputesTheFingerprint() {
        Reading with = read("{'alerts':[{'status':'firing','labels':{'a':'b','c':''}}]}");
        Reading without = read("{'alerts':[{'status':'firing','labels':{'a':'b'}}]}");

        assertThat(with.alerts()).isEqualTo(without.alerts());
    }

    @Test
    void replacesWhatNoUtf8CanCarry() {
        Reading lone = read("{'alerts':[{'status':'firing','labels':{'a':'x\\ud800y'}}]}");
        byte[] bytes =
                "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"a\":\"x?y\"}}]}".getBytes(StandardCharsets.UTF_8);
        int mark = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('?');
        bytes[mark] = (byte) 0xff;
        Reading invalid = AlertmanagerWebhook.read(bytes, ORIGIN);

        assertThat(lone.alerts().get(0).labels()).containsEntry("a", "x\uFFFDy");
        assertThat(invalid.alerts()).isEqualTo(lone.alerts());
    }

    @Test
    void oneBadAlertDoesNotCostItsNeighbours() {
        Reading reading = read("{'alerts':["
                + "{'status':'firing','labels':{'a':'1'}},"
                + "{'status':'firing','labels':{'a':5}},"
                + "{'status':'odd','labels':{'a':'2'}},"
                + "17,"
                + "{'status':'firing','labels':{'a':'3'},'startsAt':'yesterday'},"
                + "{'status':'firing'},"
                + "{'status':'firing','labels':{'b':''}},"
                + "{'status':'resolved','labels':{'a':'4'},'annotations':null}]}");

        assertThat(reading.alerts())
                .extracting(alert -> alert.labels().get("a"))
                .containsExactly("1", "4");
        assertThat(reading.rejected())
                .extracting(Rejected::field)
                .containsExactly(
                        "alerts[1].labels.a",
                        "alerts[2].status",
                        "alerts[3]",
                        "alerts[4].startsAt",
                        "alerts[5].labels",
                        "alerts[6].labels");
        assertThat(reading.rejected().get(0).bytes())
                .isEqualTo("{\"status\":\"firing\",\"labels\":{\"a\":5}}".getBytes(StandardCharsets.UTF_8));
        assertThat(reading.rejected().get(2).bytes()).isEqualTo("17".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linksThatABrowserShouldNotFollowAreLeftOut() {
        Reading reading =
                read("{'alerts':[{'status':'firing','labels':{'a':'b'},'generatorURL':'javascript:alert(1)'}]}");

        assertThat(reading.alerts().get(0).generatorUrl()).isNull();
    }

    @Test
    void rejectsWhatIsNoMessageWithAllItsBytes() {
        for (String body : List.of("", "nonsense", "[]", "{\"alerts\":5}", "{}", "{\"alerts\":[{\"status\":")) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            Reading reading = AlertmanagerWebhook.read(bytes, ORIGIN);

            assertThat(reading.alerts()).isEmpty();
            assertThat(reading.rejected()).hasSize(1);
            assertThat(reading.rejected().get(0).bytes()).isEqualTo(bytes);
        }
    }

    private static Reading read(String json) {
        return AlertmanagerWebhook.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ORIGIN);
    }
}
