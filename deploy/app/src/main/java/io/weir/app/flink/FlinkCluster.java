package io.weir.app.flink;

import io.weir.app.config.FlinkConfig;
import io.weir.broker.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink inside this JVM, with its web interface and its metrics, all on 127.0.0.1. */
public final class FlinkCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlinkCluster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MiniCluster cluster;
    private final URI web;
    private final URI metrics;
    private final int parallelism;

    private FlinkCluster(MiniCluster cluster, URI web, URI metrics, int parallelism) {
        this.cluster = cluster;
        this.web = web;
        this.metrics = metrics;
        this.parallelism = parallelism;
    }

    /**
     * Starts the cluster with room for {@code jobs} jobs of the configured parallelism.
     *
     * @param work folder for what need not survive a restart
     * @throws IllegalStateException when it does not start, for example because a port is taken
     */
    public static FlinkCluster start(FlinkConfig config, int jobs, Path work) {
        refuseTaken("flink.webPort", config.webPort());
        refuseTaken("flink.metricsPort", config.metricsPort());
        int metricsPort = config.metricsPort() == 0 ? LoopbackPort.free() : config.metricsPort();
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + work, e);
        }
        int slots = jobs * config.parallelism();
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(FlinkSettings.cluster(config, slots, metricsPort, work))
                .setCommonBindAddress(FlinkSettings.LOOPBACK)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
        try {
            cluster.start();
            URI web = cluster.getRestAddress().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new FlinkCluster(
                    cluster, web, URI.create("http://127.0.0.1:" + metricsPort + "/metrics"), config.parallelism());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Flink started", e);
        } catch (Exception e) {
            new FlinkCluster(cluster, null, null, config.parallelism()).close();
            throw new IllegalStateException("Flink did not start: " + e.getMessage(), e);
        }
    }

    private static void refuseTaken(String key, int port) {
        if (port != 0 && !LoopbackPort.isFree(port)) {
            throw new IllegalStateException(
                    key + ": port " + port + " of 127.0.0.1 is taken by another process; choose another one");
        }
    }

    /** Flink's web interface and REST API. */
    public URI web() {
        return web;
    }

    /** Flink's metrics in Prometheus' text form. */
    public URI metrics() {
        return metrics;
    }

    /**
     * Starts a job, going on from its newest checkpoint or savepoint when there is one.
     *
     * @throws IllegalStateException when the cluster does not take it; whether it then runs is told by the job itself
     */
    public RunningJob run(JobDefinition job) {
        Optional<RestorePoint> restore = RestorePoint.newest(job.checkpoints());
        restore.ifPresentOrElse(
                point -> LOG.info("{} goes on from {}, written {}", job.name(), point.folder(), point.writtenAt()),
                () -> LOG.info("{} has no checkpoint in {} and begins at the start", job.name(), job.checkpoints()));
        Configuration settings = new Configuration(job.settings());
        BackendMark.check(job.checkpoints(), settings.get(StateBackendOptions.STATE_BACKEND), restore.isPresent());
        settings.setString("pipeline.name", job.name());
        settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        restore.ifPresent(point -> {
            settings.setString("execution.state-recovery.path", RunningJob.uri(point.folder()));
            settings.setString("execution.state-recovery.claim-mode", "CLAIM");
        });
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(settings);
        job.topology().accept(environment);
        JobGraph graph = environment.getStreamGraph().getJobGraph(FlinkCluster.class.getClassLoader(), new JobID());
        try {
            JobID id = cluster.submitJob(graph)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .getJobID();
            return new RunningJob(cluster, id, job);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + job.name() + " was submitted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Flink did not take the job " + job.name() + ": " + e.getMessage(), e);
        }
    }

    /** Ends everything. Jobs that were not stopped before go on from their last checkpoint at the next start. */
    @Override
    public void close() {
        try {
            cluster.closeAsync().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Flink did not end in order", e);
        }
    }
}
