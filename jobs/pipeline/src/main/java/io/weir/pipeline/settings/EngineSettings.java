package io.weir.pipeline.settings;

import java.io.Serializable;

/**
 * How Flink runs a job. Times are milliseconds.
 *
 * @param parallelism tasks per operator; null means 1
 * @param maxParallelism key groups; cannot be changed once there is state; null means 128
 * @param checkpointEveryMs time between checkpoints, 0 for none; null means 1 s
 * @param checkpointTimeoutMs a checkpoint that takes longer is given up; null means 2 minutes
 * @param checkpointDir URI of the folder for checkpoints, for example {@code file:///var/lib/weir/checkpoints}; null only
 *     where the cluster's own configuration names one
 * @param stateStore where working state is kept; null means heap
 * @param restartDelayMs pause before the first restart after a failure; grows up to 10 s; null means 1 s
 */
public record EngineSettings(
        Integer parallelism,
        Integer maxParallelism,
        Long checkpointEveryMs,
        Long checkpointTimeoutMs,
        String checkpointDir,
        StateStore stateStore,
        Long restartDelayMs)
        implements Serializable {
    /**
     * The longest pause before a restart. Not longer, for it counts failures of the last ten minutes, and processes that
     * are lost one after the other must not make alerts wait for more than half a minute.
     */
    static final long MAX_RESTART_DELAY_MS = 10_000;

    public EngineSettings {
        parallelism = parallelism == null ? 1 : parallelism;
        maxParallelism = maxParallelism == null ? 128 : maxParallelism;
        checkpointEveryMs = checkpointEveryMs == null ? 1000 : checkpointEveryMs;
        checkpointTimeoutMs = checkpointTimeoutMs == null ? 120_000 : checkpointTimeoutMs;
        stateStore = stateStore == null ? StateStore.HEAP : stateStore;
        restartDelayMs = restartDelayMs == null ? 1000 : restartDelayMs;
        Check.atLeast("engine.parallelism", parallelism, 1);
        Check.atLeast("engine.maxParallelism", maxParallelism, parallelism);
        Check.atLeast("engine.checkpointEveryMs", checkpointEveryMs, 0);
        Check.atLeast("engine.checkpointTimeoutMs", checkpointTimeoutMs, 1);
        Check.atLeast("engine.restartDelayMs", restartDelayMs, 1);
        Check.that(restartDelayMs <= MAX_RESTART_DELAY_MS, "engine.restartDelayMs", "at most " + MAX_RESTART_DELAY_MS);
    }

    /** With every default. */
    public static EngineSettings of(String checkpointDir) {
        return new EngineSettings(null, null, null, null, checkpointDir, null, null);
    }

    /** The same with another parallelism. */
    public EngineSettings withParallelism(int tasks) {
        return new EngineSettings(
                tasks,
                maxParallelism,
                checkpointEveryMs,
                checkpointTimeoutMs,
                checkpointDir,
                stateStore,
                restartDelayMs);
    }

    /** The same with another time between checkpoints. */
    public EngineSettings withCheckpointEvery(long millis) {
        return new EngineSettings(
                parallelism, maxParallelism, millis, checkpointTimeoutMs, checkpointDir, stateStore, restartDelayMs);
    }

    /** The same with another place for working state. */
    public EngineSettings withStateStore(StateStore store) {
        return new EngineSettings(
                parallelism,
                maxParallelism,
                checkpointEveryMs,
                checkpointTimeoutMs,
                checkpointDir,
                store,
                restartDelayMs);
    }
}
