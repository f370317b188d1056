package io.weir.bridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.bridge.Recording;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UptimeKumaTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
    private static final Origin ORIGIN = new Origin("acme", null, NOW);

    static Stream<Recording> notifications() {
        return Stream.of(Recording.all("uptime-kuma"), Recording.stream("uptime-kuma"))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("notifications")
    void understandsEveryRecordedNotification(Recording recording) {
        Reading reading = read(recording);

        assertThat(reading.rejected()).isEmpty();
        if (reading.notice() == null) {
            assertThat(reading.alerts()).hasSize(1);
        } else {
            assertThat(reading.notice()).isEqualTo(Reading.TEST);
            assertThat(new String(recording.body(), StandardCharsets.UTF_8)).contains(" Testing");
        }
    }

    @Test
    void aMonitorThatWentDownFiresFromTheTimeOfItsHeartbeat() {
        Alert alert = alert("down-http-tags");

        assertThat(alert.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert.startsAt())
                .isEqualTo(Instant.parse("2026-11-20T13:23:57.351Z").toEpochMilli());
        assertThat(alert.endsAt()).isNull();
        assertThat(alert.labels())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "alertname", "UptimeKumaMonitorDown",
                        "kuma", "kuma",
                        "monitor_id", "1",
                        "monitor", "Shop frontend",
                        "monitor_type", "http",
                        "instance", "http://127.0.0.1:9702/target/web?x=1&y=2",
                        "severity", "critical",
                        "critical", "true",
                        "tenant", "acme"));
        assertThat(alert.tenant()).isEqualTo("acme");
        assertThat(alert.sourceUrl()).isEqualTo("kuma");
        assertThat(alert.annotations())
                .containsEntry("summary", "[Shop frontend] [🔴 Down] Request failed with status code 503")
                .containsEntry("description", "Request failed with status code 503")
                .containsEntry("monitor_description", "Öffentliche Website – prod 🚀")
                .doesNotContainKey("ping_ms");
    }

    @Test
    void theFingerprintIsOfTheIdentityAlone() {
        assertThat(alert("down-http-tags").fingerprint())
                .isEqualTo(alert("up-after-rename-and-restart").fingerprint())
                .isEqualTo(Fingerprint.of(
                        Map.of("alertname", "UptimeKumaMonitorDown", "kuma", "kuma", "monitor_id", "1")));
        assertThat(alert("down-http-tags").labels().get("monitor"))
                .isNotEqualTo(alert("up-after-rename-and-restart").labels().get("monitor"));
    }

    @Test
    void formDataCarriesTheSameAsJson() {
        assertThat(alert("down-http-form-data")).isEqualTo(alert("down-http-tags"));
    }

    @Test
    void aRepeatBelongsToTheRunningEpisode() {
        assertThat(alert("down-resend-1").startsAt()).isNotNull();
        assertThat(alert("down-resend-2").startsAt()).isNull();
        assertThat(alert("down-resend-2").status()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert("down-resend-2").fingerprint())
                .isEqualTo(alert("down-resend-1").fingerprint());
    }

    @Test
    void aMonitorThatCameBackIsResolvedAtTheTimeOfItsHeartbeat() {
        Alert alert = alert("up-port-empty-msg");

        assertThat(alert.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(alert.startsAt()).isNull();
        assertThat(alert.endsAt())
                .isEqualTo(Instant.parse("2026-11-20T13:25:17.447Z").toEpochMilli());
        assertThat(alert.annotations()).containsEntry("ping_ms", "0");
    }

    @Test
    void theInstanceIsHostAndPortAndNeverTheEmptyAddress() {
        assertThat(alert("down-port").labels()).containsEntry("instance", "127.0.0.1:9721");
        assertThat(alert("down-group").labels()).doesNotContainKey("instance");
        assertThat(alert("down-child").labels()).containsEntry("group", "Group acme");
    }

    @Test
    void bodiesOfTheUsersOwnMakingAreIdentifiedByTheMonitorsName() {
        Alert down = alert("down-custom");

        assertThat(down.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(down.labels()).containsEntry("monitor", "Shop frontend").doesNotContainKey("monitor_id");
        assertThat(down.startsAt()).isNull();
        assertThat(alert("down-custom-no-content-type").fingerprint()).isEqualTo(down.fingerprint());
        Alert up = alert("up-custom");
        assertThat(up.fingerprint()).isEqualTo(down.fingerprint());
        assertThat(up.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(up.endsAt()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void aCustomBodyThatAQuoteBrokeIsStillUnderstood() {
        Reading reading = read("{\"msg\": \"[Shop] [🔴 Down] no \"keyword\" found\"}", "application/json");
        assertThat(reading.alerts().get(0).labels()).containsEntry("monitor", "Shop");
    }

    @Test
    void aCustomBodyWithNestedObjectsKeepsTheIdentityOfTheMonitor() {
        Reading reading = read(
                "{\"a\":{\"heartbeatJSON\":\"{\\\"monitorID\\\":4,\\\"status\\\":0,\\\"important\\\":true,"
                        + "\\\"time\\\":\\\"2026-11-20 13:23:57.423\\\"}\",\"monitorJSON\":{\"id\":4}}}",
                null);

        assertThat(reading.alerts().get(0).fingerprint())
                .isEqualTo(alert("down-port").fingerprint());
        assertThat(reading.alerts().get(0).startsAt())
                .isEqualTo(alert("down-port").startsAt());
    }

    @Test
    void aQueryCarriesTheSameAsABody() {
        Recording recording = Recording.of("uptime-kuma/down-port");
        String query = "msg=" + encoded(recording.tree().path("msg").asText())
                + "&heartbeat=" + encoded(recording.tree().path("heartbeat").toString())
                + "&monitor=" + encoded(recording.tree().path("monitor").toString());

        assertThat(UptimeKuma.readQuery(query, null, ORIGIN, IntakeLimits.DEFAULT)
                        .alerts())
                .containsExactly(alert("down-port"));
    }

    @Test
    void aCertificateThatExpiresIsAMildAlertWithoutDaysInItsLabels() {
        Alert alert = alert("cert-expiry");

        assertThat(alert.labels())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "alertname", "CertificateExpiring",
                        "kuma", "kuma",
                        "monitor", "TLS expiring",
                        "url", "https://localhost:9722/",
                        "severity", "info"));
        assertThat(alert.annotations()).containsEntry("days", "5").containsEntry("subject", "localhost");
        Alert later = read(
                        "{\"heartbeat\":null,\"monitor\":null,\"msg\":\"[TLS expiring][https://localhost:9722/]"
                                + " self-signed certificate localhost will expire in 3 days\"}",
                        null)
                .alerts()
                .get(0);
        assertThat(later.fingerprint()).isEqualTo(alert.fingerprint());
        assertThat(later.labels()).containsEntry("severity", "warning");
    }

    @Test
    void aDomainThatExpiresIsAMildAlert() {
        Alert alert = read("{\"msg\":\"Domain name example.org will expire in 14 days\"}", null)
                .alerts()
                .get(0);

        assertThat(alert.labels()).containsEntry("alertname", "DomainExpiring").containsEntry("url", "example.org");
    }

    @Test
    void tagsBecomeLabelsAndNeverOverrideOurs() {
        Alert alert = read(
                        "{\"heartbeat\":{\"monitorID\":7,\"status\":0},\"monitor\":{\"id\":7,\"name\":\"m\",\"tags\":["
                                + "{\"name\":\"Team Name\",\"value\":\"db\"},{\"name\":\"1st\",\"value\":\"\"},"
                                + "{\"name\":\"monitor_id\",\"value\":\"9\"},{\"name\":\"severity\",\"value\":\"Warning\"},"
                                + "{\"name\":\"Team Name\",\"value\":\"net\"}]}}",
                        null)
                .alerts()
                .get(0);

        assertThat(alert.labels())
                .containsEntry("Team_Name", "db,net")
                .containsEntry("_1st", "true")
                .containsEntry("monitor_id", "7")
                .containsEntry("severity", "warning");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"heartbeat\":{\"monitorID\":7,\"status\":0}", "\"msg\":\"[m] [Down] gone\""})
    void moreTagsThanAnAlertMayHaveLabelsAreRefusedByName(String news) {
        byte[] many = monitor(
                news, IntStream.range(0, 31).mapToObj(i -> tag("t" + i, "v")).collect(Collectors.joining(",")));
        Reading reading = UptimeKuma.read(many, null, null, ORIGIN, new IntakeLimits(10, 30));

        assertThat(reading.alerts()).isEmpty();
        assertThat(reading.rejected()).extracting(Rejected::reason).containsExactly(Rejected.WRONG_SHAPE);
        assertThat(reading.rejected().get(0).field()).isEqualTo("monitor.tags");
        assertThat(reading.rejected().get(0).detail()).isEqualTo("there are more than 30");
        assertThat(reading.rejected().get(0).bytes()).isEqualTo(many);
        assertThat(UptimeKuma.read(many, null, null, ORIGIN).alerts()).hasSize(1);
    }

    @Test
    void whatStandsBehindTheDocumentIsNotLost() {
        byte[] down = monitor("\"heartbeat\":{\"monitorID\":7,\"status\":0}", "");
        byte[] two = (new String(down, StandardCharsets.UTF_8) + new String(down, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        Reading reading = UptimeKuma.read(two, null, null, ORIGIN);

        assertThat(UptimeKuma.read(down, null, null, ORIGIN).alerts()).hasSize(1);
        assertThat(reading.alerts()).isEmpty();
        assertThat(reading.rejected()).extracting(Rejected::reason).containsExactly(Rejected.INVALID_JSON);
        assertThat(reading.rejected().get(0).detail()).contains("expected one document, found more behind it");
        assertThat(reading.rejected().get(0).bytes()).isEqualTo(two);
    }

    @Test
    void aTagWithANameOfAMegabyteIsRefused() {
        byte[] body = monitor("\"heartbeat\":{\"monitorID\":7,\"status\":0}", tag("n".repeat(40_000), "v"));
        Reading reading = UptimeKuma.read(body, null, null, ORIGIN);

        assertThat(reading.alerts()).isEmpty();
        assertThat(reading.rejected().get(0).field()).isEqualTo("monitor.tags");
        assertThat(reading.rejected().get(0).detail())
                .startsWith("a name has more than 1024 characters: nnn")
                .hasSizeLessThan(300);
    }

    @Test
    void aListOfTagsGrowsNoLongerThanALabelMayBe() {
        String tags = IntStream.range(0, 5000)
                .mapToObj(i -> tag("a", "v".repeat(2000)))
                .collect(Collectors.joining(","));
        byte[] body = monitor("\"heartbeat\":{\"monitorID\":7,\"status\":0}", tags);
        Alert alert = UptimeKuma.read(body, null, null, ORIGIN).alerts().get(0);

        assertThat(alert.labels().get("a")).startsWith("vvv").endsWith("(cut, 6002 characters)");
    }

    private static byte[] monitor(String news, String tags) {
        return ("{" + news + ",\"monitor\":{\"id\":7,\"name\":\"m\",\"tags\":[" + tags + "]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String tag(String name, String value) {
        return "{\"name\":\"" + name + "\",\"value\":\"" + value + "\"}";
    }

    @Test
    void aNameOfAnInstanceThatIsAWholePathIsCutTheSameEachTime() {
        byte[] body = monitor("\"heartbeat\":{\"monitorID\":7,\"status\":0}", "");
        String name = "n".repeat(60_000);
        Alert first = UptimeKuma.read(body, null, name, ORIGIN).alerts().get(0);
        String kept = IntakeAgain.kumaSource(name).substring("uptime-kuma/".length());

        assertThat(kept).hasSize(1024);
        assertThat(UptimeKuma.read(body, null, kept, ORIGIN).alerts()).containsExactly(first);
    }

    @Test
    void theNameOfTheInstanceTellsTwoKumasApart() {
        Recording recording = Recording.of("uptime-kuma/down-port");
        Alert north = UptimeKuma.read(recording.body(), null, "north", ORIGIN)
                .alerts()
                .get(0);
        Alert byToken = UptimeKuma.read(recording.body(), null, null, new Origin("acme", "south", NOW))
                .alerts()
                .get(0);

        assertThat(north.labels()).containsEntry("kuma", "north");
        assertThat(byToken.labels()).containsEntry("kuma", "south");
        assertThat(north.fingerprint()).isNotEqualTo(byToken.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "{\"a\":1}", "[]", "{\"heartbeat\":{\"status\":7},\"msg\":\"x\"}", "{\"msg\":"})
    void rejectsWhatTellsNothingWithItsBytes(String body) {
        Reading reading = read(body, "application/json");

        assertThat(reading.alerts()).isEmpty();
        assertThat(reading.rejected()).hasSize(1);
        assertThat(reading.rejected().get(0).bytes()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Alert alert(String recording) {
        Reading reading = read(Recording.of("uptime-kuma/" + recording));
        assertThat(reading.alerts()).hasSize(1);
        return reading.alerts().get(0);
    }

    private static Reading read(Recording recording) {
        return UptimeKuma.read(recording.body(), recording.contentType(), null, ORIGIN);
    }

    private static Reading read(String body, String contentType) {
        return UptimeKuma.read(body.getBytes(StandardCharsets.UTF_8), contentType, null, ORIGIN);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
