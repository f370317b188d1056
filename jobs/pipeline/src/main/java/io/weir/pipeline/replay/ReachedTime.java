package io.weir.pipeline.replay;

import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;

/** How far a reader is; of several readers that of the slowest one. One that has read nothing does not count. */
public final class ReachedTime implements SimpleAccumulator<Long> {
    private static final long serialVersionUID = 1L;

    private long reached = Long.MAX_VALUE;

    /**
     * Takes note of a record.
     *
     * @param watermark of the reader: its slowest partition; {@link Long#MIN_VALUE} before there is one
     * @param time of the record, milliseconds since the epoch
     */
    void reach(long watermark, long time) {
        if (watermark != Long.MIN_VALUE) {
            reached = watermark;
        } else if (reached == Long.MAX_VALUE) {
            reached = time;
        }
    }

    @Override
    public void add(Long time) {
        reached = Math.min(reached, time);
    }

    @Override
    public Long getLocalValue() {
        return reached;
    }

    @Override
    public void resetLocal() {
        reached = Long.MAX_VALUE;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
        reached = Math.min(reached, other.getLocalValue());
    }

    @Override
    public Accumulator<Long, Long> clone() {
        ReachedTime copy = new ReachedTime();
        copy.reached = reached;
        return copy;
    }
}
