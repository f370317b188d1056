package io.weir.loops;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Alerts of eight labels, about 600 bytes each as JSON. */
final class SampleAlerts {
    /** When all of them start, milliseconds since the epoch. */
    static final long START = 1_790_000_000_000L;

    private static final int PER_CLUSTER = 50;
    private static final int NAMES = 40;
    private static final String[] SEVERITIES = {"critical", "warning", "warning", "warning", "info"};

    private SampleAlerts() {}

    /** So many, all firing and all different. */
    static List<Alert> firing(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> alert(i, AlertStatus.FIRING, START, START))
                .toList();
    }

    /** One of them; the same number is the same alert. */
    static Alert alert(int number, AlertStatus status, long startsAt, long at) {
        String pod = "api-" + Integer.toHexString(number * 0x9E3779B1) + "-" + number % 10;
        int cluster = number / PER_CLUSTER;
        Map<String, String> labels = new TreeMap<>();
        labels.put("alertname", "LoopAlert" + number % NAMES);
        labels.put("cluster", "cluster-" + cluster);
        labels.put("instance", "10.0." + cluster % 250 + "." + number % 250 + ":9100");
        labels.put("job", "node");
        labels.put("namespace", "team-" + number % 7);
        labels.put("pod", pod);
        labels.put("service", "service-" + number % 12);
        labels.put("severity", SEVERITIES[number % SEVERITIES.length]);
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(
                "description", "The service on " + pod + " answers more slowly than it should since some minutes.");
        annotations.put("summary", "High latency on " + pod);
        return new Alert(
                "acme",
                "alertmanager",
                Fingerprint.of(labels),
                status,
                startsAt,
                status == AlertStatus.RESOLVED ? Long.valueOf(at) : null,
                null,
                labels,
                annotations,
                "http://prometheus.example/graph?g0.expr=up",
                "http://alertmanager.example",
                at,
                null);
    }
}
