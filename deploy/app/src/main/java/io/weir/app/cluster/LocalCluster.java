package io.weir.app.cluster;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.broker.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real standalone Flink and a Kafka on this machine, each process a JVM of its own, all on 127.0.0.1. They go on when
 * the command that started them has ended. Flink keeps in a ZooKeeper and in a folder where its jobs are, so a JobManager
 * that died goes on with them when it is started again.
 */
public final class LocalCluster {
    static final String KAFKA = "kafka";
    static final String ZOO_KEEPER = "zookeeper";
    static final String JOB_MANAGER = "jobmanager";
    private static final String TASK_MANAGER = "taskmanager-";
    private static final long STOP_SECONDS = 30;

    private final ClusterPlan plan;

    /** The one of this plan, whether it runs or not. */
    public LocalCluster(ClusterPlan plan) {
        this.plan = plan;
    }

    /**
     * Starts what does not run yet, and returns when all of it answers. What runs stays as it is, on its ports.
     *
     * @throws CommandFailure when a port is taken, or a part does not start; what was started runs on
     */
    public ClusterState up() throws IOException, InterruptedException {
        ClusterState state = startWhatIsDown();
        new ClusterReadiness(plan, state).await();
        return state;
    }

    /**
     * The same without waiting for answers: what a service manager does with a process that has ended.
     *
     * @throws CommandFailure when a port is taken
     */
    public ClusterState startWhatIsDown() throws IOException {
        Files.createDirectories(plan.folder().resolve("logs"));
        ClusterState state = begin();
        ClusterPlan known = new ClusterPlan(
                plan.folder(), plan.taskManagers(), plan.slots(), portOf(state.flink()), portOf(state.kafka()));
        Path conf = FlinkFiles.write(known, state);
        ClusterJvm jvm = new ClusterJvm(plan.folder(), conf);
        List<String> names = new ArrayList<>(List.of(KAFKA, ZOO_KEEPER, JOB_MANAGER));
        for (int i = 1; i <= plan.taskManagers(); i++) {
            names.add(TASK_MANAGER + i);
        }
        for (String name : names) {
            if (state.living(name) == null) {
                state = withMetricsPort(state, name);
                ProcessHandle process = switch (name) {
                    case KAFKA -> jvm.kafka(portOf(state.kafka()));
                    case ZOO_KEEPER -> jvm.zooKeeper();
                    case JOB_MANAGER -> jvm.jobManager(state.metricsPorts().get(name));
                    default -> jvm.taskManager(name, state.metricsPorts().get(name));
                };
                state = state.with(ClusterState.Part.of(name, process));
                state.write(plan.folder());
            }
        }
        return state;
    }

    /** What is known of one that runs, with its ports; a new one gets those of the plan. */
    private ClusterState begin() throws IOException {
        ClusterState before = ClusterState.read(plan.folder());
        if (before != null) {
            List<ClusterState.Part> alive =
                    before.parts().stream().filter(part -> part.alive() != null).toList();
            if (!alive.isEmpty()) {
                return new ClusterState(
                        before.flink(),
                        before.kafka(),
                        before.rpcPort(),
                        zooKeeperPort(before),
                        before.metricsPorts(),
                        alive);
            }
        }
        return new ClusterState(
                "http://127.0.0.1:" + port("--web-port", plan.webPort(), before == null ? null : before.flink()),
                "127.0.0.1:" + port("--kafka-port", plan.kafkaPort(), before == null ? null : before.kafka()),
                LoopbackPort.free(),
                LoopbackPort.free(),
                before == null ? Map.of() : before.metricsPorts(),
                List.of());
    }

    private static int zooKeeperPort(ClusterState before) {
        return before.zooKeeperPort() == 0 ? LoopbackPort.free() : before.zooKeeperPort();
    }

    /** @param before where it was, if anywhere: jobs that go on still look for Kafka there */
    private static int port(String option, int wanted, String before) {
        if (wanted == 0 && before != null && LoopbackPort.isFree(portOf(before))) {
            return portOf(before);
        }
        if (wanted != 0 && !LoopbackPort.isFree(wanted)) {
            throw new CommandFailure(
                    ExitCode.FAILED, option + ": port " + wanted + " of 127.0.0.1 is taken by another process");
        }
        return wanted == 0 ? LoopbackPort.free() : wanted;
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** A process of Flink serves its metrics where it did before, if nobody else took the port: Prometheus looks there. */
    private static ClusterState withMetricsPort(ClusterState state, String name) {
        Integer before = state.metricsPorts().get(name);
        if (name.equals(KAFKA) || name.equals(ZOO_KEEPER) || (before != null && LoopbackPort.isFree(before))) {
            return state;
        }
        return state.withMetricsPort(name, LoopbackPort.free());
    }

    /**
     * Stops all parts, the newest first: with SIGTERM, and with SIGKILL what does not end of itself. Data and checkpoints
     * stay.
     *
     * @return how many were running
     */
    public int down() throws IOException, InterruptedException {
        ClusterState state = ClusterState.read(plan.folder());
        if (state == null) {
            return 0;
        }
        List<ClusterState.Part> parts = new ArrayList<>(state.parts());
        Collections.reverse(parts);
        int stopped = 0;
        for (ClusterState.Part part : parts) {
            ProcessHandle process = part.alive();
            if (process != null) {
                end(process);
                stopped++;
            }
        }
        state.withParts(List.of()).write(plan.folder());
        return stopped;
    }

    private static void end(ProcessHandle process) throws InterruptedException {
        process.destroy();
        try {
            process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
