package io.weir.pipeline.correlate;

import io.weir.core.decide.Count;
import io.weir.schema.Decision;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * What the decisions settle, and how many there are of each kind per tenant: metric
 * {@code weir.tenant.T.decisions_KIND}. Alerts that are kept back count by reason, too:
 * {@code weir.tenant.T.reason.R.alerts_kept_back}, where a reason is one of the stable words of {@link Decision}.
 */
final class Settled extends ProcessFunction<Decision, Count> {
    private static final long serialVersionUID = 1;

    private transient MetricGroup group;
    private transient Map<String, Map<Decision.Kind, Counter>> kinds;
    private transient Map<String, Map<String, Counter>> reasons;

    @Override
    public void open(OpenContext context) {
        group = getRuntimeContext().getMetricGroup().addGroup("weir");
        kinds = new HashMap<>();
        reasons = new HashMap<>();
    }

    @Override
    public void processElement(Decision decision, Context context, Collector<Count> out) {
        kinds.computeIfAbsent(decision.tenant(), this::begin)
                .get(decision.kind())
                .inc();
        Count settled = Count.settled(decision);
        if (settled != null) {
            if (settled.held()) {
                keptBack(decision.tenant(), settled.word());
            }
            out.collect(settled);
        }
    }

    private Map<Decision.Kind, Counter> begin(String tenant) {
        MetricGroup own = group.addGroup("tenant", tenant);
        Map<Decision.Kind, Counter> counters = new EnumMap<>(Decision.Kind.class);
        for (Decision.Kind kind : Decision.Kind.values()) {
            counters.put(kind, own.counter("decisions_" + kind.name().toLowerCase(Locale.ROOT)));
        }
        return counters;
    }

    private void keptBack(String tenant, String reason) {
        reasons.computeIfAbsent(tenant, t -> new HashMap<>())
                .computeIfAbsent(
                        reason,
                        r -> group.addGroup("tenant", tenant)
                                .addGroup("reason", r)
                                .counter("alerts_kept_back"))
                .inc();
    }
}
