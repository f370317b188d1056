package io.weir.app.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a local cluster; kept in its folder as {@code cluster.json}, for whoever wants to use it, stop it or
 * break it.
 *
 * @param flink address of Flink's web interface
 * @param kafka address of the broker
 * @param rpcPort of the JobManager
 * @param zooKeeperPort where TaskManagers learn which JobManager leads, and it where its jobs were; 0 in the file of an
 *     older version, which had none
 * @param metricsPorts where each process of Flink that was started serves its metrics, by name; empty in the file of an
 *     older version, which served none
 * @param parts its processes
 */
public record ClusterState(
        String flink,
        String kafka,
        int rpcPort,
        int zooKeeperPort,
        Map<String, Integer> metricsPorts,
        List<Part> parts) {
    private static final String NAME = "cluster.json";
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One process.
     *
     * @param name {@code kafka}, {@code zookeeper}, {@code jobmanager}, {@code taskmanager-1} …
     * @param pid of the operating system
     * @param startedAt milliseconds since the epoch: pids are used again, and this is what tells
     */
    public record Part(String name, long pid, long startedAt) {
        /** The process while it lives; null when it is over. */
        ProcessHandle alive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startOf(process) == startedAt)
                    .orElse(null);
        }

        static Part of(String name, ProcessHandle process) {
            return new Part(name, process.pid(), startOf(process));
        }

        private static long startOf(ProcessHandle process) {
            return process.info()
                    .startInstant()
                    .map(java.time.Instant::toEpochMilli)
                    .orElse(0L);
        }
    }

    public ClusterState {
        metricsPorts = metricsPorts == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(metricsPorts));
        parts = List.copyOf(parts);
    }

    /** Of the cluster in {@code folder}; null when none was started there. */
    static ClusterState read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        return Files.exists(file) ? JSON.readValue(file.toFile(), ClusterState.class) : null;
    }

    void write(Path folder) throws IOException {
        Path unfinished = folder.resolve(NAME + ".unfinished");
        Files.writeString(
                unfinished,
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n",
                StandardCharsets.UTF_8);
        Files.move(unfinished, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The address of a part's metrics in Prometheus' text form; null when it has none. */
    public String metrics(String part) {
        Integer port = metricsPorts.get(part);
        return port == null ? null : "http://127.0.0.1:" + port + "/metrics";
    }

    /** The same with this process, in the place of an older one of its name. */
    ClusterState with(Part part) {
        List<Part> all = new ArrayList<>(parts);
        all.removeIf(other -> other.name().equals(part.name()));
        all.add(part);
        return withParts(all);
    }

    /** The same with these processes only. */
    ClusterState withParts(List<Part> those) {
        return new ClusterState(flink, kafka, rpcPort, zooKeeperPort, metricsPorts, those);
    }

    /** The same with the metrics of the process {@code name} at {@code port}. */
    ClusterState withMetricsPort(String name, int port) {
        Map<String, Integer> ports = new TreeMap<>(metricsPorts);
        ports.put(name, port);
        return new ClusterState(flink, kafka, rpcPort, zooKeeperPort, ports, parts);
    }

    /** The part of this name that lives; null when there is none. */
    Part living(String name) {
        for (Part part : parts) {
            if (part.name().equals(name) && part.alive() != null) {
                return part;
            }
        }
        return null;
    }
}
