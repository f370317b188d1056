package io.weir.app.replay;

import io.weir.schema.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes a capture whose faults are known: each is a storm of alerts of services in a cluster, that come within a minute
 * and go some minutes later; and noise that has nothing to do with any.
 *
 * @param clusters faults strike them in turn
 * @param faults how many
 * @param everyMs a fault so often
 * @param alerts of each fault
 * @param noiseEveryMs an alert of the noise so often; 0 for none
 * @param seed of everything drawn
 */
record LabelledStorms(int clusters, int faults, long everyMs, int alerts, long noiseEveryMs, long seed) {
    private static final long START = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();
    private static final long LASTS_MS = 180_000;

    private record Line(long at, String text) {}

    /** Writes {@code capture.jsonl} and {@code truth.jsonl}. */
    void write(Path folder) throws IOException {
        Random random = new Random(seed);
        List<Line> capture = new ArrayList<>();
        List<String> truth = new ArrayList<>();
        for (int fault = 0; fault < faults; fault++) {
            long onset = START + fault * everyMs;
            for (int i = 0; i < alerts; i++) {
                long startsAt = onset + (long) (Math.abs(random.nextGaussian()) * 15_000);
                episode(
                        "Fault" + i % 7,
                        "svc-" + fault + "-" + i,
                        "c" + fault % clusters,
                        startsAt,
                        capture,
                        truth,
                        "fault-" + fault);
            }
        }
        for (long at = START; noiseEveryMs > 0 && at < START + faults * everyMs; at += noiseEveryMs) {
            episode("Noise", "noisy-" + at % 9, "c" + random.nextInt(clusters), at, capture, truth, "");
        }
        capture.sort(Comparator.comparingLong(Line::at));
        Files.write(
                folder.resolve("capture.jsonl"),
                capture.stream().map(Line::text).toList());
        Files.write(folder.resolve("truth.jsonl"), truth);
    }

    private static void episode(
            String name,
            String instance,
            String cluster,
            long startsAt,
            List<Line> capture,
            List<String> truth,
            String fault) {
        String labels = "{\"alertname\":\"" + name + "\",\"cluster\":\"" + cluster + "\",\"instance\":\"" + instance
                + "\",\"severity\":\"warning\"}";
        String fingerprint = Fingerprint.of(
                Map.of("alertname", name, "cluster", cluster, "instance", instance, "severity", "warning"));
        capture.add(request("firing", labels, startsAt, startsAt + 500));
        capture.add(request("resolved", labels, startsAt, startsAt + LASTS_MS));
        truth.add("{\"fingerprint\":\"" + fingerprint + "\",\"startsAt\":\"" + Instant.ofEpochMilli(startsAt)
                + "\",\"fault\":\"" + fault + "\"}");
    }

    private static Line request(String status, String labels, long startsAt, long at) {
        String endsAt = status.equals("firing")
                ? "0001-01-01T00:00:00Z"
                : Instant.ofEpochMilli(at).toString();
        return new Line(
                at,
                "{\"receivedAt\":\"" + Instant.ofEpochMilli(at) + "\",\"tenant\":\"acme\",\"source\":\"alertmanager\","
                        + "\"body\":{\"version\":\"4\",\"alerts\":[{\"status\":\"" + status + "\",\"labels\":" + labels
                        + ",\"annotations\":{},\"startsAt\":\"" + Instant.ofEpochMilli(startsAt) + "\",\"endsAt\":\""
                        + endsAt + "\"}]}}");
    }
}
