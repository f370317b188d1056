package io.weir.app.flink;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job that counts in keyed state, and lets the test see from where to where each of its runs counted. */
final class CountingJob {
    private static final Map<String, AtomicLong> LOWEST = new ConcurrentHashMap<>();
    private static final Map<String, AtomicLong> HIGHEST = new ConcurrentHashMap<>();

    private CountingJob() {}

    static AtomicLong lowest(String run) {
        return LOWEST.computeIfAbsent(run, name -> new AtomicLong(Long.MAX_VALUE));
    }

    static AtomicLong highest(String run) {
        return HIGHEST.computeIfAbsent(run, name -> new AtomicLong());
    }

    static Consumer<StreamExecutionEnvironment> counting(String run) {
        return environment -> ticks(environment)
                .keyBy(tick -> "key")
                .map(new Counter(run))
                .uid("counter")
                .sinkTo(new DiscardingSink<>())
                .uid("end");
    }

    static Consumer<StreamExecutionEnvironment> failing(String message) {
        MapFunction<Long, Long> failure = tick -> {
            throw new IllegalStateException(message);
        };
        return environment -> ticks(environment)
                .map(failure)
                .uid("failure")
                .sinkTo(new DiscardingSink<>())
                .uid("end");
    }

    private static DataStreamSource<Long> ticks(StreamExecutionEnvironment environment) {
        return environment.fromSource(
                new DataGeneratorSource<>(
                        index -> index, Long.MAX_VALUE, RateLimiterStrategy.perSecond(200), Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "ticks");
    }

    private static final class Counter extends RichMapFunction<Long, Long> {
        private final String run;
        private transient ValueState<Long> count;

        Counter(String run) {
            this.run = run;
        }

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public Long map(Long tick) throws Exception {
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            count.update(now);
            lowest(run).accumulateAndGet(now, Math::min);
            highest(run).accumulateAndGet(now, Math::max);
            return now;
        }
    }
}
