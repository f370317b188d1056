package io.weir.pipeline.kafka;

import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.schema.Alert;
import io.weir.schema.Directive;
import io.weir.schema.Incident;
import io.weir.schema.Remediation;
import io.weir.schema.Retry;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
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
                alerts(),
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
                directives(),
                DirectiveInput.class);
    }

    /** Alerts of one partition from another source than Kafka, read by one reader; {@code word} names its operators. */
    public static Feed<Alert> alerts(StreamExecutionEnvironment env, Source<LogRecord, ?, ?> partition, String word) {
        return feed(env, partition, word, 1, recorded(), alerts(), Alert.class);
    }

    /** Directives and ticks from another source than Kafka, read by one reader; {@code word} names its operators. */
    public static Feed<DirectiveInput> directives(
            StreamExecutionEnvironment env, Source<LogRecord, ?, ?> partition, String word) {
        return feed(env, partition, word, 1, recorded(), directives(), DirectiveInput.class);
    }

    private static Decode<Alert, Alert> alerts() {
        return new Decode<>(() -> Wire.ALERT, (alert, time) -> Complete.alert(alert), CORRELATE);
    }

    private static Decode<Directive, DirectiveInput> directives() {
        return new Decode<>(
                () -> Wire.DIRECTIVE,
                (directive, time) -> new DirectiveInput(Complete.directive(directive), time),
                CORRELATE);
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

    /** Dead letters that are to be tried again; no watermarks. */
    public static Feed<Retry> retries(StreamExecutionEnvironment env, DeliverSettings settings) {
        return feed(
                env,
                new Topic(
                        Topics.RETRIES,
                        DELIVER,
                        settings.kafka(),
                        settings.engine().parallelism()),
                WatermarkStrategy.noWatermarks(),
                new Decode<>(() -> Wire.RETRY, (retry, time) -> Complete.retry(retry), DELIVER),
                Retry.class);
    }

    /**
     * Downtimes; no watermarks. Read from the beginning when there is no checkpoint, whatever else is: the topic keeps the
     * newest of everything, and a downtime that was asked for last year may begin tomorrow.
     */
    public static Feed<Directive> downtimes(StreamExecutionEnvironment env, DeliverSettings settings) {
        Topic topic = new Topic(Topics.DIRECTIVES, DELIVER, settings.kafka(), 1);
        return feed(
                env,
                source(settings.kafka(), Topics.DIRECTIVES, OffsetsInitializer.earliest()),
                topic.word(),
                topic.readers(),
                WatermarkStrategy.noWatermarks(),
                new Decode<>(() -> Wire.DIRECTIVE, (directive, time) -> downtime(directive), DELIVER),
                Directive.class);
    }

    private static Directive downtime(Directive directive) {
        return directive == null || directive.kind() != Directive.Kind.DOWNTIME ? null : Complete.directive(directive);
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
        return feed(env, source(topic.kafka(), topic.name()), topic.word(), topic.readers(), watermarks, decode, type);
    }

    private static <T, O> Feed<O> feed(
            StreamExecutionEnvironment env,
            Source<LogRecord, ?, ?> source,
            String word,
            int readers,
            WatermarkStrategy<LogRecord> watermarks,
            Decode<T, O> decode,
            Class<O> type) {
        SingleOutputStreamOperator<O> records = env.fromSource(source, watermarks, word)
                .uid(word + "-source")
                .setParallelism(readers)
                .process(decode)
                .returns(type)
                .name("decode " + word)
                .uid(word + "-decode")
                .setParallelism(readers);
        return new Feed<>(records, records.getSideOutput(DeadLetters.TAG));
    }

    private static WatermarkStrategy<LogRecord> clock(CorrelateSettings settings) {
        return new LogClock<LogRecord>().withIdleness(Duration.ofMillis(settings.idleAfterMs()));
    }

    /** Other sources than Kafka's do not tell Flink the time of a record. */
    private static WatermarkStrategy<LogRecord> recorded() {
        return new LogClock<LogRecord>().withTimestampAssigner((record, unknown) -> record.time());
    }

    static KafkaSource<LogRecord> source(KafkaSettings kafka, String topic) {
        return source(kafka, topic, start(kafka));
    }

    private static KafkaSource<LogRecord> source(KafkaSettings kafka, String topic, OffsetsInitializer start) {
        Properties properties = kafka.clientProperties();
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        KafkaSourceBuilder<LogRecord> builder = KafkaSource.<LogRecord>builder()
                .setProperties(properties)
                .setBootstrapServers(kafka.bootstrap())
                .setGroupId(kafka.consumerGroup())
                .setClientIdPrefix(kafka.consumerGroup() + "-" + topic)
                .setTopics(topic)
                .setStartingOffsets(start)
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
