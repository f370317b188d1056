package io.weir.app.bench.flink;

import io.weir.pipeline.kafka.LogSinks;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.pipeline.types.CompactTypes;
import io.weir.schema.Alert;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** What the correlate job is compared with: less and less of what it has to do. All write to {@link #TOPIC}. */
final class FloorJobs {
    /** Where they write. */
    static final String TOPIC = "bench.floor";

    private FloorJobs() {}

    static void identity(StreamExecutionEnvironment env, KafkaSettings kafka) {
        write(read(env, kafka), kafka);
    }

    static void parse(StreamExecutionEnvironment env, KafkaSettings kafka) {
        write(written(alerts(env, kafka)), kafka);
    }

    static void keyed(StreamExecutionEnvironment env, KafkaSettings kafka) {
        write(
                written(alerts(env, kafka)
                        .keyBy(alert -> Topics.key(alert.tenant(), alert.fingerprint()))
                        .process(new KeepChanges())
                        .returns(CompactTypes.ALERT)
                        .name("keep changes")
                        .uid("keep-changes")),
                kafka);
    }

    private static DataStream<Alert> alerts(StreamExecutionEnvironment env, KafkaSettings kafka) {
        return read(env, kafka)
                .flatMap((byte[] bytes, org.apache.flink.util.Collector<Alert> out) -> {
                    if (!Wire.isTick(bytes) && !Wire.isFold(bytes)) {
                        out.collect(Wire.ALERT.read(bytes));
                    }
                })
                .returns(CompactTypes.ALERT)
                .name("parse")
                .uid("parse");
    }

    private static DataStream<byte[]> written(DataStream<Alert> alerts) {
        return alerts.map(alert -> Wire.ALERT.write(alert))
                .returns(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
                .name("serialise")
                .uid("serialise");
    }

    private static DataStream<byte[]> read(StreamExecutionEnvironment env, KafkaSettings kafka) {
        Properties properties = kafka.clientProperties();
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        KafkaSource<byte[]> source = KafkaSource.<byte[]>builder()
                .setProperties(properties)
                .setBootstrapServers(kafka.bootstrap())
                .setGroupId(kafka.consumerGroup())
                .setTopics(Topics.ALERTS)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new Bytes())
                .build();
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "alerts")
                .uid("alerts");
    }

    private static void write(DataStream<byte[]> stream, KafkaSettings kafka) {
        stream.sinkTo(LogSinks.sink(
                        kafka,
                        "floor",
                        KafkaRecordSerializationSchema.<byte[]>builder()
                                .setTopic(TOPIC)
                                .setValueSerializationSchema(new AsTheyAre())
                                .build()))
                .name("floor sink")
                .uid("floor-sink");
    }

    private static final class AsTheyAre implements SerializationSchema<byte[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public byte[] serialize(byte[] bytes) {
            return bytes;
        }
    }

    private static final class Bytes extends AbstractDeserializationSchema<byte[]> {
        private static final long serialVersionUID = 1L;

        Bytes() {
            super(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
        }

        @Override
        public byte[] deserialize(byte[] message) throws IOException {
            return message;
        }
    }
}
