package io.weir.bridge.kafka;

import java.time.Duration;

/**
 * How Weir's topics are created where they do not exist yet.
 *
 * @param partitions of every topic but {@code weir.directives} and {@code weir.control}, which have one
 * @param replication replicas of each partition; -1 leaves it to the brokers
 * @param alertRetention how long alerts are kept, and so how far back a replay can reach
 * @param retention how long incidents, remediations, receipts, decisions and dead letters are kept
 */
public record TopicOptions(int partitions, int replication, Duration alertRetention, Duration retention) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the value that makes no sense
     */
    public TopicOptions {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions: expected at least 1, found " + partitions);
        }
        if (replication != -1 && (replication < 1 || replication > Short.MAX_VALUE)) {
            throw new IllegalArgumentException("replication: expected -1 or at least 1, found " + replication);
        }
    }

    /** Six partitions, the brokers' replication, alerts for a week, the rest for a month. */
    public static TopicOptions defaults() {
        return new TopicOptions(6, -1, Duration.ofDays(7), Duration.ofDays(30));
    }
}
