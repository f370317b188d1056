package io.weir.app.bench.flow;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What one tenant sends over one connection: alerts that fire all the time, over and over, in messages that are written
 * beforehand; and now and then a message in which a few begin and a few end. Each cluster is an incident. Not thread-safe.
 */
final class Crowd {
    /** Alerts in a message. */
    static final int PER_MESSAGE = 50;

    private static final int PASSING_EVERY = 25;
    /** So many begin, and so many end, in such a message. */
    private static final int CHANGES = 5;

    /** So many have begun and not ended after each such message. */
    private static final int PASSING = 10;

    private static final int PASSING_PER_CLUSTER = 500;

    private final String tenant;
    private final String name;
    private final List<Webhook> steady = new ArrayList<>();
    private final List<Alert> rest;
    private final Deque<Alert> passing = new ArrayDeque<>();
    private int sent;
    private int begun;

    /**
     * Nothing sent yet.
     *
     * @param name tells its alerts from those of other crowds
     * @param clusters messages until they begin again
     */
    Crowd(String tenant, String name, int clusters) {
        this.tenant = tenant;
        this.name = name;
        long now = System.currentTimeMillis();
        for (int i = 0; i < clusters; i++) {
            String cluster = cluster(name + "-" + i);
            steady.add(Webhook.of(message(tenant, cluster, now)));
        }
        rest = message(tenant, cluster(name + "-rest"), now);
    }

    private static List<Alert> message(String tenant, String cluster, long startsAt) {
        return IntStream.range(0, PER_MESSAGE)
                .mapToObj(number -> firing(tenant, cluster, number, startsAt))
                .toList();
    }

    /** The next message; all of one alert are to be sent in this order. */
    Webhook next() {
        sent++;
        return sent % PASSING_EVERY == 0 ? changes() : steady.get(sent % steady.size());
    }

    private Webhook changes() {
        long now = System.currentTimeMillis();
        List<Alert> message = new ArrayList<>(PER_MESSAGE);
        while (passing.size() > PASSING - CHANGES) {
            message.add(over(passing.remove(), now));
        }
        for (int i = 0; i < CHANGES; i++) {
            String cluster = cluster(name + "-passing-" + begun / PASSING_PER_CLUSTER);
            passing.add(firing(tenant, cluster, begun, now));
            begun++;
        }
        message.addAll(passing);
        message.addAll(rest.subList(message.size(), PER_MESSAGE));
        return Webhook.of(message);
    }

    /** The label that makes an incident of its own; see {@link SiteConfig#probed}. */
    static String cluster(String name) {
        return "crowd-" + name;
    }

    /** One that fires; times are milliseconds since the epoch. */
    static Alert firing(String tenant, String cluster, int number, long startsAt) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("alertname", "CrowdAlert" + number % 40);
        labels.put("cluster", cluster);
        labels.put("instance", "10." + number / 65_536 + "." + number / 256 % 256 + "." + number % 256 + ":9100");
        labels.put("job", "node");
        labels.put("namespace", "team-" + number % 7);
        labels.put("pod", "api-" + Integer.toHexString(number * 0x9E3779B1));
        labels.put("service", "service-" + number % 12);
        labels.put("severity", number % 5 == 0 ? "critical" : "warning");
        return alert(tenant, labels, AlertStatus.FIRING, startsAt, null);
    }

    private static Alert over(Alert firing, long endsAt) {
        return alert(firing.tenant(), firing.labels(), AlertStatus.RESOLVED, firing.startsAt(), endsAt);
    }

    private static Alert alert(
            String tenant, Map<String, String> labels, AlertStatus status, long startsAt, Long endsAt) {
        return new Alert(
                tenant,
                "alertmanager",
                Fingerprint.of(labels),
                status,
                startsAt,
                endsAt,
                null,
                labels,
                Map.of(
                        "description", "The service answers more slowly than it should since some minutes.",
                        "summary", "High latency"),
                "http://prometheus.example/graph?g0.expr=up",
                "http://alertmanager.example",
                startsAt,
                null);
    }
}
