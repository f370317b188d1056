package io.weir.app.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVMs of a local cluster; each writes to a log of its own and lives on without its parent. */
final class ClusterJvm {
    private static final String JOB_MANAGER_MAIN =
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER_MAIN = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

    private static final String ZOO_KEEPER_MAIN =
            "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain";
    private static final String METRICS_PORT = "-Dmetrics.reporter.loopback.port=";

    private final Path folder;
    private final Path conf;

    ClusterJvm(Path folder, Path conf) {
        this.folder = folder;
        this.conf = conf;
    }

    ProcessHandle kafka(int port) throws IOException {
        return start(
                LocalCluster.KAFKA,
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                System.getProperty("java.class.path"),
                List.of(BrokerProcess.class.getName(), folder.resolve("kafka").toString(), Integer.toString(port)));
    }

    /** From Flink's own jar of it, which its clients come from. */
    ProcessHandle zooKeeper() throws IOException {
        return start(
                LocalCluster.ZOO_KEEPER,
                List.of(
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-Dlog4j.configurationFile=" + conf.resolve("log4j2.properties")),
                FlinkDistribution.classPath(),
                List.of(ZOO_KEEPER_MAIN, conf.resolve("zoo.cfg").toString()));
    }

    /** @param metricsPort where it serves its metrics */
    ProcessHandle jobManager(int metricsPort) throws IOException {
        return start(
                LocalCluster.JOB_MANAGER,
                flinks("-Xmx512m", "-XX:MaxMetaspaceSize=256m"),
                FlinkDistribution.classPath(),
                List.of(JOB_MANAGER_MAIN, "--configDir", conf.toString(), METRICS_PORT + metricsPort));
    }

    /**
     * Its sizes are those in {@link FlinkFiles}: heap of framework and tasks; direct memory of framework and network.
     *
     * @param metricsPort where it serves its metrics
     */
    ProcessHandle taskManager(String name, int metricsPort) throws IOException {
        return start(
                name,
                flinks("-Xmx640m", "-XX:MaxDirectMemorySize=256m", "-XX:MaxMetaspaceSize=256m"),
                FlinkDistribution.classPath(),
                List.of(TASK_MANAGER_MAIN, "--configDir", conf.toString(), METRICS_PORT + metricsPort));
    }

    private List<String> flinks(String... own) {
        List<String> options = new ArrayList<>(List.of(own));
        options.add("-XX:+UseParallelGC");
        options.add("-Dlog4j.configurationFile=" + conf.resolve("log4j2.properties"));
        options.addAll(FlinkDistribution.JVM_OPTIONS);
        return options;
    }

    private ProcessHandle start(String name, List<String> options, String classPath, List<String> mainAndArguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Dfile.encoding=UTF-8");
        command.add("-cp");
        command.add(classPath);
        command.addAll(mainAndArguments);
        File log = ClusterReadiness.log(folder, name).toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log))
                .start()
                .toHandle();
    }
}
