package io.weir.app.replay;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.flink.RestorePoint;
import io.weir.app.flink.RootCause;
import io.weir.pipeline.ReplayJob;
import io.weir.pipeline.replay.ReplaySettings;
import io.weir.pipeline.replay.ReplayTopology;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.FlinkSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs replays in this JVM, one after the other; one that was stopped goes on from its newest checkpoint. */
final class ReplayEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayEngine.class);
    private static final long CHECKPOINT_EVERY_MS = 10_000;
    private static final long TELL_EVERY_MS = 500;
    private static final int NETWORK_MB = 128;

    private final MiniCluster flink;
    private final int parallelism;
    private final CompletableFuture<Void> stop;
    private final Progress.Listener listener;

    private ReplayEngine(MiniCluster flink, int parallelism, CompletableFuture<Void> stop, Progress.Listener listener) {
        this.flink = flink;
        this.parallelism = parallelism;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Starts a Flink.
     *
     * @param parallelism tasks per operator
     * @param stop completes when the user wants it to end
     */
    static ReplayEngine start(int parallelism, CompletableFuture<Void> stop, Progress.Listener listener) {
        return start(1, parallelism, stop, listener);
    }

    /** The same with room for several jobs at once. */
    static ReplayEngine start(int jobs, int parallelism, CompletableFuture<Void> stop, Progress.Listener listener) {
        Configuration cluster = new Configuration();
        cluster.setString("taskmanager.memory.managed.size", "32mb");
        // buffers grow with the square of the parallelism
        String network = NETWORK_MB + jobs * parallelism * parallelism / 2 + "mb";
        cluster.setString("taskmanager.memory.network.min", network);
        cluster.setString("taskmanager.memory.network.max", network);
        // counts travel with heartbeats
        cluster.setString("heartbeat.interval", "500ms");
        MiniCluster flink = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(cluster)
                .setCommonBindAddress("127.0.0.1")
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(jobs * parallelism)
                .withRandomPorts()
                .build());
        try {
            flink.start();
        } catch (Exception e) {
            flink.closeAsync().join();
            throw new IllegalStateException("Flink did not start: " + e.getMessage(), e);
        }
        return new ReplayEngine(flink, parallelism, stop, listener);
    }

    /**
     * Runs one to its end.
     *
     * @param meter of this run
     * @return how far it got: to the end
     * @throws CommandFailure when it was stopped
     * @throws IllegalStateException when it fails
     */
    Progress run(ReplaySettings settings, Path checkpoints, ReplayMeter meter) throws InterruptedException {
        try {
            Files.createDirectories(checkpoints);
            JobGraph job = job(settings, checkpoints);
            JobID id = flink.submitJob(job).get().getJobID();
            CompletableFuture<JobResult> result = flink.requestJobResult(id);
            while (!result.isDone()) {
                try {
                    CompletableFuture.anyOf(result, stop).get(TELL_EVERY_MS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    Progress progress = meter.read(counts(id), System.nanoTime());
                    listener.told(progress);
                    if (progress.isAtEnd()) {
                        // the last results wait for a checkpoint, and the next one by itself may be seconds away
                        var unused = flink.triggerCheckpoint(id, CheckpointType.DEFAULT);
                    }
                }
                if (stop.isDone() && !result.isDone()) {
                    flink.cancelJob(id).get();
                    throw new CommandFailure(ExitCode.FAILED, "stopped; --resume goes on from here");
                }
            }
            Progress end = meter.read(
                    new HashMap<>(result.get()
                            .toJobExecutionResult(ReplayEngine.class.getClassLoader())
                            .getAllAccumulatorResults()),
                    System.nanoTime());
            listener.told(end);
            return end;
        } catch (ExecutionException | IOException | JobExecutionException e) {
            throw new IllegalStateException("the replay failed: " + RootCause.of(e), e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the replay ended with what this Weir does not know", e);
        }
    }

    /**
     * Runs what has no end, side by side, until it is to stop. What was written since the last checkpoint is written
     * again by whoever goes on.
     *
     * @param told called twice a second, with new counts in all of them
     * @throws IllegalStateException when one fails for good
     */
    void follow(List<Following> all, Runnable told) throws InterruptedException {
        List<CompletableFuture<JobResult>> ends = new ArrayList<>();
        try {
            for (Following one : all) {
                Files.createDirectories(one.checkpoints());
                one.submitted(flink.submitJob(job(one.settings(), one.checkpoints()))
                        .get()
                        .getJobID());
                ends.add(flink.requestJobResult(one.id()));
            }
            CompletableFuture<Object> end = CompletableFuture.anyOf(ends.toArray(CompletableFuture<?>[]::new));
            while (!stop.isDone() && !end.isDone()) {
                try {
                    CompletableFuture.anyOf(end, stop).get(TELL_EVERY_MS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    for (Following one : all) {
                        one.saw(counts(one.id()), checkpointAt(one.id()), System.currentTimeMillis());
                    }
                    told.run();
                }
            }
            for (CompletableFuture<JobResult> each : ends) {
                if (each.isDone()) {
                    each.get().toJobExecutionResult(ReplayEngine.class.getClassLoader());
                }
            }
            for (Following one : all) {
                flink.cancelJob(one.id()).get();
            }
        } catch (ExecutionException | IOException | JobExecutionException e) {
            throw new IllegalStateException("the job failed: " + RootCause.of(e), e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the job ended with what this Weir does not know", e);
        }
    }

    /** When the newest complete checkpoint began, milliseconds since the epoch; 0 when there is none. */
    private long checkpointAt(JobID id) throws InterruptedException {
        try {
            CheckpointStatsSnapshot checkpoints =
                    flink.getExecutionGraph(id).get().getCheckpointStatsSnapshot();
            CompletedCheckpointStats newest =
                    checkpoints == null ? null : checkpoints.getHistory().getLatestCompletedCheckpoint();
            return newest == null ? 0 : newest.getTriggerTimestamp();
        } catch (ExecutionException e) {
            // the job has just ended, or has not begun; the next look will tell
            LOG.debug("no checkpoints", e);
            return 0;
        }
    }

    private Map<String, Object> counts(JobID id) throws InterruptedException {
        Map<String, Object> counts = new HashMap<>();
        try {
            AccessExecutionGraph graph = flink.getExecutionGraph(id).get();
            graph.getAccumulatorsSerialized().forEach((name, value) -> {
                try {
                    counts.put(
                            name,
                            value.deserializeValue(ReplayEngine.class.getClassLoader())
                                    .getUnchecked());
                } catch (IOException | ClassNotFoundException e) {
                    LOG.debug("the count {} cannot be read", name, e);
                }
            });
        } catch (ExecutionException e) {
            // the job has just ended, or has not begun; the next look will tell
            LOG.debug("no counts", e);
        }
        return counts;
    }

    private JobGraph job(ReplaySettings settings, Path checkpoints) {
        EngineSettings engine = EngineSettings.of(checkpoints.toUri().toString())
                .withParallelism(parallelism)
                .withCheckpointEvery(CHECKPOINT_EVERY_MS);
        Configuration configuration = FlinkSetup.configuration(engine);
        configuration.setString("pipeline.name", ReplayJob.NAME);
        newest(settings, checkpoints).ifPresent(point -> {
            configuration.setString(
                    "execution.state-recovery.path", point.folder().toUri().toString());
            configuration.setString("execution.state-recovery.claim-mode", "NO_CLAIM");
        });
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        if (settings.toMs() != null) {
            // nobody watches a replay for hours; a shadow waits for Kafka as the live job does
            env.configure(FlinkSetup.endingInFailure());
        }
        ReplayTopology.define(env, settings.withEngine(engine));
        return env.getStreamGraph().getJobGraph(ReplayEngine.class.getClassLoader(), new JobID());
    }

    /**
     * Where a run goes on from. One over files begins again: its log lies here, and with some of its files read to the end
     * at the checkpoint a run that went on was seen to differ.
     */
    private static Optional<RestorePoint> newest(ReplaySettings settings, Path checkpoints) {
        return settings.files() != null ? Optional.empty() : RestorePoint.newest(checkpoints);
    }

    @Override
    public void close() {
        flink.closeAsync().join();
    }
}
