package io.weir.app.cluster;

import io.weir.app.server.ServerLog;
import io.weir.reporter.LoopbackMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The settings of a local Flink and its ZooKeeper: {@code conf/config.yaml}, {@code conf/zoo.cfg} and
 * {@code conf/log4j2.properties}, by which lines say whose and about which incident they are; in JSON if
 * {@link ServerLog#isJson}.
 */
final class FlinkFiles {
    private static final String CONFIG = """
            rest.address: 127.0.0.1
            rest.bind-address: 127.0.0.1
            rest.port: %d
            rest.bind-port: '%d'
            jobmanager.rpc.address: 127.0.0.1
            jobmanager.rpc.port: %d
            # a JobManager that is started again goes on with its jobs, each from its newest checkpoint
            high-availability.type: zookeeper
            high-availability.storageDir: %s
            high-availability.jobmanager.port: '%d'
            high-availability.zookeeper.quorum: 127.0.0.1:%d
            # so long a dead one seems to lead
            high-availability.zookeeper.client.session-timeout: 6000
            high-availability.zookeeper.client.connection-timeout: 5000
            high-availability.zookeeper.client.tolerate-suspended-connections: true
            jobmanager.bind-host: 127.0.0.1
            jobmanager.memory.jvm-metaspace.size: 256mb
            taskmanager.host: 127.0.0.1
            taskmanager.bind-host: 127.0.0.1
            taskmanager.numberOfTaskSlots: %d
            taskmanager.cpu.cores: %d
            taskmanager.memory.task.heap.size: 512mb
            taskmanager.memory.task.off-heap.size: 0b
            taskmanager.memory.framework.heap.size: 128mb
            taskmanager.memory.framework.off-heap.size: 128mb
            taskmanager.memory.managed.size: 256mb
            taskmanager.memory.network.min: 128mb
            taskmanager.memory.network.max: 128mb
            taskmanager.memory.jvm-metaspace.size: 256mb
            taskmanager.memory.jvm-overhead.min: 192mb
            taskmanager.memory.jvm-overhead.max: 192mb
            # a TaskManager that is gone is given up soon, and one that comes early asks again soon
            heartbeat.interval: 2000
            heartbeat.timeout: 10000
            cluster.registration.error-delay: 200
            cluster.registration.refused-registration-delay: 500
            execution.checkpointing.dir: %s
            execution.checkpointing.savepoint-dir: %s
            web.upload.dir: %s
            web.tmpdir: %s
            io.tmp.dirs: %s
            restart-strategy.type: exponential-delay
            # each process is told its port when it starts
            metrics.reporters: loopback
            metrics.reporter.loopback.factory.class: %s
            # labels as they are: acme-2 is no acme_2, and the bounds of a histogram have points
            metrics.reporter.loopback.filterLabelValueCharacters: false
            """;
    private static final String ZOO_KEEPER = """
            dataDir=%s
            clientPort=%d
            clientPortAddress=127.0.0.1
            tickTime=1000
            admin.enableServer=false
            # as few writes as a session cluster makes need no waiting for the disk: a process may die, not the machine
            forceSync=no
            autopurge.snapRetainCount=3
            autopurge.purgeInterval=1
            """;

    private FlinkFiles() {}

    /** Writes them and returns their folder. */
    static Path write(ClusterPlan plan, ClusterState state) throws IOException {
        Path conf = Files.createDirectories(plan.folder().resolve("conf"));
        Path temporary = Files.createDirectories(plan.folder().resolve("tmp"));
        Path uploads = Files.createDirectories(plan.folder().resolve("uploads"));
        write(
                conf.resolve("config.yaml"),
                CONFIG.formatted(
                        plan.webPort(),
                        plan.webPort(),
                        state.rpcPort(),
                        address(plan.folder().resolve("ha")),
                        state.rpcPort(),
                        state.zooKeeperPort(),
                        plan.slots(),
                        plan.slots(),
                        address(plan.folder().resolve("checkpoints")),
                        address(plan.folder().resolve("savepoints")),
                        quoted(uploads),
                        quoted(temporary),
                        quoted(temporary),
                        LoopbackMetrics.Factory.class.getName()));
        write(
                conf.resolve("zoo.cfg"),
                ZOO_KEEPER.formatted(
                        Files.createDirectories(plan.folder().resolve("zookeeper")), state.zooKeeperPort()));
        write(conf.resolve("log4j2.properties"), logging());
        return conf;
    }

    private static String logging() throws IOException {
        String form = ServerLog.isJson() ? "cluster-log-json.properties" : "cluster-log.properties";
        try (InputStream settings = FlinkFiles.class.getResourceAsStream("/io/weir/app/" + form)) {
            return new String(settings.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Leaves a file alone that is right: a part that was just started may be reading it. */
    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file)
                || !Files.readString(file, StandardCharsets.UTF_8).equals(text)) {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        }
    }

    private static String address(Path folder) throws IOException {
        return "'" + Files.createDirectories(folder).toUri().toString().replace("'", "''") + "'";
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
