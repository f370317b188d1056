package io.weir.pipeline.settings;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What both jobs ask of Flink. */
public final class FlinkSetup {
    private static final int CHECKPOINTS_KEPT = 3;
    private static final Duration ALIGNED_FOR = Duration.ofSeconds(10);
    /**
     * How long a buffer may wait to become full. An alert goes through five between Kafka and its incident; with Flink's
     * 100 ms it waited for most of its time there. Under load buffers are full much sooner.
     */
    private static final Duration BUFFERED_FOR = Duration.ofMillis(20);

    private static final int ATTEMPTS = 5;

    private FlinkSetup() {}

    /** The environment that Flink's command line, REST or {@code java -jar} provides, set up. */
    public static StreamExecutionEnvironment environment(EngineSettings engine) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration(engine));
        apply(env, engine);
        return env;
    }

    /** Sets up an environment that exists already. */
    public static void apply(StreamExecutionEnvironment env, EngineSettings engine) {
        env.configure(configuration(engine), FlinkSetup.class.getClassLoader());
        env.setParallelism(engine.parallelism());
    }

    /** The same as a configuration, for whoever builds the environment. */
    public static Configuration configuration(EngineSettings engine) {
        Configuration flink = new Configuration();
        // A type that would fall to Kryo, or an operator without a uid, fails at submit instead of at the next upgrade.
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        flink.set(PipelineOptions.MAX_PARALLELISM, engine.maxParallelism());
        // All stream records are immutable, so chained operators need no copies.
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFERED_FOR);
        state(flink, engine);
        if (engine.checkpointEveryMs() > 0) {
            checkpoints(flink, engine);
        }
        restarts(flink, engine);
        return flink;
    }

    /**
     * What to add for a job that people wait for: it gives up after a few attempts, instead of trying for ever what
     * cannot succeed.
     */
    public static Configuration endingInFailure() {
        Configuration flink = new Configuration();
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, ATTEMPTS);
        return flink;
    }

    private static void state(Configuration flink, EngineSettings engine) {
        flink.set(StateBackendOptions.STATE_BACKEND, engine.stateStore() == StateStore.HEAP ? "hashmap" : "rocksdb");
        flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, engine.stateStore() == StateStore.ROCKSDB);
        if (engine.stateStore() == StateStore.ROCKSDB) {
            flink.set(RocksDBOptions.OPTIONS_FACTORY, RocksDbTuning.class.getName());
            flink.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
        }
        if (engine.checkpointDir() != null) {
            flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
            flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, engine.checkpointDir());
        }
    }

    private static void checkpoints(Configuration flink, EngineSettings engine) {
        Duration every = Duration.ofMillis(engine.checkpointEveryMs());
        flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, every);
        flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, every.dividedBy(2));
        flink.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMillis(engine.checkpointTimeoutMs()));
        flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, CHECKPOINTS_KEPT);
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // A checkpoint that fails is tried again by the next one; restarting the job would only make it later.
        flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 10);
        // Aligned as long as barriers travel quickly; unaligned only under backpressure.
        flink.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
        flink.set(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, ALIGNED_FOR);
    }

    private static void restarts(Configuration flink, EngineSettings engine) {
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofMillis(engine.restartDelayMs()));
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofMillis(EngineSettings.MAX_RESTART_DELAY_MS));
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(10));
    }
}
