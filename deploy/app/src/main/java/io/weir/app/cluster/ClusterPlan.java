package io.weir.app.cluster;

import java.nio.file.Path;

/**
 * How a local cluster is to be.
 *
 * @param folder of its settings, logs, checkpoints and Kafka's data
 * @param taskManagers how many
 * @param slots tasks of each operator that a TaskManager has room for
 * @param webPort of Flink's web interface
 * @param kafkaPort of the broker
 */
public record ClusterPlan(Path folder, int taskManagers, int slots, int webPort, int kafkaPort) {
    public ClusterPlan {
        folder = folder.toAbsolutePath().normalize();
    }
}
