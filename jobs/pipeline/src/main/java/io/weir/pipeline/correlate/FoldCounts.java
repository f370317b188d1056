package io.weir.pipeline.correlate;

import io.weir.core.decide.Count;
import io.weir.schema.Fold;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Repeats that a bridge folded, as counts: received, and known already. */
final class FoldCounts extends ProcessFunction<Fold, Count> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(Fold fold, Context context, Collector<Count> out) {
        // one that is late counts for the first minute that is not over, as an alert that is late does
        long at = Math.max(context.timestamp(), context.timerService().currentWatermark() + 1);
        out.collect(Count.folded(fold.tenant(), at, fold.repeats()));
    }
}
