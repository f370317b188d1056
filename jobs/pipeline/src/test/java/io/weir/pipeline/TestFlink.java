package io.weir.pipeline;

import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.FlinkSetup;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
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

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
