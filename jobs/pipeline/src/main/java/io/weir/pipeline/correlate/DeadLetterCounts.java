package io.weir.pipeline.correlate;

import io.weir.core.decide.Count;
import io.weir.schema.DeadLetter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Observations that could not be read, as counts. One whose tenant nobody can tell counts for {@link #NOBODY}. */
final class DeadLetterCounts extends ProcessFunction<DeadLetter, Count> {
    /** No tenant can have this name. */
    static final String NOBODY = "?";

    private static final long serialVersionUID = 1;

    @Override
    public void processElement(DeadLetter letter, Context context, Collector<Count> out) {
        // one that is late counts for the first minute that is not over, as an alert that is late does
        long at = Math.max(letter.at(), context.timerService().currentWatermark() + 1);
        out.collect(Count.deadLettered(letter.tenant() == null ? NOBODY : letter.tenant(), at));
    }
}
