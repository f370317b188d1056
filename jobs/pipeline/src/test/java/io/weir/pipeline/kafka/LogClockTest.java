package io.weir.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class LogClockTest {
    private final List<Long> told = new ArrayList<>();
    private final WatermarkGenerator<String> clock = new LogClock<String>().createWatermarkGenerator(null);
    private final WatermarkOutput output = new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
            told.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            throw new AssertionError("idleness is not its business");
        }

        @Override
        public void markActive() {
            throw new AssertionError("idleness is not its business");
        }
    };

    @Test
    void movesWithEveryRecordAndNeverBack() {
        for (long time : new long[] {100, 100, 99, 101, 150}) {
            clock.onEvent("r", time, output);
            clock.onPeriodicEmit(output);
        }
        assertThat(told).containsExactly(99L, 100L, 149L);
    }
}
