package io.weir.app.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job that was handed to the cluster. */
public final class RunningJob {
    private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);

    private final MiniCluster cluster;
    private final JobID id;
    private final JobDefinition definition;
    private final CompletableFuture<Void> ended;

    RunningJob(MiniCluster cluster, JobID id, JobDefinition definition) {
        this.cluster = cluster;
        this.id = id;
        this.definition = definition;
        this.ended = cluster.requestJobResult(id).thenAccept(this::judge);
    }

    /** Flink's id of this run, 32 hex digits. */
    public String id() {
        return id.toHexString();
    }

    /**
     * Completes when the job was stopped, exceptionally with a {@link JobFailedException} when it failed for good.
     */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Whether all its tasks run at this moment. */
    public boolean isRunning() {
        return cluster.getExecutionGraph(id)
                .thenApply(graph -> graph.getState() == JobStatus.RUNNING
                        && java.util.stream.StreamSupport.stream(
                                        graph.getAllExecutionVertices().spliterator(), false)
                                .allMatch(task -> task.getExecutionState()
                                        == org.apache.flink.runtime.execution.ExecutionState.RUNNING))
                .exceptionally(notYetKnown -> false)
                .join();
    }

    /**
     * Stops it so that the next start goes on from here: with a savepoint, which also commits what was written. When
     * that cannot be had in time, the last checkpoint is where the next start goes on from.
     */
    public void stop(Duration patience) {
        if (ended.isDone()) {
            return;
        }
        try {
            String savepoint = cluster.stopWithSavepoint(
                            id, uri(definition.checkpoints()), false, SavepointFormatType.NATIVE)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("{} stopped at {}", definition.name(), savepoint);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} gave no savepoint; it will go on from its last checkpoint", definition.name(), e);
        }
    }

    private void judge(JobResult result) {
        result.getSerializedThrowable().ifPresent(failure -> {
            Throwable cause = failure.deserializeError(RunningJob.class.getClassLoader());
            throw new JobFailedException("the job " + definition.name() + " failed: " + RootCause.of(cause), cause);
        });
    }

    static String uri(Path folder) {
        return folder.toAbsolutePath().toUri().toString();
    }
}
