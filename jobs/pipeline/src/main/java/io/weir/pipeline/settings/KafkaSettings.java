package io.weir.pipeline.settings;

import io.weir.schema.Topics;
import java.io.Serializable;
import java.util.Map;
import java.util.Properties;

/**
 * How a job reaches Kafka.
 *
 * @param bootstrap {@code host:port[,host:port…]}
 * @param properties further client properties, for readers and writers alike; a secret in them must be a reference that
 *     Kafka's own {@code config.providers} resolve, for example <code>${env:KAFKA_JAAS}</code>; null means none
 * @param partitions partition counts of topics, to choose how many readers are useful; a topic that is not named counts
 *     as having {@link #readersOf one per task}; null means none named
 * @param consumerGroup consumer group under which offsets are committed, for monitoring only
 * @param transactionalIdPrefix first part of transactional ids; unique per job on one Kafka
 * @param guarantee how often a result may appear; null means exactly once
 * @param transactionTimeoutMs how long an open transaction outlives its job; longer than the longest restart, not above
 *     the broker's {@code transaction.max.timeout.ms}; null means 15 minutes
 * @param startFrom where to begin without a checkpoint; null means earliest
 * @param startAtMs milliseconds since the epoch for {@link StartFrom#TIMESTAMP}, null otherwise
 * @param untilEnd whether to stop at the ends that the topics have when the job starts: a replay
 * @param maxRecordBytes biggest record that is written; null means 8 MiB
 */
public record KafkaSettings(
        String bootstrap,
        Map<String, String> properties,
        Map<String, Integer> partitions,
        String consumerGroup,
        String transactionalIdPrefix,
        Guarantee guarantee,
        Long transactionTimeoutMs,
        StartFrom startFrom,
        Long startAtMs,
        boolean untilEnd,
        Integer maxRecordBytes)
        implements Serializable {
    private static final long DEFAULT_TRANSACTION_TIMEOUT_MS = 15 * 60_000L;
    private static final int DEFAULT_MAX_RECORD_BYTES = 8 << 20;

    public KafkaSettings {
        Check.text("kafka.bootstrap", bootstrap);
        Check.text("kafka.consumerGroup", consumerGroup);
        Check.text("kafka.transactionalIdPrefix", transactionalIdPrefix);
        properties = properties == null ? Map.of() : Map.copyOf(properties);
        properties.forEach(Check::noSecret);
        partitions = partitions == null ? Map.of() : Map.copyOf(partitions);
        partitions.forEach((topic, count) -> {
            Check.that(Topics.all().contains(topic), "kafka.partitions." + topic, "one of " + Topics.all());
            Check.atLeast("kafka.partitions." + topic, count, 1);
        });
        guarantee = guarantee == null ? Guarantee.EXACTLY_ONCE : guarantee;
        transactionTimeoutMs = transactionTimeoutMs == null ? DEFAULT_TRANSACTION_TIMEOUT_MS : transactionTimeoutMs;
        Check.atLeast("kafka.transactionTimeoutMs", transactionTimeoutMs, 1000);
        startFrom = startFrom == null ? StartFrom.EARLIEST : startFrom;
        Check.that(
                (startFrom == StartFrom.TIMESTAMP) == (startAtMs != null),
                "kafka.startAtMs",
                "a time when startFrom is \"timestamp\", and nothing otherwise");
        maxRecordBytes = maxRecordBytes == null ? DEFAULT_MAX_RECORD_BYTES : maxRecordBytes;
        Check.atLeast("kafka.maxRecordBytes", maxRecordBytes, 64 << 10);
    }

    /**
     * With every default.
     *
     * @param job names the consumer group and the transactions, for example {@code weir-correlate}
     */
    public static KafkaSettings of(String bootstrap, String job) {
        return new KafkaSettings(bootstrap, null, null, job, job, null, null, null, null, false, null);
    }

    /** The same with partition counts. */
    public KafkaSettings withPartitions(Map<String, Integer> counts) {
        return new KafkaSettings(
                bootstrap,
                properties,
                counts,
                consumerGroup,
                transactionalIdPrefix,
                guarantee,
                transactionTimeoutMs,
                startFrom,
                startAtMs,
                untilEnd,
                maxRecordBytes);
    }

    /** The same, stopping at the ends that the topics have when the job starts. */
    public KafkaSettings reading(boolean onlyUntilEnd) {
        return new KafkaSettings(
                bootstrap,
                properties,
                partitions,
                consumerGroup,
                transactionalIdPrefix,
                guarantee,
                transactionTimeoutMs,
                startFrom,
                startAtMs,
                onlyUntilEnd,
                maxRecordBytes);
    }

    /** The same with another guarantee. */
    public KafkaSettings withGuarantee(Guarantee other) {
        return new KafkaSettings(
                bootstrap,
                properties,
                partitions,
                consumerGroup,
                transactionalIdPrefix,
                other,
                transactionTimeoutMs,
                startFrom,
                startAtMs,
                untilEnd,
                maxRecordBytes);
    }

    /** How many readers of a topic are useful: more readers than partitions would never see a record, nor a clock. */
    public int readersOf(String topic, int parallelism) {
        return Math.min(parallelism, partitions.getOrDefault(topic, parallelism));
    }

    /** The client properties that readers and writers share, without the bootstrap address. */
    public Properties clientProperties() {
        Properties all = new Properties();
        all.putAll(properties);
        return all;
    }

    /** Does not show the client properties' values. */
    @Override
    public String toString() {
        return "KafkaSettings[bootstrap=" + bootstrap + ", properties=" + properties.keySet() + ", partitions="
                + partitions + ", consumerGroup=" + consumerGroup + ", transactionalIdPrefix=" + transactionalIdPrefix
                + ", guarantee=" + guarantee + ", startFrom=" + startFrom + ", untilEnd=" + untilEnd + "]";
    }
}
