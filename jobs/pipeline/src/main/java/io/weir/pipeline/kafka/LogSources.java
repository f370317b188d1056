package io.weir.pipeline.kafka;

import io.weir.pipeline.settings.CorrelateSettings;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.KafkaSettings;
import io.weir.pipeline.types.CompactTypes;
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
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
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
                clock(settings, 0),
                alerts(),
                CompactTypes.ALERT);
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
                clock(settings, settings.directiveLeadMs()),
                directives(),
                TypeInformation.of(DirectiveInput.class));
    }

    /**
     * The records of a log as it was once, with their own times; the clock moves with each of them.
     *
     * @param word names its operators
     * @param readers more than there are partitions would never see a record, and end at once
     */
    public static SingleOutputStreamOperator<LogRecord> recorded(
            StreamExecutionEnvironment env, Source<LogRecord, ?, ?> source, String word, int readers) {
        // sources other than Kafka's do not tell Flink the time of a record
        return env.fromSource(
                        source,
                        new LogClock<LogRecord>().withTimestampAssigner((record, unknown) -> record.time()),
                        word)
                .uid(word + "-source")
                .setParallelism(readers);
    }

    /** Alerts among the records of a recorded log; {@code word} names the operator. */
    public static Feed<Alert> alerts(DataStream<LogRecord> records, String word) {
        return decoded(records, word, alertsOfReplay(), CompactTypes.ALERT);
    }

    /** Directives and ticks among the records of a recorded log; {@code word} names the operator. */
    public static Feed<DirectiveInput> directives(DataStream<LogRecord> records, String word) {
        return decoded(records, word, directives(), TypeInformation.of(DirectiveInput.class));
    }

    private static Decode<Alert, Alert> alerts() {
        return new Decode<>(() -> Wire.ALERT, (alert, raw) -> Complete.alert(alert), CORRELATE);
    }

    /** Without traces: they tell of the requests of then, and a capture of the same log has none. */
    private static Decode<Alert, Alert> alertsOfReplay() {
        return new Decode<>(
                () -> Wire.ALERT,
                (alert, raw) -> alert == null ? null : Complete.alert(alert).traced(null),
                CORRELATE);
    }

    private static Decode<Directive, DirectiveInput> directives() {
        return new Decode<>(
                () -> Wire.DIRECTIVE,
                (directive, raw) -> new DirectiveInput(Complete.directive(directive), raw.time()),
                CORRELATE);
    }

    /** Incident revisions that were decided live; no watermarks, the world outside runs on the wall clock. */
    public static Feed<DecidedRevision> incidents(StreamExecutionEnvironment env, DeliverSettings settings) {
        return feed(
                env,
                new Topic(
                        Topics.INCIDENTS,
                        DELIVER,
                        settings.kafka(),
                        settings.engine().parallelism()),
                WatermarkStrategy.noWatermarks(),
                new Decode<>(() -> Wire.INCIDENT, LogSources::decided, DELIVER),
                TypeInformation.of(DecidedRevision.class));
    }

    private static DecidedRevision decided(Incident incident, LogRecord raw) {
        return incident == null
                ? null
                : DecidedRevision.of(LiveMark.required(Complete.incident(incident)), raw.value());
    }

    /** Remediation decisions that were taken live; no watermarks. */
    public static Feed<Remediation> remediations(StreamExecutionEnvironment env, DeliverSettings settings) {
        return feed(
                env,
                new Topic(
                        Topics.REMEDIATIONS,
                        DELIVER,
                        settings.kafka(),
                        settings.engine().parallelism()),
                WatermarkStrategy.noWatermarks(),
                new Decode<>(
                        () -> Wire.REMEDIATION,
                        (remediation, raw) -> LiveMark.required(Complete.remediation(remediation)),
                        DELIVER),
                TypeInformation.of(Remediation.class));
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
                new Decode<>(() -> Wire.RETRY, (retry, raw) -> LiveMark.required(Complete.retry(retry)), DELIVER),
                TypeInformation.of(Retry.class));
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
                new Decode<>(() -> Wire.DIRECTIVE, (directive, raw) -> downtime(directive), DELIVER),
                TypeInformation.of(Directive.class));
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
            TypeInformation<O> type) {
        return feed(env, source(topic.kafka(), topic.name()), topic.word(), topic.readers(), watermarks, decode, type);
    }

    private static <T, O> Feed<O> feed(
            StreamExecutionEnvironment env,
            Source<LogRecord, ?, ?> source,
            String word,
            int readers,
            WatermarkStrategy<LogRecord> watermarks,
            Decode<T, O> decode,
            TypeInformation<O> type) {
        return decoded(
                env.fromSource(source, watermarks, word).uid(word + "-source").setParallelism(readers),
                word,
                decode,
                type);
    }

    /** As many decoders as readers, so that the records of a partition keep their order. */
    private static <T, O> Feed<O> decoded(
            DataStream<LogRecord> raw, String word, Decode<T, O> decode, TypeInformation<O> type) {
        SingleOutputStreamOperator<O> records = raw.process(decode)
                .returns(type)
                .name("decode " + word)
                .uid(word + "-decode")
                .setParallelism(raw.getParallelism());
        return new Feed<>(records, records.getSideOutput(DeadLetters.TAG), records.getSideOutput(Folds.TAG));
    }

    private static WatermarkStrategy<LogRecord> clock(CorrelateSettings settings, long aheadMs) {
        return new LogClock<LogRecord>(aheadMs).withIdleness(Duration.ofMillis(settings.idleAfterMs()));
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
