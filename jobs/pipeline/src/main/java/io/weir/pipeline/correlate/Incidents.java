package io.weir.pipeline.correlate;

import io.weir.core.scope.ScopeOutput;
import io.weir.schema.Incident;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** The revisions among the outputs. */
final class Incidents implements FlatMapFunction<ScopeOutput, Incident> {
    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(ScopeOutput output, Collector<Incident> out) {
        if (output.incident() != null) {
            out.collect(output.incident());
        }
    }
}
