package io.weir.pipeline.correlate;

import io.weir.core.scope.ScopeOutput;
import io.weir.schema.Decision;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** What was decided and why, among the outputs. */
final class Decisions implements FlatMapFunction<ScopeOutput, Decision> {
    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(ScopeOutput output, Collector<Decision> out) {
        if (output.decision() != null) {
            out.collect(output.decision());
        }
    }
}
