package io.weir.app.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How the jobs run.
 *
 * @param webPort of Flink's web interface on 127.0.0.1; 0 picks a free one
 * @param metricsPort of Flink's metrics in Prometheus' text form on 127.0.0.1; 0 picks a free one
 * @param parallelism of each job
 * @param stateBackend where state lives; empty for RocksDB, unless there is state on disk that the heap wrote
 * @param checkpointEvery also how long an incident takes to become visible with {@link Guarantee#EXACTLY_ONCE}
 * @param guarantee of what the jobs write to Kafka
 */
public record FlinkConfig(
        int webPort,
        int metricsPort,
        int parallelism,
        Optional<StateBackend> stateBackend,
        Duration checkpointEvery,
        Guarantee guarantee) {

    /** Where state lives. */
    public enum StateBackend {
        /** On the JVM's heap, written whole with each checkpoint: for up to some thousand active alerts. */
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
