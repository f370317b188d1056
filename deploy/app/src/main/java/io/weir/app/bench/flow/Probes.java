package io.weir.app.bench.flow;

import io.weir.app.bench.load.AlertMix;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;

/** Alerts that each open an incident of their own, and what became of them. */
final class Probes {
    private static final long PATIENCE_MS = 60_000;
    private static final long LOOK_EVERY_MS = 50;

    private final String run;
    private final int tenants;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();

    /**
     * None yet.
     *
     * @param run tells these from those of other rows
     */
    Probes(String run, int tenants) {
        this.run = run;
        this.tenants = tenants;
    }

    /** One that is under way; {@code dueMs} is when it was to be sent, milliseconds since the epoch. */
    private record Sent(Map<String, String> scope, double dueMs) {}

    /**
     * One that is through. Milliseconds.
     *
     * @param incident from when it was to be sent until its incident could be read
     * @param kafkaToIncident from when Kafka took it until then
     * @param ticket from when it was to be sent until the ticket's id was known to Weir
     * @param receipt from when it was to be sent until the receipt with the ticket's id could be read
     */
    record Through(double incident, double kafkaToIncident, double ticket, double receipt) {}

    /** The message of the next one; {@code counted} says whether it is measured. */
    Webhook next(int number, double dueMs, boolean counted) {
        Map<String, String> scope = Map.of("probe", run + "-" + number);
        if (counted) {
            sent.add(new Sent(scope, dueMs));
        }
        Map<String, String> labels = new TreeMap<>(scope);
        labels.put("alertname", "BenchProbe");
        labels.put("cluster", "cluster-probed");
        labels.put("instance", "10.0.0.1:9100");
        labels.put("job", "probe");
        labels.put("namespace", "team-1");
        labels.put("service", "service-1");
        labels.put("severity", "critical");
        return Webhook.of(List.of(new Alert(
                AlertMix.tenantName(number % tenants),
                "alertmanager",
                Fingerprint.of(labels),
                AlertStatus.FIRING,
                (long) dueMs,
                null,
                null,
                labels,
                Map.of("summary", "A probe of the benchmark"),
                "http://prometheus.example/graph?g0.expr=up",
                "http://alertmanager.example",
                (long) dueMs,
                null)));
    }

    /**
     * Waits for all.
     *
     * @return all of them; one that has no ticket in time counts with how long it has waited
     */
    List<Through> await(Sightings seen) throws InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MS;
        while (!sent.stream().allMatch(probe -> isThrough(probe, seen)) && System.currentTimeMillis() < deadline) {
            Thread.sleep(LOOK_EVERY_MS);
        }
        List<Through> through = new ArrayList<>();
        for (Sent probe : sent) {
            Sightings.Opened opened = seen.opened(probe.scope());
            Sightings.Ticketed ticket = opened == null ? null : seen.ticketed(opened.incidentId());
            if (ticket == null) {
                double waited = System.currentTimeMillis() - probe.dueMs();
                through.add(new Through(
                        opened == null ? waited : opened.seenAt() - probe.dueMs(),
                        opened == null ? waited : opened.seenAt() - opened.loggedAt(),
                        waited,
                        waited));
            } else {
                through.add(new Through(
                        opened.seenAt() - probe.dueMs(),
                        opened.seenAt() - opened.loggedAt(),
                        ticket.knownAt() - probe.dueMs(),
                        ticket.seenAt() - probe.dueMs()));
            }
        }
        return through;
    }

    /**
     * Waits until each has its incident, whatever becomes of its ticket.
     *
     * @return from when each was to be sent until its incident could be read, milliseconds; one that has none yet counts
     *     with how long it has waited
     */
    List<Double> awaitIncidents(Sightings seen) throws InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MS;
        while (withoutIncident(seen) > 0 && System.currentTimeMillis() < deadline) {
            Thread.sleep(LOOK_EVERY_MS);
        }
        long now = System.currentTimeMillis();
        List<Double> millis = new ArrayList<>();
        for (Sent probe : sent) {
            Sightings.Opened opened = seen.opened(probe.scope());
            millis.add((opened == null ? now : opened.seenAt()) - probe.dueMs());
        }
        return millis;
    }

    /** How many have no ticket. */
    long withoutTicket(Sightings seen) {
        return sent.stream().filter(probe -> !isThrough(probe, seen)).count();
    }

    /** How many have no incident. */
    long withoutIncident(Sightings seen) {
        return sent.stream().filter(probe -> seen.opened(probe.scope()) == null).count();
    }

    private static boolean isThrough(Sent probe, Sightings seen) {
        Sightings.Opened opened = seen.opened(probe.scope());
        return opened != null && seen.ticketed(opened.incidentId()) != null;
    }

    /** One figure of all of them. */
    static Latencies latencies(Collection<Through> through, ToDoubleFunction<Through> figure) {
        return Latencies.of(through.stream().mapToDouble(figure).boxed().toList());
    }
}
