package io.weir.pipeline.correlate;

import io.weir.core.track.Verdict;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts what became of each observation, per tenant: metric {@code weir.tenant.T.alerts_VERDICT}. All of a tenant's begin
 * at 0 with its first observation, so that a rate over them misses no first one of a kind.
 */
final class VerdictCounters {
    private final MetricGroup group;
    private final Map<String, Map<Verdict, Counter>> byTenant = new HashMap<>();

    VerdictCounters(MetricGroup operator) {
        this.group = operator.addGroup("weir");
    }

    void count(String tenant, Verdict verdict) {
        byTenant.computeIfAbsent(tenant, this::begin).get(verdict).inc();
    }

    private Map<Verdict, Counter> begin(String tenant) {
        MetricGroup own = group.addGroup("tenant", tenant);
        Map<Verdict, Counter> counters = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            counters.put(verdict, own.counter("alerts_" + verdict.name().toLowerCase(Locale.ROOT)));
        }
        return counters;
    }

    Counter counter(String name) {
        return group.counter(name);
    }
}
