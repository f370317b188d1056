package io.weir.pipeline.correlate;

import io.weir.core.scope.Candidate;
import io.weir.core.scope.ScopeOutput;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** What may be remediated, among the outputs. */
final class Candidates implements FlatMapFunction<ScopeOutput, Candidate> {
    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(ScopeOutput output, Collector<Candidate> out) {
        if (output.candidate() != null) {
            out.collect(output.candidate());
        }
    }
}
