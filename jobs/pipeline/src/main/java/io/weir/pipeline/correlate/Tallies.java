package io.weir.pipeline.correlate;

import io.weir.core.decide.Count;
import io.weir.schema.DeadLetter;
import io.weir.schema.Decision;
import io.weir.schema.Fold;
import io.weir.schema.Tally;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The account of what was received. Every observation is counted once, where its fate is decided: by Track, or for a
 * start by the decision that takes it up, or as a dead letter.
 */
final class Tallies {
    private Tallies() {}

    /**
     * The tallies of all tenants.
     *
     * @param observed what Track made of each observation
     * @param placed the decisions that take up what started
     * @param unreadable null when there are none
     * @param folds repeats that were not written one by one; null when there are none
     */
    static DataStream<Tally> of(
            DataStream<Count> observed,
            DataStream<Decision> placed,
            DataStream<DeadLetter> unreadable,
            DataStream<Fold> folds) {
        DataStream<Count> counts = observed.transform(
                        "add up counts", TypeInformation.of(Count.class), new CountBundles())
                .uid("tally-counts")
                .union(placed.process(new Settled())
                        .returns(Count.class)
                        .name("count what is settled")
                        .uid("tally-settled"));
        if (unreadable != null) {
            counts = counts.union(unreadable
                    .process(new DeadLetterCounts())
                    .returns(Count.class)
                    .name("count dead letters")
                    .uid("tally-dead-letters"));
        }
        if (folds != null) {
            counts = counts.union(folds.process(new FoldCounts())
                    .returns(Count.class)
                    .name("count folded repeats")
                    .uid("tally-folds"));
        }
        return counts.keyBy(Count::tenant)
                .transform("tally", TypeInformation.of(Tally.class), new TallyOperator())
                .uid("tally");
    }
}
