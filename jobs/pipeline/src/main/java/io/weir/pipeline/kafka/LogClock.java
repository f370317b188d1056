package io.weir.pipeline.kafka;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The log is the clock: a record with timestamp t says that all before t has been seen in its partition. Holds because
 * the topics' timestamps are given by the broker as it appends, so they never fall within a partition.
 *
 * <p>The watermark moves with every record, not in intervals: a quick replay would otherwise meet its end before the
 * first interval, and fire every timer there.
 */
public final class LogClock<T> implements WatermarkStrategy<T> {
    private static final long serialVersionUID = 1L;

    private final long aheadMs;

    /** A clock that shows the time of the newest record. */
    public LogClock() {
        this(0);
    }

    /**
     * A clock that runs ahead of its records: for those that take effect no earlier than so long after their own time, so
     * that nobody need wait for the next record to know what is in force now.
     */
    public LogClock(long aheadMs) {
        this.aheadMs = aheadMs;
    }

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new EveryRecord<>(aheadMs);
    }

    private static final class EveryRecord<T> implements WatermarkGenerator<T> {
        private final long aheadMs;
        private long seenBefore = Long.MIN_VALUE;

        EveryRecord(long aheadMs) {
            this.aheadMs = aheadMs;
        }

        @Override
        public void onEvent(T event, long timestamp, WatermarkOutput output) {
            if (timestamp - 1 + aheadMs > seenBefore) {
                seenBefore = timestamp - 1 + aheadMs;
                output.emitWatermark(new Watermark(seenBefore));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // Only records move this clock.
        }
    }
}
