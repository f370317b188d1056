package io.weir.bridge.quota;

import io.weir.bridge.metrics.QuotaMetrics;
import io.weir.schema.Alert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The quota of one tenant and how much of it is used. Thread-safe. Instants are milliseconds since the epoch.
 */
public final class TenantQuota {
    static final String BRIDGE_HEADER = "weir-bridge";
    /** Retry-After of what is refused, in seconds. */
    static final int RETRY_AFTER_SECONDS = 1;

    private final String tenant;
    private final Quota quota;
    private final QuotaMetrics metrics;
    private final byte[] bridge;
    private final Gate gate;
    private final Tokens requests;
    private final Tokens calls;
    private final Map<String, Overload> overloads = new LinkedHashMap<>();

    /** @param bridge names this bridge among several */
    TenantQuota(String tenant, Quota quota, String bridge, QuotaMetrics metrics, long now) {
        this.tenant = tenant;
        this.quota = quota;
        this.metrics = metrics;
        this.bridge = bridge.getBytes(StandardCharsets.UTF_8);
        this.gate = new Gate(quota, now);
        this.requests = new Tokens(quota.requestsPerSecond(), now);
        this.calls = new Tokens(quota.requestsPerSecond(), now);
        for (String name : List.of(Quota.REQUESTS, Quota.ALERTS, Quota.IDENTITIES)) {
            overloads.put(name, new Overload());
        }
    }

    /** Whose it is. */
    public String tenant() {
        return tenant;
    }

    /** What is allowed. */
    public Quota quota() {
        return quota;
    }

    /** Takes a request with alerts; false when it is one too many. */
    public boolean takesAlerts(long now) {
        return took(requests, now);
    }

    /** Takes a request of somebody who looks or decides; false when it is one too many. */
    public boolean takesCall(long now) {
        return took(calls, now);
    }

    private boolean took(Tokens tokens, long now) {
        if (tokens.unlimited()) {
            return true;
        }
        synchronized (gate) {
            if (tokens.take(now, false)) {
                return true;
            }
            overloads.get(Quota.REQUESTS).folded(now, 0);
            return false;
        }
    }

    /** A request was refused. */
    public void refused(long now) {
        metrics.verdicts(tenant, "refused", 1);
        synchronized (gate) {
            overloads.get(Quota.REQUESTS).delayed(now, 1);
        }
    }

    /**
     * Judges the alerts of one request.
     *
     * @param beyond whether the request itself was one too many
     * @return null when all pass as they are and nobody needs to be told how it ended
     */
    public Admission admit(List<Alert> alerts, long now, boolean beyond) {
        synchronized (gate) {
            if (alerts.isEmpty() || (!beyond && !gate.judges(alerts.size()))) {
                return null;
            }
            List<Judged> judged = new ArrayList<>(alerts.size());
            for (Alert alert : alerts) {
                judged.add(gate.judge(Observation.of(alert), now, !beyond));
            }
            note(judged, now);
            return new Admission(this, judged, bridge);
        }
    }

    private void note(List<Judged> judged, long now) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        judged.forEach(one -> counts.merge(one.verdict(), 1, Integer::sum));
        int folded = counts.getOrDefault(Verdict.FOLDED, 0);
        Overload alerts = overloads.get(Quota.ALERTS);
        if (folded + counts.getOrDefault(Verdict.PASSED_BEYOND, 0) > 0) {
            alerts.folded(now, folded);
        }
        if (counts.containsKey(Verdict.WAITS_FOR_TOKENS)) {
            alerts.delayed(now, counts.get(Verdict.WAITS_FOR_TOKENS));
        }
        if (counts.containsKey(Verdict.WAITS_FOR_ROOM)) {
            overloads.get(Quota.IDENTITIES).delayed(now, counts.get(Verdict.WAITS_FOR_ROOM));
        }
    }

    /** Kafka has what became of these. */
    void written(List<Judged> judged, long now) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        synchronized (gate) {
            judged.forEach(one -> {
                gate.written(one, now);
                counts.merge(word(one.verdict()), 1, Integer::sum);
            });
        }
        counts.forEach((word, count) -> metrics.verdicts(tenant, word, count));
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case PASSED, PASSED_BEYOND -> "passed";
            case FOLDED -> "folded";
            case WAITS_FOR_TOKENS, WAITS_FOR_ROOM -> "spilled";
        };
    }

    /** Kafka does not have what became of these, as far as one can tell. */
    void failed(List<Judged> judged) {
        synchronized (gate) {
            judged.forEach(gate::failed);
        }
    }

    /** An alert lies on the log, whoever wrote it. */
    void onLog(long id, boolean firing, String startsAt, Long expiresAt, long timestamp) {
        // without a rate nothing is ever folded, and so no start is compared
        long start = startsAt == null || quota.alertsPerSecond() == 0
                ? Observation.UNKNOWN
                : Instant.parse(startsAt).toEpochMilli();
        Observation found = new Observation(id, firing, start, expiresAt == null ? Observation.NEVER : expiresAt);
        synchronized (gate) {
            gate.identities().read(found, timestamp);
        }
    }

    /** An alert waits in the topic, whoever wrote it. */
    void inSpill(Observation found, int partition, long offset, long timestamp, byte[] writer) {
        boolean own = writer != null && Arrays.equals(writer, bridge);
        synchronized (gate) {
            gate.waiting().found(found, partition, offset, timestamp, own);
        }
    }

    /** The topic was read up to {@code end}, and all before {@code drained} is on the log. */
    void drained(int partition, long drained, long end) {
        synchronized (gate) {
            gate.waiting().drained(partition, drained, end);
        }
    }

    /** Whether something waits, as far as known. */
    boolean anyWaits() {
        synchronized (gate) {
            return gate.waiting().any();
        }
    }

    /** How many alerts wait, as far as known. */
    long waits() {
        synchronized (gate) {
            return gate.waiting().backlog(0) + gate.waiting().backlog(1);
        }
    }

    /** How many alerts fire, as far as known. */
    int open() {
        synchronized (gate) {
            return gate.identities().open();
        }
    }

    /**
     * Lets this one, which has waited, go to the log if it may now; it takes a token then. Ends with
     * {@link #handedOver} or {@link #failed}, once.
     *
     * @return null when it may not yet
     */
    Judged drain(Observation head, int partition, long now) {
        synchronized (gate) {
            return gate.drain(head, partition, now);
        }
    }

    /** So many have waited for longer than they are kept. */
    void expired(long number) {
        metrics.verdicts(tenant, "expired", number);
    }

    /** All before {@code end} is on the log, these alerts among it, which had waited. */
    void handedOver(int partition, long end, List<Judged> drained, long now) {
        metrics.verdicts(tenant, "drained", drained.size());
        List<Observation> alerts = drained.stream().map(Judged::alert).toList();
        synchronized (gate) {
            gate.waiting().handedOver(partition, end, alerts);
            drained.forEach(one -> gate.written(one, now));
        }
    }

    /** Forgets what is over. {@code staleAfter}: silence after which the rule book takes an alert for over. */
    void tidy(long now, long staleAfter) {
        synchronized (gate) {
            gate.staleAfter(staleAfter);
            gate.forget(now);
        }
    }

    /** What the tenant has to be told now, by name of the quota. */
    Map<String, Telling> look(long now) {
        Map<String, Telling> due = new LinkedHashMap<>();
        synchronized (gate) {
            overloads.forEach((name, overload) -> {
                long waiting = waitingFor(name);
                switch (overload.look(now, waiting)) {
                    case NOTHING -> {}
                    case TELL -> {
                        overload.told(now);
                        due.put(name, new Telling(OverQuotaAlert.firing(tenant, name, overload, waiting, now), null));
                    }
                    case RESOLVE -> {
                        due.put(name, new Telling(OverQuotaAlert.resolved(tenant, name, now), overload.toldAt()));
                        overload.reset();
                    }
                }
            });
        }
        return due;
    }

    private long waitingFor(String name) {
        return switch (name) {
            case Quota.ALERTS -> gate.waiting().backlog(Verdict.WAITS_FOR_TOKENS.partition());
            case Quota.IDENTITIES -> gate.waiting().backlog(Verdict.WAITS_FOR_ROOM.partition());
            default -> 0;
        };
    }

    /**
     * Something to tell.
     *
     * @param alert to publish
     * @param toldAt for a resolve: when this bridge last said that it fires; null for a firing
     */
    record Telling(Alert alert, Long toldAt) {}
}
