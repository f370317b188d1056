package io.weir.pipeline.correlate;

import io.weir.core.track.Verdict;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what became of each observation, per tenant: metric {@code weir.tenant.T.alerts_VERDICT}. */
final class VerdictCounters {
    private final MetricGroup group;
    private final Map<String, Map<Verdict, Counter>> byTenant = new HashMap<>();

    VerdictCounters(MetricGroup operator) {
        this.group = operator.addGroup("weir");
    }

    void count(String tenant, Verdict verdict) {
        byTenant.computeIfAbsent(tenant, t -> new EnumMap<>(Verdict.class))
                .computeIfAbsent(
                        verdict,
                        v -> group.addGroup("tenant", tenant)
                                .counter("alerts_" + v.name().toLowerCase(Locale.ROOT)))
                .inc();
    }

    Counter counter(String name) {
        return group.counter(name);
    }
}
