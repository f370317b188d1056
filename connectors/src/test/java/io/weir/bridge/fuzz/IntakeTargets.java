package io.weir.bridge.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What monitoring systems send, and what they answer. */
final class IntakeTargets {
    private static final Origin ORIGIN = new Origin("acme", "fuzz", Instant.parse("2026-11-20T13:00:00Z"));
    private static final IntakeLimits LIMITS = new IntakeLimits(20, 30);
    /** A recording of 2 MB makes nothing better. */
    private static final int LONGEST_SEED = 20_000;

    private IntakeTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget(
                        "alertmanager",
                        body -> check(AlertmanagerWebhook.read(body, ORIGIN, LIMITS), body),
                        seeds("alertmanager", "grafana")),
                new FuzzTarget(
                        "alertmanager-api",
                        body -> check(AlertmanagerApi.read(body, ORIGIN, LIMITS), body),
                        seeds("alertmanager-api", "prometheus-api")),
                new FuzzTarget("uptime-kuma", IntakeTargets::kuma, seeds("uptime-kuma")),
                new FuzzTarget("known-alerts", IntakeTargets::known, files("alertmanager-asked")),
                new FuzzTarget("kuma-metrics", IntakeTargets::metrics, files("uptime-kuma-metrics")));
    }

    private static List<byte[]> seeds(String... folders) {
        List<byte[]> seeds = new ArrayList<>();
        for (String folder : folders) {
            Recording.all(folder).stream()
                    .map(Recording::body)
                    .filter(body -> body.length <= LONGEST_SEED)
                    .forEach(seeds::add);
        }
        return seeds;
    }

    private static List<byte[]> files(String folder) {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "recordings", folder))) {
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seeds;
    }

    /** The same bytes by every content type: it says only how to read them. */
    private static void kuma(byte[] body) {
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
        for (String type : List.of("application/json", "application/x-www-form-urlencoded", multipart)) {
            check(UptimeKuma.read(body, type, null, ORIGIN), body);
        }
    }

    /** Nothing is thrown and nothing lost: what is no alert is rejected, and an alert survives Kafka. */
    private static void check(Reading reading, byte[] body) {
        assertThat(reading.alerts()).hasSizeLessThanOrEqualTo(LIMITS.alerts());
        long kept = reading.rejected().stream().mapToLong(IntakeTargets::size).sum();
        assertThat(kept).isLessThanOrEqualTo(2L * body.length + 2);
        for (Alert alert : reading.alerts()) {
            byte[] written = Wire.ALERT.write(alert);
            assertThat(written.length).isLessThan(1 << 20);
            try {
                assertThat(Wire.ALERT.write(Wire.ALERT.read(written))).isEqualTo(written);
            } catch (IOException e) {
                throw new UncheckedIOException("what was accepted cannot be read again", e);
            }
        }
    }

    private static long size(Rejected rejected) {
        assertThat(rejected.detail().length()).isLessThan(4096);
        assertThat(rejected.field().length()).isLessThan(4096);
        return rejected.bytes() == null ? 0 : rejected.bytes().length;
    }

    private static void known(byte[] body) {
        try {
            assertThat(KnownAlerts.read(body, ORIGIN, "http://am").size()).isLessThanOrEqualTo(body.length);
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static void metrics(byte[] body) {
        try {
            assertThat(KumaMetrics.read(body).monitors().size()).isLessThanOrEqualTo(body.length);
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
