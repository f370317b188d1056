package io.weir.pipeline.kafka;

import io.weir.pipeline.settings.KafkaHistory;
import io.weir.schema.Topics;
import java.util.Properties;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;

/** A stretch of Weir's topics as sources. Nothing is written, not even offsets. */
public final class TopicHistory {
    /** Each partition is read until a record is so much later than the end, so that all that is due before is done. */
    public static final long BEYOND_MS = 1_000;

    private TopicHistory() {}

    /**
     * Alerts and ticks from the beginning of the stretch to a second beyond {@code toMs}; without an end when that is
     * {@link Long#MAX_VALUE}.
     */
    public static Source<LogRecord, ?, ?> alerts(KafkaHistory kafka, long toMs) {
        return source(kafka, Topics.ALERTS, HistoryOffsets.from(kafka.fromMs()), toMs);
    }

    /** Directives and ticks from the beginning of the topic: what was published long ago may still be in force. */
    public static Source<LogRecord, ?, ?> directives(KafkaHistory kafka, long toMs) {
        return source(kafka, Topics.DIRECTIVES, HistoryOffsets.beginning(), toMs);
    }

    private static Source<LogRecord, ?, ?> source(KafkaHistory kafka, String topic, HistoryOffsets from, long toMs) {
        Properties properties = kafka.consumerProperties();
        properties.setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false");
        KafkaSourceBuilder<LogRecord> source = KafkaSource.<LogRecord>builder()
                .setProperties(properties)
                .setBootstrapServers(kafka.bootstrap())
                .setGroupId(kafka.consumerGroup())
                .setClientIdPrefix(kafka.consumerGroup() + "-" + topic)
                .setTopics(topic)
                .setStartingOffsets(from)
                .setDeserializer(new RawRecords());
        if (toMs == Long.MAX_VALUE) {
            return source.build();
        }
        return new EndingSource(
                source.setBounded(HistoryOffsets.through(toMs + BEYOND_MS)).build());
    }
}
