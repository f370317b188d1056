package io.weir.e2e.chaos;

import static org.awaitility.Awaitility.await;

import io.weir.app.Main;
import io.weir.app.client.BridgeClient;
import io.weir.app.cluster.ClusterPlan;
import io.weir.app.cluster.LocalCluster;
import io.weir.broker.LoopbackPort;
import io.weir.e2e.Commands;
import io.weir.sandbox.SandboxMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Weir as a provider runs it, on this machine: a Flink cluster with two TaskManagers, Kafka, a bridge and the stand-in for
 * GLPI, each a process of its own, looked after by a service manager. Two tenants.
 */
final class ChaosSite implements AutoCloseable {
    static final List<String> TENANTS = List.of("acme", "bolt");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CHECKPOINT_MIB = 128;
    /** How long the deliver job knows what is over. */
    static final Duration REMEMBERED = Duration.ofSeconds(40);

    private static final String RULES = """
            version: chaos
            grouping:
              - name: service
                scope: [service]
                gap: 10m
                wait: {critical: 1s, warning: 2s}
                updateEvery: 2s
                resolveQuiet: 5s
                reopenWithin: 20s
            flapping: {transitions: 4, window: 2m, quiet: 20s}
            limits: {membersListed: 1000}
            """;
    private static final String CONFIG = """
            data: data
            bridge: {port: %d}
            kafka: {bootstrap: '%s', topics: {partitions: 3}}
            flink: {stateBackend: rocksdb, checkpointEvery: 1s, parallelism: 2}
            deliver: {remember: %ds}
            clock: {tickEvery: 200ms, directiveLead: 500ms}
            glpi:
              url: http://127.0.0.1:%d/apirest.php
              appToken: {file: %s}
              userToken: {file: %s}
              timeout: 5s
              settle: 5s
            tenants:
            """;

    private final Path folder;
    private final Scratch checkpoints;
    private final int sandboxPort = LoopbackPort.free();
    private final int bridgePort = LoopbackPort.free();
    private final Thread emergency = new Thread(this::kill, "no-leftovers");
    private Child sandbox;
    private ChaosCluster cluster;
    private volatile Child bridge;

    private ChaosSite(Path folder, Scratch checkpoints) {
        this.folder = folder;
        this.checkpoints = checkpoints;
    }

    /** Starts all of it, both jobs included. */
    static ChaosSite start(Path folder) throws IOException, InterruptedException {
        ChaosSite site =
                new ChaosSite(folder, Scratch.at(folder.resolve("cluster").resolve("checkpoints"), CHECKPOINT_MIB));
        // also when the build is stopped in the middle
        Runtime.getRuntime().addShutdownHook(site.emergency);
        boolean up = false;
        try {
            site.up();
            up = true;
            return site;
        } finally {
            if (!up) {
                site.close();
            }
        }
    }

    private void up() throws IOException, InterruptedException {
        sandbox = Child.start(
                folder.resolve("sandbox.log"),
                "256m",
                SandboxMain.class,
                "--port",
                Integer.toString(sandboxPort),
                "--state",
                folder.resolve("sandbox").toString());
        cluster = new ChaosCluster(
                new LocalCluster(new ClusterPlan(folder.resolve("cluster"), 2, 4, 0, 0)), this::restartBridge);
        Files.writeString(config(), configuration());
        startBridge();
        await().atMost(PATIENCE).until(() -> api("acme").isReady());
        for (String job : List.of("correlate", "deliver")) {
            Commands.weir("submit", job, "--flink", cluster.state().flink(), "--config", config().toString());
        }
        cluster.manageFromNowOn();
    }

    private String configuration() throws IOException {
        Path app = Files.writeString(folder.resolve("app-token"), "sandbox-app-token");
        Path user = Files.writeString(folder.resolve("user-token"), "sandbox-user-token");
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        StringBuilder text = new StringBuilder(
                CONFIG.formatted(bridgePort, cluster.state().kafka(), REMEMBERED.toSeconds(), sandboxPort, app, user));
        for (String tenant : TENANTS) {
            text.append("- name: ").append(tenant).append('\n');
            text.append("  tokens: [{value: ").append(token(tenant)).append(", source: am}]\n");
            text.append("  rules: rules.yaml\n");
            text.append("  glpi: {entity: 1, category: 1, assignGroup: 1, requestType: 7}\n");
        }
        return text.toString();
    }

    private void startBridge() throws IOException {
        bridge = Child.start(
                folder.resolve("bridge.log"),
                "512m",
                Main.class,
                "up",
                "--config",
                config().toString(),
                "--bridge-only");
    }

    private void restartBridge() {
        if (!bridge.isAlive()) {
            try {
                startBridge();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static String token(String tenant) {
        return tenant + "-secret";
    }

    BridgeClient api(String tenant) {
        return new BridgeClient(bridgeUrl(), token(tenant));
    }

    URI bridgeUrl() {
        return URI.create("http://127.0.0.1:" + bridgePort);
    }

    URI sandboxUrl() {
        return URI.create("http://127.0.0.1:" + sandboxPort + "/");
    }

    Path config() {
        return folder.resolve("weir.yaml");
    }

    Path folder() {
        return folder;
    }

    Child bridge() {
        return bridge;
    }

    ChaosCluster cluster() {
        return cluster;
    }

    Scratch checkpoints() {
        return checkpoints;
    }

    private void kill() {
        try {
            if (cluster != null) {
                cluster.close();
            }
            if (bridge != null) {
                bridge.close();
            }
            if (sandbox != null) {
                sandbox.close();
            }
            checkpoints.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(emergency);
        kill();
    }
}
