package io.weir.app.replay;

import io.weir.pipeline.replay.ReplaySettings;
import io.weir.pipeline.replay.ReplayTopology;
import io.weir.pipeline.settings.EngineSettings;
import io.weir.pipeline.settings.FlinkSetup;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink inside this JVM for one job that ends by itself. */
final class ReplayCluster {
    private ReplayCluster() {}

    /**
     * Runs the correlate job over recorded files; returns when it is done.
     *
     * @throws IllegalStateException when the job fails
     */
    static void run(ReplaySettings settings, int parallelism) throws InterruptedException {
        Configuration cluster = new Configuration();
        cluster.setString("taskmanager.memory.managed.size", "32mb");
        cluster.setString("taskmanager.memory.network.min", "128mb");
        cluster.setString("taskmanager.memory.network.max", "128mb");
        MiniCluster flink = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(cluster)
                .setCommonBindAddress("127.0.0.1")
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .withRandomPorts()
                .build());
        try {
            flink.start();
            JobGraph job = job(settings, parallelism);
            flink.submitJob(job).get();
            flink.requestJobResult(job.getJobID()).get().toJobExecutionResult(ReplayCluster.class.getClassLoader());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the replay failed: " + e.getMessage(), e);
        } finally {
            flink.closeAsync().join();
        }
    }

    private static JobGraph job(ReplaySettings settings, int parallelism) {
        EngineSettings engine =
                EngineSettings.of(null).withParallelism(parallelism).withCheckpointEvery(0);
        Configuration configuration = FlinkSetup.configuration(engine);
        configuration.setString("pipeline.name", "weir-replay");
        // without checkpoints a second attempt would begin anew
        configuration.setString("restart-strategy.type", "disable");
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        ReplayTopology.define(env, settings);
        return env.getStreamGraph().getJobGraph(ReplayCluster.class.getClassLoader(), new JobID());
    }
}
