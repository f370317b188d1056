package io.weir.pipeline.correlate;

import io.weir.core.decide.Count;
import io.weir.schema.Decision;
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
 * {@code weir.tenant.T.decisions_KIND}.
 */
final class Settled extends ProcessFunction<Decision, Count> {
    private static final long serialVersionUID = 1;

    private transient MetricGroup group;
    private transient Map<String, Counter> counters;

    @Override
    public void open(OpenContext context) {
        group = getRuntimeContext().getMetricGroup().addGroup("weir");
        counters = new HashMap<>();
    }

    @Override
    public void processElement(Decision decision, Context context, Collector<Count> out) {
        String kind = decision.kind().name().toLowerCase(Locale.ROOT);
        counters.computeIfAbsent(
                        decision.tenant() + '|' + kind,
                        key -> group.addGroup("tenant", decision.tenant()).counter("decisions_" + kind))
                .inc();
        Count settled = Count.settled(decision);
        if (settled != null) {
            out.collect(settled);
        }
    }
}
