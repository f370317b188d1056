package io.weir.pipeline.kafka;

import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.Alert;
import io.weir.schema.Incident;
import io.weir.schema.Remediation;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Weir's topics as streams. Only committed records are read; offsets live in checkpoints. */
public final class LogSources {
    private static final String CORRELATE = "correlate";
    private static final String DELIVER = "deliver";

    private LogSources() {}

    /** Alerts; ticks have moved the watermark and are gone. */
    public static Feed<Alert> alerts(StreamExecutionEnvironment env, CorrelateSettings settings) {
        return feed(
                env,
                new Topic(
                        Topics.ALERTS,
                        CORRELATE,
                        settings.kafka(),
                        settings.engine().parallelism()),
                clock(settings),
                new Decode<>(() -> Wire.ALERT, (alert, time) -> Complete.alert(alert), CORRELATE),
                Alert.class);
    }

    /** Directives and ticks: whoever obeys directives has to know how far they are read. */
    public static Feed<DirectiveInput> directives(StreamExecutionEnvironment env, CorrelateSettings settings) {
        return feed(
                env,
                new Topic(
                        Topics.DIRECTIVES,
                        CORRELATE,
                        settings.kafka(),
                        settings.engine().parallelism()),
                clock(settings),
                new Decode<>(
                        () -> Wire.DIRECTIVE,
                        (directive, time) -> new DirectiveInput(Complete.directive(directive), time),
                        CORRELATE),
                DirectiveInput.class);
    }

    /** Incident revisions; no watermarks, the world outside runs on the wall clock. */
    public static Feed<Incident> incidents(StreamExecutionEnvironment env, DeliverSettings settings) {
        return feed(
                env,
                new Topic(
                        Topics.INCIDENTS,
                        DELIVER,
                        settings.kafka(),
                        settings.engine().parallelism()),
                WatermarkStrategy.noWatermarks(),
                new Decode<>(() -> Wire.INCIDENT, (incident, time) -> Complete.incident(incident), DELIVER),
                Incident.class);
    }

    /** Remediation decisions; no watermarks. */
    public static Feed<Remediation> remediations(StreamExecutionEnvironment env, DeliverSettings settings) {
        return feed(
                env,
                new Topic(
                        Topics.REMEDIATIONS,
                        DELIVER,
                        settings.kafka(),
                        settings.engine().parallelism()),
                WatermarkStrategy.noWatermarks(),
                new Decode<>(() -> Wire.REMEDIATION, (remediation, time) -> Complete.remediation(remediation), DELIVER),
                Remediation.class);
    }

    private record Topic(String name, String stage, KafkaSettings kafka, int parallelism) {
        /** The word that names its operators. */
        String word() {
            return name.substring(name.indexOf('.') + 1);
        }

        int readers() {
            return kafka.readersOf(name, parallelism);
        }
    }

    private static <T, O> Feed<O> feed(
            StreamExecutionEnvironment env,
            Topic topic,
            WatermarkStrategy<LogRecord> watermarks,
            Decode<T, O> decode,
            Class<O> type) {
        SingleOutputStreamOperator<O> records = env.fromSource(
                        source(topic.kafka(), topic.name()), watermarks, topic.word())
                .uid(topic.word() + "-source")
                .setParallelism(topic.readers())
                .process(decode)
                .returns(type)
                .name("decode " + topic.word())
                .uid(topic.word() + "-decode")
                .setParallelism(topic.readers());
        return new Feed<>(records, records.getSideOutput(DeadLetters.TAG));
    }

    private static WatermarkStrategy<LogRecord> clock(CorrelateSettings settings) {
        return new LogClock<LogRecord>().withIdleness(Duration.ofMillis(settings.idleAfterMs()));
    }

    static KafkaSource<LogRecord> source(KafkaSettings kafka, String topic) {
        Properties properties = kafka.clientProperties();
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        KafkaSourceBuilder<LogRecord> builder = KafkaSource.<LogRecord>builder()
                .setProperties(properties)
                .setBootstrapServers(kafka.bootstrap())
                .setGroupId(kafka.consumerGroup())
                .setClientIdPrefix(kafka.consumerGroup() + "-" + topic)
                .setTopics(topic)
                .setStartingOffsets(start(kafka))
                .setDeserializer(new RawRecords());
        return kafka.untilEnd()
                ? builder.setBounded(OffsetsInitializer.latest()).build()
                : builder.build();
    }

    @SuppressWarnings("deprecation") // the connector's own signature
    private static OffsetsInitializer start(KafkaSettings kafka) {
        return switch (kafka.startFrom()) {
            case EARLIEST -> OffsetsInitializer.earliest();
            case TIMESTAMP -> OffsetsInitializer.timestamp(kafka.startAtMs());
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
        };
    }
}
