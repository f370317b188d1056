package io.weir.pipeline.kafka;

import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a clock tick into every partition of the alerts and directives now and then, so that time goes on in the log
 * itself while no bridge runs. The log stays the only clock: a replay reads the same ticks and sees the same time.
 */
public final class LogTicker {
    private LogTicker() {}

    /** Adds the ticker to a job that runs live; adds nothing to a replay, or when {@code tickEveryMs} is 0. */
    public static void define(StreamExecutionEnvironment env, CorrelateSettings settings) {
        if (settings.kafka().untilEnd() || settings.tickEveryMs() == 0) {
            return;
        }
        DataGeneratorSource<Long> rounds = new DataGeneratorSource<>(
                round -> round,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(1000.0 / settings.tickEveryMs()),
                Types.LONG);
        env.fromSource(rounds, WatermarkStrategy.noWatermarks(), "clock rounds")
                .uid("ticker-source")
                .setParallelism(1)
                .flatMap(new TickFanOut(settings.kafka()))
                .returns(PartitionTick.class)
                .name("a tick per partition")
                .uid("ticker-fan-out")
                .setParallelism(1)
                // Without transactions: a tick is for now, and open transactions would hide alerts behind them.
                .sinkTo(LogSinks.builder(settings.kafka(), new TickRecords())
                        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                        .build())
                .name("tick sink")
                .uid("ticker-sink")
                .setParallelism(1);
    }

    private static final class TickRecords implements KafkaRecordSerializationSchema<PartitionTick> {
        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(PartitionTick tick, KafkaSinkContext context, Long timestamp) {
            byte[] key =
                    tick.topic().equals(Topics.DIRECTIVES) ? Topics.TICK_KEY.getBytes(StandardCharsets.UTF_8) : null;
            return new ProducerRecord<>(tick.topic(), tick.partition(), key, Wire.tick());
        }
    }
}
