package io.weir.bridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.Recording;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AlertmanagerApiTest {
    private static final Instant NOW = Instant.parse("2026-11-20T13:30:00Z");
    private static final Origin ORIGIN = new Origin("acme", "prom-1", NOW);

    static Stream<Recording> batches() {
        return Stream.of(Recording.all("prometheus-api"), Recording.stream("prometheus-api"))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("batches")
    void tellsFiringFromResolvedByTheEnd(Recording recording) {
        Reading reading = AlertmanagerApi.read(recording.body(), ORIGIN);

        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.alerts()).hasSize(recording.tree().size()).isNotEmpty();
        for (int i = 0; i < recording.tree().size(); i++) {
            JsonNode sent = recording.tree().get(i);
            Alert alert = reading.alerts().get(i);
            Instant end = Instant.parse(sent.path("endsAt").asText());
            boolean over = !end.isAfter(NOW);
            assertThat(alert.status()).isEqualTo(over ? AlertStatus.RESOLVED : AlertStatus.FIRING);
            assertThat(alert.endsAt()).isEqualTo(over ? (Long) end.toEpochMilli() : null);
            assertThat(alert.expiresAt()).isEqualTo(over ? null : (Long) end.toEpochMilli());
            assertThat(alert.startsAt())
                    .isEqualTo(Instant.parse(sent.path("startsAt").asText()).toEpochMilli());
            assertThat(alert.labels()).hasSize(sent.path("labels").size());
            assertThat(alert.source()).isEqualTo("prometheus");
            assertThat(alert.sourceUrl()).isEqualTo("prom-1");
            assertThat(alert.fingerprint()).hasSize(16);
        }
    }

    @Test
    void anAlertFromPrometheusAndTheSameByAlertmanagerHaveOneFingerprint() {
        Alert direct = AlertmanagerApi.read(
                        Recording.of("prometheus-api/serverdown-firing").body(), ORIGIN)
                .alerts()
                .get(0);
        Alert relayed =
                AlertmanagerWebhook.read(
                                Recording.of("alertmanager/firing-serverdown").body(), ORIGIN)
                        .alerts()
                        .stream()
                        .filter(alert -> alert.labels().equals(direct.labels()))
                        .findFirst()
                        .orElseThrow();

        assertThat(direct.fingerprint()).isEqualTo(relayed.fingerprint());
    }

    @Test
    void anAlertWithoutTimesFiresForTheResolveTimeout() {
        Alert alert = AlertmanagerApi.read(
                        Recording.of("alertmanager-api/alerts-post-minimal").body(), ORIGIN)
                .alerts()
                .get(0);

        assertThat(alert.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert.startsAt()).isNull();
        assertThat(alert.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)).toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "alerts-post-minimal, 1, 0",
        "alerts-post-full, 1, 0",
        "alerts-post-resolve, 1, 0",
        "alerts-post-dup-in-batch, 2, 0",
        "alerts-post-empty-array, 0, 0",
        "alerts-post-null-annotations, 1, 0",
        "alerts-post-no-content-type, 1, 0",
        "alerts-post-wrong-content-type, 1, 0",
        // Newer versions take names like bad-name, and so do we: better an odd label than a lost alert.
        "alerts-post-partly-invalid, 3, 0",
        "alerts-post-bad-generatorurl, 1, 0",
        "alerts-post-bad-json, 0, 1",
        "alerts-post-bad-time, 0, 1",
        "alerts-post-ends-before-starts, 0, 1",
        "alerts-post-missing-labels, 0, 1",
        "alerts-post-no-labels, 0, 1",
        "alerts-post-nonstring-label, 0, 1",
        "alerts-post-not-array, 0, 1",
    })
    void takesAndRejectsAlertByAlert(String recording, int alerts, int rejected) {
        Reading reading = AlertmanagerApi.read(
                Recording.of("alertmanager-api/" + recording).body(), ORIGIN);

        assertThat(reading.alerts()).hasSize(alerts);
        assertThat(reading.rejected()).hasSize(rejected);
    }

    @Test
    void theGoodOnesOfAPartlyBadBatchAreTaken() {
        String batch = "[{\"labels\":{\"a\":\"1\"}},{\"labels\":{\"a\":[]}},{\"labels\":{\"a\":\"3\"}}]";
        Reading reading = AlertmanagerApi.read(batch.getBytes(StandardCharsets.UTF_8), ORIGIN);

        assertThat(reading.alerts())
                .extracting(alert -> alert.labels().get("a"))
                .containsExactly("1", "3");
        assertThat(reading.rejected()).extracting(Rejected::field).containsExactly("[1].labels.a");
        assertThat(new String(reading.rejected().get(0).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"labels\":{\"a\":[]}}");
    }
}
