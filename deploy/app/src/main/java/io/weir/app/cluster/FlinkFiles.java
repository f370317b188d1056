package io.weir.app.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings of a local Flink: {@code conf/config.yaml} and {@code conf/log4j2.properties}. */
final class FlinkFiles {
    private static final String CONFIG = """
            rest.address: 127.0.0.1
            rest.bind-address: 127.0.0.1
            rest.port: %d
            rest.bind-port: '%d'
            jobmanager.rpc.address: 127.0.0.1
            jobmanager.rpc.port: %d
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
            """;
    private static final String LOGGING = """
            rootLogger.level = INFO
            rootLogger.appenderRef.out.ref = out
            appender.out.name = out
            appender.out.type = Console
            appender.out.layout.type = PatternLayout
            appender.out.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %c{1} - %m%n
            """;

    private FlinkFiles() {}

    /** Writes them and returns their folder. */
    static Path write(ClusterPlan plan, int rpcPort) throws IOException {
        Path conf = Files.createDirectories(plan.folder().resolve("conf"));
        Path temporary = Files.createDirectories(plan.folder().resolve("tmp"));
        Path uploads = Files.createDirectories(plan.folder().resolve("uploads"));
        Files.writeString(
                conf.resolve("config.yaml"),
                CONFIG.formatted(
                        plan.webPort(),
                        plan.webPort(),
                        rpcPort,
                        plan.slots(),
                        plan.slots(),
                        address(plan.folder().resolve("checkpoints")),
                        address(plan.folder().resolve("savepoints")),
                        quoted(uploads),
                        quoted(temporary),
                        quoted(temporary)),
                StandardCharsets.UTF_8);
        Files.writeString(conf.resolve("log4j2.properties"), LOGGING, StandardCharsets.UTF_8);
        return conf;
    }

    private static String address(Path folder) throws IOException {
        return "'" + Files.createDirectories(folder).toUri().toString().replace("'", "''") + "'";
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
