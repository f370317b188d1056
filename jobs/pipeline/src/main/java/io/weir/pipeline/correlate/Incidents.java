package io.weir.pipeline.correlate;

import io.weir.core.scope.ScopeOutput;
import io.weir.schema.Incident;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/**
 * The revisions among the outputs, and how many there are of each kind per tenant: metric
 * {@code weir.tenant.T.incidents_KIND}.
 */
final class Incidents extends RichFlatMapFunction<ScopeOutput, Incident> {
    private static final long serialVersionUID = 1;

    private transient MetricGroup group;
    private transient Map<String, Map<Incident.Kind, Counter>> kinds;

    @Override
    public void open(OpenContext context) {
        group = getRuntimeContext().getMetricGroup().addGroup("weir");
        kinds = new HashMap<>();
    }

    @Override
    public void flatMap(ScopeOutput output, Collector<Incident> out) {
        Incident incident = output.incident();
        if (incident != null) {
            kinds.computeIfAbsent(incident.tenant(), this::begin)
                    .get(incident.kind())
                    .inc();
            out.collect(incident);
        }
    }

    private Map<Incident.Kind, Counter> begin(String tenant) {
        MetricGroup own = group.addGroup("tenant", tenant);
        Map<Incident.Kind, Counter> counters = new EnumMap<>(Incident.Kind.class);
        for (Incident.Kind kind : Incident.Kind.values()) {
            counters.put(kind, own.counter("incidents_" + kind.name().toLowerCase(Locale.ROOT)));
        }
        return counters;
    }
}
