package io.weir.pipeline;

import static org.awaitility.Awaitility.await;

import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.FlinkSetup;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;

/** A Flink cluster in this JVM. */
public final class TestFlink implements AutoCloseable {
    private final MiniCluster cluster;
    private final int slots;

    /** Starts one task manager with so many slots. */
    public TestFlink(int slots) throws Exception {
        this.slots = slots;
        Configuration flink = new Configuration();
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setConfiguration(flink)
                .withRandomPorts()
                .build());
        cluster.start();
    }

    /**
     * An environment that submits to this cluster.
     *
     * @param restoreFrom URI of a checkpoint or savepoint; null to begin from nothing
     */
    public StreamExecutionEnvironment environment(EngineSettings engine, String restoreFrom) {
        StreamExecutionEnvironment env = new TestStreamEnvironment(cluster, slots);
        FlinkSetup.apply(env, engine);
        if (restoreFrom != null) {
            Configuration restore = new Configuration();
            restore.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom);
            env.configure(restore);
        }
        return env;
    }

    /**
     * Stops a job once all its tasks run: the first may long have said something when the last still reads its state.
     *
     * @param folder URI of where savepoints go
     * @return URI of the savepoint
     */
    public String stop(JobClient job, String folder) throws Exception {
        await().atMost(Duration.ofMinutes(1)).until(() -> isRunning(job.getJobID()));
        return job.stopWithSavepoint(false, folder, SavepointFormatType.CANONICAL)
                .get();
    }

    private boolean isRunning(JobID job) throws Exception {
        for (AccessExecutionVertex task : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
