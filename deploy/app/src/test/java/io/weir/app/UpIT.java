package io.weir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.client.BridgeClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code weir up} as a process: what it prints, how it stops, and what it knows after a kill. */
class UpIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CONFIG = """
            data: data
            bridge: {port: 0}
            kafka: {embedded: {port: 0}, topics: {partitions: 2}}
            flink: {webPort: 0, metricsPort: 0, parallelism: 1, checkpointEvery: 300ms}
            clock: {tickEvery: 100ms, directiveLead: 500ms}
            tenants: [{name: acme, tokens: [{value: secret-1}], rules: rules.yaml}]
            """;
    private static final String RULES = """
            version: %s
            grouping:
              - name: all
                scope: [service]
                wait: {critical: 0s, warning: 0s}
                updateEvery: 0s
                resolveQuiet: 0s
            """;

    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void configure() throws IOException {
        config = folder.resolve("weir.yaml");
        Files.writeString(config, CONFIG);
        Files.writeString(folder.resolve("rules.yaml"), RULES.formatted("first"));
    }

    @Test
    void goesOnAfterAKillWithTheSameIncident() throws IOException, InterruptedException {
        Instant start = Instant.now();
        String id;
        try (WeirProcess first = up()) {
            BridgeClient bridge = client(first);
            bridge.post("/v1/alertmanager", "application/json", webhook("firing", start, null));
            JsonNode incident = await().atMost(PATIENCE)
                    .until(() -> incidents(bridge), list -> !list.isEmpty())
                    .get(0);
            id = incident.path("incidentId").asText();
            assertThat(incident.path("status").asText()).isEqualTo("open");
            first.kill();
        }
        try (WeirProcess second = up()) {
            BridgeClient bridge = client(second);
            bridge.post("/v1/alertmanager", "application/json", webhook("resolved", start, Instant.now()));
            JsonNode incident = await().atMost(PATIENCE)
                    .until(
                            () -> incidents(bridge),
                            list -> list.size() == 1
                                    && list.get(0).path("status").asText().equals("resolved"))
                    .get(0);
            assertThat(incident.path("incidentId").asText()).isEqualTo(id);
            assertThat(incident.path("memberCount").asInt()).isEqualTo(1);
            second.terminate();
            assertThat(second.exitCode()).isEqualTo(ExitCode.OK);
            assertThat(second.lines()).contains("stopping");
        }
        try (WeirProcess third = up()) {
            BridgeClient bridge = client(third);
            await().atMost(PATIENCE).until(() -> incidents(bridge), list -> list.size() == 1);
            assertThat(incidents(bridge).get(0).path("incidentId").asText()).isEqualTo(id);
        }
    }

    @Test
    void takesCommandsWhileItRunsAndRefusesASecondOne() throws IOException, InterruptedException {
        try (WeirProcess weir = up()) {
            assertThat(weir.lines()).anyMatch(line -> line.contains("GLPI     not configured"));
            String url = weir.url("bridge").toString();
            Path token = Files.writeString(folder.resolve("token"), "secret-1\n");

            StringWriter added = new StringWriter();
            assertThat(command(
                            added,
                            url,
                            token,
                            "downtime",
                            "add",
                            "--for",
                            "1h",
                            "--comment",
                            "a test",
                            "service=\"a\""))
                    .isZero();
            String id = added.toString().split(" ")[1];
            StringWriter listed = new StringWriter();
            assertThat(command(listed, url, token, "downtime", "list")).isZero();
            assertThat(listed.toString()).contains(id, "service=\"a\"", "a test");
            assertThat(command(new StringWriter(), url, token, "downtime", "cancel", id))
                    .isZero();
            StringWriter cancelled = new StringWriter();
            assertThat(command(cancelled, url, token, "downtime", "list", "--status", "cancelled", "--json"))
                    .isZero();
            assertThat(cancelled.toString()).contains(id);

            Path book = Files.writeString(folder.resolve("other.yaml"), RULES.formatted("second"));
            assertThat(command(new StringWriter(), url, token, "rules", "push", book.toString()))
                    .isZero();
            StringWriter shown = new StringWriter();
            assertThat(command(shown, url, token, "rules", "show")).isZero();
            assertThat(shown.toString()).contains("version: second");

            StringWriter refused = new StringWriter();
            assertThat(command(refused, url, token, "downtime", "add", "--for", "1h", "--comment", "x", "a!=\"b\""))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(refused.toString()).contains("matchers: ", "\"force\": true");

            Files.writeString(token, "not-the-token");
            StringWriter unknown = new StringWriter();
            assertThat(command(unknown, url, token, "incidents")).isEqualTo(ExitCode.FAILED);
            assertThat(unknown.toString()).contains("does not know this token");

            try (WeirProcess second = WeirProcess.start("up", "--config", config.toString())) {
                assertThat(second.exitCode()).isEqualTo(ExitCode.FAILED);
                assertThat(second.lines())
                        .anyMatch(line -> line.contains("data is in use by another process; stop that one"));
            }
            assertThat(weir.isAlive()).isTrue();
        }
    }

    @Test
    void neverStartsEmptyWhenItsCheckpointCannotBeRead() throws IOException, InterruptedException {
        Path metadata = folder.resolve("data/checkpoints/weir-correlate/run/chk-9/_metadata");
        Files.createDirectories(metadata.getParent());
        Files.writeString(metadata, "not a checkpoint");
        try (WeirProcess weir = WeirProcess.start("up", "--config", config.toString())) {
            assertThat(weir.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(weir.lines()).anyMatch(line -> line.startsWith("weir: the job weir-correlate failed: "));
        }
    }

    private WeirProcess up() throws IOException {
        WeirProcess weir = WeirProcess.start("up", "--config", config.toString());
        weir.awaitLine("  AWX ");
        return weir;
    }

    private static BridgeClient client(WeirProcess weir) {
        URI bridge = weir.url("bridge");
        return new BridgeClient(bridge, "secret-1");
    }

    private static List<JsonNode> incidents(BridgeClient bridge) {
        return bridge.list("/v1/incidents", Map.of(), 100);
    }

    private static byte[] webhook(String status, Instant startsAt, Instant endsAt) {
        return """
                {"version": "4", "status": "%1$s", "receiver": "weir", "externalURL": "http://am", "groupKey": "{}",
                 "groupLabels": {}, "commonLabels": {}, "commonAnnotations": {}, "truncatedAlerts": 0,
                 "alerts": [{"status": "%1$s", "labels": {"alertname": "Down", "service": "web", "severity": "critical"},
                   "annotations": {}, "startsAt": "%2$s", "endsAt": "%3$s", "generatorURL": ""}]}
                """.formatted(status, startsAt, endsAt == null ? "0001-01-01T00:00:00Z" : endsAt)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static int command(StringWriter out, String url, Path token, String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 4);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = url;
        all[arguments.length + 2] = "--token-file";
        all[arguments.length + 3] = token.toString();
        CommandLine command = Main.commandLine();
        PrintWriter writer = new PrintWriter(out, true);
        return command.setOut(writer).setErr(writer).execute(all);
    }
}
