package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.cluster.ClusterPlan;
import io.weir.app.cluster.ClusterState;
import io.weir.app.cluster.LocalCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A Flink cluster on this machine. */
@Command(
        name = "cluster",
        description = {
            "A real standalone Flink (a JobManager, TaskManagers and a ZooKeeper) and a Kafka on this machine, each a JVM"
                    + " of its own.",
            "For trying what weir submit does, and what happens when a part is lost: cluster.json in its folder names"
                    + " each process."
        },
        synopsisSubcommandLabel = "(up | down)")
final class ClusterCommand implements Runnable {
    private static final String FOLDER = "data/cluster";
    private static final int MOST_PORT = 65_535;

    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandFailure(ExitCode.USAGE, "cluster: expected up or down");
    }

    @Command(
            name = "up",
            description =
                    "Start it, or what of it does not run, and return when it answers. It runs until cluster down.")
    int up(
            @Mixin HelpOption upHelp,
            @Option(
                            names = "--dir",
                            paramLabel = "DIR",
                            defaultValue = FOLDER,
                            description =
                                    "Its settings, logs, checkpoints and Kafka's data. Default: ${DEFAULT-VALUE}.")
                    Path folder,
            @Option(
                            names = "--task-managers",
                            paramLabel = "N",
                            defaultValue = "2",
                            description = "Default: ${DEFAULT-VALUE}.")
                    int taskManagers,
            @Option(
                            names = "--slots",
                            paramLabel = "N",
                            defaultValue = "4",
                            description = "Of each TaskManager; a job takes as many as its parallelism. Default:"
                                    + " ${DEFAULT-VALUE}.")
                    int slots,
            @Option(
                            names = "--web-port",
                            paramLabel = "PORT",
                            defaultValue = "8081",
                            description = "Flink's web interface, 0 for a free one. Default: ${DEFAULT-VALUE}.")
                    int webPort,
            @Option(
                            names = "--kafka-port",
                            paramLabel = "PORT",
                            defaultValue = "9092",
                            description = "0 for a free one. Default: ${DEFAULT-VALUE}.")
                    int kafkaPort)
            throws IOException, InterruptedException {
        if (taskManagers < 1 || slots < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--task-managers and --slots: expected at least 1");
        }
        checkPort("--web-port", webPort);
        checkPort("--kafka-port", kafkaPort);
        ClusterPlan plan = new ClusterPlan(folder, taskManagers, slots, webPort, kafkaPort);
        ClusterState state = new LocalCluster(plan).up();
        PrintWriter out = spec.commandLine().getOut();
        out.println("the cluster is up");
        out.println("  Flink    " + state.flink());
        out.println("  Kafka    " + state.kafka());
        for (ClusterState.Part part : state.parts()) {
            String metrics = state.metrics(part.name());
            out.println("  " + part.name() + "  pid " + part.pid() + (metrics == null ? "" : "  metrics " + metrics));
        }
        out.println("  logs     " + plan.folder().resolve("logs"));
        out.flush();
        return ExitCode.OK;
    }

    private static void checkPort(String option, int port) {
        if (port < 0 || port > MOST_PORT) {
            throw new CommandFailure(
                    ExitCode.USAGE, option + ": expected a port, 0 to " + MOST_PORT + ", found " + port);
        }
    }

    @Command(
            name = "down",
            description = "Stop all of it. Kafka's data, checkpoints and savepoints stay in its folder.")
    int down(
            @Mixin HelpOption downHelp,
            @Option(
                            names = "--dir",
                            paramLabel = "DIR",
                            defaultValue = FOLDER,
                            description = "Its folder. Default: ${DEFAULT-VALUE}.")
                    Path folder)
            throws IOException, InterruptedException {
        int stopped = new LocalCluster(new ClusterPlan(folder, 1, 1, 0, 0)).down();
        PrintWriter out = spec.commandLine().getOut();
        out.println(stopped == 0 ? "nothing was running" : stopped + " processes stopped");
        out.flush();
        return ExitCode.OK;
    }
}
