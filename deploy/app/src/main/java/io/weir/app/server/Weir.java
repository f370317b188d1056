package io.weir.app.server;

import io.weir.app.config.WeirConfig;
import io.weir.app.flink.FlinkCluster;
import io.weir.app.flink.RunningJob;
import io.weir.bridge.Bridge;
import io.weir.broker.EmbeddedBroker;
import io.weir.broker.FolderLock;
import io.weir.broker.LoopbackPort;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All of Weir in this process: the embedded broker unless the configuration names a Kafka, the bridge, and Flink with
 * both jobs. After any end of the process the next start on the same data folder goes on where it was.
 */
public final class Weir implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Weir.class);
    private static final Duration JOB_STOP = Duration.ofSeconds(15);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<RunningJob> jobs = new ArrayList<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final WeirConfig config;
    private String bootstrap;
    private URI bridge;
    private Bridge takesAlerts;
    private FlinkCluster flink;

    private Weir(WeirConfig config) {
        this.config = config;
    }

    /** Which parts run in this process. */
    public enum Parts {
        /** The bridge and both jobs. */
        ALL,
        /** The bridge; the jobs run on a Flink cluster of the user's own. */
        BRIDGE
    }

    /**
     * Starts the parts; the bridge takes alerts when this returns, and the jobs run unless they cannot yet.
     *
     * @throws io.weir.broker.FolderInUseException when another process works in the data folder
     * @throws io.weir.schema.yaml.InvalidDocumentException when a tenant's rule book is not valid
     * @throws IllegalStateException when a part does not start; the message says which and why
     */
    public static Weir start(WeirConfig config, Parts parts) throws InterruptedException {
        Weir weir = new Weir(config);
        try {
            weir.begin(parts);
            return weir;
        } catch (RuntimeException | InterruptedException e) {
            weir.close();
            throw e;
        }
    }

    private void begin(Parts wanted) throws InterruptedException {
        Path data = config.data();
        parts.push(FolderLock.take(data));
        bootstrap = config.kafka().bootstrap().orElseGet(() -> embedded(data.resolve("kafka")));
        Map<String, String> kafka = KafkaClients.properties(config.kafka(), bootstrap);
        Bridge running = bridge(kafka);
        parts.push(running);
        takesAlerts = running;
        endsWith(running.failure());
        bridge = URI.create((config.bridge().tls().isPresent() ? "https://" : "http://")
                + reachable(config.bridge().host()) + ":" + running.port());
        Map<String, Integer> partitions = KafkaClients.awaitTopics(kafka);
        if (wanted == Parts.ALL) {
            runJobs(JobParts.forThisProcess(config, bootstrap, partitions));
            // closed first: nothing new comes in while the jobs stop
            parts.remove(running);
            parts.push(running);
        }
        if (!new Readiness(this).await()) {
            LOG.error("not every task of the jobs runs after {}; alerts are taken all the same", Readiness.PATIENCE);
        }
    }

    private void runJobs(JobParts definitions) throws InterruptedException {
        flink = FlinkCluster.start(config.flink(), 2, config.data().resolve("flink"));
        parts.push(flink);
        for (var job : definitions.all()) {
            RunningJob started = flink.run(job);
            jobs.add(started);
            parts.push(() -> started.stop(JOB_STOP));
            endsWith(started.ended());
        }
    }

    private void endsWith(CompletableFuture<Void> part) {
        var unused = part.whenComplete((ok, failed) -> {
            if (failed != null) {
                failure.completeExceptionally(failed);
            }
        });
    }

    private Bridge bridge(Map<String, String> kafka) throws InterruptedException {
        int port = config.bridge().port();
        if (port != 0 && config.bridge().host().equals("127.0.0.1") && !LoopbackPort.isFree(port)) {
            throw new IllegalStateException(
                    "bridge.port: port " + port + " of 127.0.0.1 is taken by another process; choose another one");
        }
        return Bridge.start(BridgeParts.options(config, kafka));
    }

    private String embedded(Path folder) {
        EmbeddedBroker broker = EmbeddedBroker.start(folder, config.kafka().embeddedPort());
        parts.push(broker);
        return broker.bootstrap();
    }

    private static String reachable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    }

    /** Where monitoring systems post to. */
    public URI bridge() {
        return bridge;
    }

    /** Address of the Kafka in use. */
    public String kafka() {
        return bootstrap;
    }

    /** Flink's web interface; empty when no job runs here. */
    public Optional<URI> flinkWeb() {
        return Optional.ofNullable(flink).map(FlinkCluster::web);
    }

    /** Flink's metrics in Prometheus' text form; empty when no job runs here. */
    public Optional<URI> flinkMetrics() {
        return Optional.ofNullable(flink).map(FlinkCluster::metrics);
    }

    /** Whether the bridge takes alerts and all tasks of all jobs run at this moment. */
    public boolean isReady() {
        return takesAlerts.isReady() && jobs.stream().allMatch(RunningJob::isRunning);
    }

    /**
     * Lets the tokens of a changed configuration count, without a restart; all else of it waits for one.
     *
     * @throws IllegalArgumentException when a token is used twice
     * @throws RuntimeException when a secret cannot be read; then the old tokens stay
     */
    public void useTokensOf(WeirConfig changed) {
        List<String> unknown = takesAlerts.useTokensOf(
                BridgeParts.options(changed, KafkaClients.properties(config.kafka(), bootstrap)));
        LOG.info("the tokens of the configuration are in use");
        if (!unknown.isEmpty()) {
            LOG.warn("new tenants need a restart: {}", unknown);
        }
    }

    /** Completes exceptionally when a part failed for good; never completes otherwise. */
    public CompletableFuture<Void> failure() {
        return failure.copy();
    }

    /** Stops everything in order: the bridge answers what it has taken, the jobs save where they are, Kafka closes. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop in order", part.getClass().getSimpleName(), e);
            }
        }
    }
}
