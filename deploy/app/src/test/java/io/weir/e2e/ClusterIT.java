package io.weir.e2e;

import static io.weir.e2e.Commands.weir;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.WeirProcess;
import io.weir.app.client.BridgeClient;
import io.weir.broker.LoopbackPort;
import io.weir.e2e.StormSender.StormAlert;
import io.weir.schema.AlertStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real standalone Flink: what an operator does to a job there, and what the loss of a process does to it. */
class ClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String TOKEN = "am-secret";
    private static final String RULES = """
            version: cluster
            grouping:
              - {name: by service, scope: [service], gap: 30m, wait: {critical: 1s}, updateEvery: 1s, resolveQuiet: 1s}
            """;
    private static final String CONFIG = """
            data: data
            bridge: {port: %d}
            kafka: {bootstrap: '%s', topics: {partitions: 3}}
            flink: {stateBackend: rocksdb, checkpointEvery: 500ms}
            clock: {tickEvery: 200ms, directiveLead: 500ms}
            tenants: [{name: acme, tokens: [{value: %s, source: am}], rules: rules.yaml}]
            """;

    @TempDir
    Path folder;

    @AfterEach
    void down() {
        weir("cluster", "down", "--dir", cluster());
    }

    @Test
    void anIncidentOutlivesSavepointsOtherParallelismsAndLostProcesses() throws Exception {
        assertThat(up()).contains("the cluster is up", "jobmanager", "taskmanager-2");
        String flink = state().path("flink").asText();
        URI bridge = URI.create("http://127.0.0.1:" + LoopbackPort.free());
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        Path config = Files.writeString(
                folder.resolve("weir.yaml"),
                CONFIG.formatted(bridge.getPort(), state().path("kafka").asText(), TOKEN));
        try (WeirProcess weir = WeirProcess.start("up", "--config", config.toString(), "--bridge-only")) {
            weir.awaitLine("weir is up");
            StormSender sender = new StormSender(bridge, TOKEN);

            submit(flink, config, 1, null);
            sender.post(List.of(new StormAlert("web", "h1")), AlertStatus.FIRING);
            String id = incident(bridge, 1, "open");
            String savepoint = stop(flink);

            submit(flink, config, 3, savepoint);
            sender.post(List.of(new StormAlert("web", "h2")), AlertStatus.FIRING);
            assertThat(incident(bridge, 2, "open")).isEqualTo(id);

            JsonNode metricsPorts = state().path("metricsPorts");
            kill("taskmanager-1");
            assertThat(up()).contains("taskmanager-1");
            assertThat(state().path("metricsPorts")).isEqualTo(metricsPorts);
            sender.post(List.of(new StormAlert("web", "h3")), AlertStatus.FIRING);
            assertThat(incident(bridge, 3, "open")).isEqualTo(id);

            kill("jobmanager");
            assertThat(up()).contains("jobmanager");
            sender.post(List.of(new StormAlert("web", "h4")), AlertStatus.FIRING);
            assertThat(incident(bridge, 4, "open")).isEqualTo(id);

            weir("cluster", "down", "--dir", cluster());
            up();
            assertThat(state().path("metricsPorts")).hasSize(3).isEqualTo(metricsPorts);
            sender.post(List.of(new StormAlert("web", "h5")), AlertStatus.FIRING);
            assertThat(incident(bridge, 5, "open")).isEqualTo(id);
            savepoint = stop(flink);

            submit(flink, config, 2, savepoint);
            for (String host : List.of("h1", "h2", "h3", "h4", "h5")) {
                sender.post(List.of(new StormAlert("web", host)), AlertStatus.RESOLVED);
            }
            assertThat(incident(bridge, 5, "resolved")).isEqualTo(id);

            assertThat(weir("stop", "correlate", "--flink", flink)).contains("is stopped");
            assertThat(weir("jobs", "--flink", flink)).contains("weir-correlate", "CANCELED", "FINISHED");
        }
        assertThat(weir("cluster", "down", "--dir", cluster())).contains("5 processes stopped");
        assertThat(weir("cluster", "down", "--dir", cluster())).contains("nothing was running");
    }

    private String cluster() {
        return folder.resolve("cluster").toString();
    }

    private String up() {
        return weir("cluster", "up", "--dir", cluster(), "--slots", "2", "--web-port", "0", "--kafka-port", "0");
    }

    private JsonNode state() throws IOException {
        return new JsonMapper().readTree(folder.resolve("cluster/cluster.json").toFile());
    }

    private void kill(String part) throws IOException {
        long pid = StreamSupport.stream(state().path("parts").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(part))
                .findFirst()
                .orElseThrow()
                .path("pid")
                .asLong();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private void submit(String flink, Path config, int parallelism, String savepoint) {
        List<String> arguments = new ArrayList<>(List.of(
                "submit",
                "correlate",
                "--flink",
                flink,
                "--config",
                config.toString(),
                "--parallelism",
                "" + parallelism));
        if (savepoint != null) {
            arguments.addAll(List.of("--from-savepoint", savepoint));
        }
        assertThat(weir(arguments.toArray(new String[0]))).contains("the correlate job is submitted as ");
    }

    private String stop(String flink) {
        String said = weir(
                "stop",
                "correlate",
                "--flink",
                flink,
                "--savepoint",
                folder.resolve("savepoints").toUri().toString());
        assertThat(said).contains("is stopped, savepoint file:");
        return said.substring(said.indexOf("file:")).strip();
    }

    /** The id of the only incident, once it has so many members and this status. */
    private static String incident(URI bridge, int members, String status) {
        List<JsonNode> incidents = await().atMost(PATIENCE)
                .until(
                        () -> new BridgeClient(bridge, TOKEN).list("/v1/incidents", Map.of(), 100),
                        all -> all.stream()
                                .anyMatch(incident -> incident.path("memberCount")
                                                        .asInt()
                                                == members
                                        && incident.path("status").asText().equals(status)));
        assertThat(incidents).hasSize(1);
        return incidents.get(0).path("incidentId").asText();
    }
}
