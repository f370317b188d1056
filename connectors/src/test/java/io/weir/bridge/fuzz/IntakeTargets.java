package io.weir.bridge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.bridge.Recording;
import io.weir.bridge.intake.AlertmanagerApi;
import io.weir.bridge.intake.AlertmanagerWebhook;
import io.weir.bridge.intake.IntakeLimits;
import io.weir.bridge.intake.KnownAlerts;
import io.weir.bridge.intake.KumaMetrics;
import io.weir.bridge.intake.Origin;
import io.weir.bridge.intake.Reading;
import io.weir.bridge.intake.Rejected;
import io.weir.bridge.intake.UptimeKuma;
import io.weir.schema.Alert;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What monitoring systems send, and what they answer. */
final class IntakeTargets {
    static final Origin ORIGIN = new Origin("acme", "fuzz", Instant.parse("2026-11-20T13:00:00Z"));
    static final IntakeLimits LIMITS = new IntakeLimits(20, 30);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** A recording of 2 MB makes nothing better. */
    private static final int LONGEST_SEED = 20_000;

    private IntakeTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget(
                        "alertmanager",
                        body -> check(AlertmanagerWebhook.read(body, ORIGIN, LIMITS), body),
                        List.of(),
                        recordings("alertmanager", "grafana")),
                new FuzzTarget(
                        "alertmanager-api",
                        body -> check(AlertmanagerApi.read(body, ORIGIN, LIMITS), body),
                        List.of(),
                        recordings("alertmanager-api", "prometheus-api")),
                new FuzzTarget("uptime-kuma", IntakeTargets::kuma, List.of(), recordings("uptime-kuma")),
                new FuzzTarget("uptime-kuma-query", IntakeTargets::kumaQuery, queries()),
                knownAlerts(),
                new FuzzTarget(
                        "kuma-metrics", IntakeTargets::metrics, List.of(file("uptime-kuma-metrics/metrics.txt"))));
    }

    /** Some of them are of what a source refuses. */
    private static List<byte[]> recordings(String... folders) {
        List<byte[]> seeds = new ArrayList<>();
        for (String folder : folders) {
            Recording.all(folder).stream()
                    .map(Recording::body)
                    .filter(body -> body.length <= LONGEST_SEED)
                    .forEach(seeds::add);
        }
        return seeds;
    }

    /** What an Alertmanager answered that was asked for its alerts; and what other questions are answered. */
    private static FuzzTarget knownAlerts() {
        String alerts = "alerts-get-all-with-inhibited.json";
        return new FuzzTarget(
                "known-alerts",
                IntakeTargets::known,
                List.of(answer(alerts)),
                Stream.of("receivers.json", "silence-list.json", "status.json")
                        .map(IntakeTargets::answer)
                        .toList());
    }

    private static byte[] answer(String name) {
        try {
            return MAPPER.writeValueAsBytes(MAPPER.readTree(file("alertmanager-asked/" + name))
                    .path("response")
                    .path("body"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of("src", "test", "resources", "recordings", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Kuma puts into a query, with a notification as a whole and in parts. */
    private static List<byte[]> queries() {
        JsonNode down = Recording.of("uptime-kuma/down-port").tree();
        String parts = "&heartbeat=" + encoded(down.path("heartbeat").toString()) + "&monitor="
                + encoded(down.path("monitor").toString());
        return Stream.of(
                        "msg=" + encoded(down.path("msg").asText()),
                        "msg=" + encoded(down.path("msg").asText()) + parts,
                        "instance=west&data=" + encoded(down.toString()))
                .map(query -> query.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean kumaQuery(byte[] query) {
        String text = new String(query, StandardCharsets.ISO_8859_1);
        return check(UptimeKuma.readQuery(text, null, ORIGIN, LIMITS), query);
    }

    /** The same bytes by every content type: it says only how to read them. */
    private static boolean kuma(byte[] body) {
        int dashes = 0;
        while (dashes + 2 < body.length && body[dashes] == '-') {
            dashes++;
        }
        int end = dashes;
        while (end < body.length && end < dashes + 70 && body[end] > ' ') {
            end++;
        }
        String boundary = new String(body, 0, end, StandardCharsets.ISO_8859_1);
        String multipart = "multipart/form-data; boundary=" + (boundary.length() > 2 ? boundary.substring(2) : "x");
        boolean accepted = false;
        for (String type : List.of("application/json", "application/x-www-form-urlencoded", multipart)) {
            accepted |= check(UptimeKuma.read(body, type, null, ORIGIN), body);
        }
        return accepted;
    }

    /** Nothing is thrown and nothing lost: what is no alert is rejected, and an alert survives Kafka. */
    static boolean check(Reading reading, byte[] body) {
        assertThat(reading.alerts()).hasSizeLessThanOrEqualTo(LIMITS.alerts());
        // a byte that is no UTF-8 may have become U+FFFD, which is three
        long kept = reading.rejected().stream().mapToLong(IntakeTargets::size).sum();
        assertThat(kept).isLessThanOrEqualTo(3L * body.length + 2);
        for (Alert alert : reading.alerts()) {
            byte[] written = Wire.ALERT.write(alert);
            assertThat(written.length).isLessThan(1 << 20);
            try {
                assertThat(Wire.ALERT.write(Wire.ALERT.read(written))).isEqualTo(written);
            } catch (IOException e) {
                throw new UncheckedIOException("what was accepted cannot be read again", e);
            }
        }
        return reading.rejected().isEmpty();
    }

    private static long size(Rejected rejected) {
        assertThat(rejected.detail().length()).isLessThan(4096);
        assertThat(rejected.field().length()).isLessThan(4096);
        return rejected.bytes() == null ? 0 : rejected.bytes().length;
    }

    private static boolean known(byte[] body) {
        try {
            assertThat(KnownAlerts.read(body, ORIGIN, "http://am").size()).isLessThanOrEqualTo(body.length);
            return true;
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return false;
        }
    }

    private static boolean metrics(byte[] body) {
        try {
            assertThat(KumaMetrics.read(body).monitors().size()).isLessThanOrEqualTo(body.length);
            return true;
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return false;
        }
    }
}
