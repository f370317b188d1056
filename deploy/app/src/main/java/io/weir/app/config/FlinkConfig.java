package io.weir.app.config;

import java.time.Duration;

/**
 * How the jobs run.
 *
 * @param webPort of Flink's web interface on 127.0.0.1; 0 picks a free one
 * @param metricsPort of Flink's metrics in Prometheus' text form on 127.0.0.1; 0 picks a free one
 * @param parallelism of each job
 * @param stateBackend where state lives
 * @param checkpointEvery also how long an incident takes to become visible with {@link Guarantee#EXACTLY_ONCE}
 * @param guarantee of what the jobs write to Kafka
 */
public record FlinkConfig(
        int webPort,
        int metricsPort,
        int parallelism,
        StateBackend stateBackend,
        Duration checkpointEvery,
        Guarantee guarantee) {

    /** Where state lives. */
    public enum StateBackend {
        /** On the JVM's heap: fast, for up to some hundred thousand active alerts. */
        HEAP,
        /** In RocksDB: on disk, with incremental checkpoints. */
        ROCKSDB
    }

    /** How often a record is visible to its readers. */
    public enum Guarantee {
        /** Kafka transactions, committed with each checkpoint. */
        EXACTLY_ONCE,
        /** At once, and again after a crash; readers tell repeats by id and revision. */
        AT_LEAST_ONCE
    }
}
