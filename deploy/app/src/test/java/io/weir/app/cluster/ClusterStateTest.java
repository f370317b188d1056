package io.weir.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterStateTest {
    @TempDir
    Path folder;

    @Test
    void portsOfMetricsOutliveTheProcesses() throws IOException {
        new ClusterState("http://127.0.0.1:8081", "127.0.0.1:9092", 20_001, 20_002, Map.of(), List.of())
                .withMetricsPort("jobmanager", 20_003)
                .withParts(List.of())
                .write(folder);

        ClusterState state = ClusterState.read(folder);
        assertThat(state.metrics("jobmanager")).isEqualTo("http://127.0.0.1:20003/metrics");
        assertThat(state.metrics("kafka")).isNull();
    }

    @Test
    void theFileOfAnOlderVersionTellsOfNoMetrics() throws IOException {
        Files.writeString(folder.resolve("cluster.json"), """
                {"flink": "http://127.0.0.1:8081", "kafka": "127.0.0.1:9092", "rpcPort": 20001, "zooKeeperPort": 20002,
                 "parts": []}
                """);
        assertThat(ClusterState.read(folder).metricsPorts()).isEmpty();
    }
}
