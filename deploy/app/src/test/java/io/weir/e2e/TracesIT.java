package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.broker.LoopbackPort;
import io.weir.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One trace from the webhook to the ticket, in a real Zipkin, and log lines that name it. */
class TracesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path ZIPKIN = Path.of("target", "zipkin", "zipkin.jar");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SENDER = "00f067aa0ba902b7";
    private static final String CANARY = "canary-otlp-secret-7d1f";
    private static final String RULES = """
            version: traces
            grouping:
              - {name: all, scope: [service]}
            """;
    private static final String MESSAGE = """
            {"version": "4", "status": "firing", "externalURL": "http://am", "alerts": [{"status": "firing",
            "labels": {"alertname": "DiskFull", "service": "db", "severity": "critical"},
            "annotations": {"summary": "no room: canary-payload-3c2a"}, "startsAt": "%s"}]}
            """;

    @RegisterExtension
    static final CaseFolder FOLDER = new CaseFolder();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void oneTraceReachesFromTheWebhookToTheTicket() throws IOException, InterruptedException {
        Path folder = FOLDER.below("traces");
        URI zipkin = URI.create("http://127.0.0.1:" + LoopbackPort.free());
        try (ChildProcess server = zipkin(folder, zipkin);
                OtlpToZipkin receiver = OtlpToZipkin.start(zipkin);
                Site site = Site.prepare(
                        folder, SandboxOptions.defaults(), new Site.Tenant("acme", List.of("am"), RULES))) {
            server.awaitOk(zipkin.resolve("/health"));
            site.configure("tracing: {endpoint: '" + receiver.endpoint()
                    + "', sample: 0, headers: {Authorization: {value: " + CANARY + "}}}");
            site.up(List.of("-Dweir.log=json"));

            assertThat(post(site, "00-" + TRACE + "-" + SENDER + "-01").statusCode())
                    .isEqualTo(200);
            await().atMost(PATIENCE).until(() -> !site.sandbox().tickets().isEmpty());
            Map<String, JsonNode> spans = new HashMap<>();
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> {
                        spans.clear();
                        trace(zipkin)
                                .forEach(span -> spans.put(span.path("name").asText(), span));
                        return spans.containsKey("ticket create") && spans.containsKey("weir.alerts send");
                    });

            JsonNode incident = site.incidents("am").get(0);
            assertThat(incident.path("trace").asText()).startsWith("00-" + TRACE + "-");
            JsonNode request = spans.get("post /v1/alertmanager");
            JsonNode sent = spans.get("weir.alerts send");
            JsonNode opened = spans.get("incident opened");
            JsonNode ticket = spans.get("ticket create");
            JsonNode created = spans.get("glpi post ticket");
            assertThat(spans).containsKeys("post /v1/alertmanager", "incident opened", "glpi post ticket");
            assertThat(request.path("parentId").asText()).isEqualTo(SENDER);
            assertThat(sent.path("parentId")).isEqualTo(request.path("id"));
            assertThat(opened.path("parentId")).isEqualTo(sent.path("id"));
            assertThat(ticket.path("parentId")).isEqualTo(opened.path("id"));
            assertThat(created.path("parentId")).isEqualTo(ticket.path("id"));
            assertThat(ticket.path("tags").path("weir.tenant").asText()).isEqualTo("acme");
            assertThat(ticket.path("tags").path("weir.incident.id")).isEqualTo(incident.path("incidentId"));
            assertThat(ticket.path("tags").path("weir.ticket.id").asText())
                    .isEqualTo(incident.path("ticket").path("id").asText("1"));
            assertThat(receiver.authorizations()).isNotEmpty().containsOnly(CANARY);
            assertThat(spans.values().toString())
                    .doesNotContain(CANARY, "canary-payload", "sandbox-user-token", "sandbox-app-token", "am-secret");

            assertLines(
                    folder.resolve("data/logs/weir.log"),
                    incident.path("incidentId").asText());
        }
    }

    private static ChildProcess zipkin(Path folder, URI at) throws IOException {
        return ChildProcess.start(
                folder,
                "zipkin.log",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Darmeria.ports[0].ip=127.0.0.1",
                        "-Darmeria.ports[0].port=" + at.getPort(),
                        "-Darmeria.ports[0].protocols[0]=http",
                        "-jar",
                        ZIPKIN.toAbsolutePath().toString()));
    }

    private HttpResponse<String> post(Site site, String traceparent) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(site.bridge().resolve("/v1/alertmanager"))
                        .header("Authorization", "Bearer " + Site.token("am"))
                        .header("traceparent", traceparent)
                        .POST(HttpRequest.BodyPublishers.ofString(MESSAGE.formatted(Instant.now())))
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode trace(URI zipkin) throws IOException, InterruptedException {
        HttpRequest ask =
                HttpRequest.newBuilder(zipkin.resolve("/api/v2/trace/" + TRACE)).build();
        return json.readTree(http.send(ask, BodyHandlers.ofString()).body());
    }

    /** Every line is an object; what the deliver job says of the incident names it, its tenant and its trace. */
    private void assertLines(Path log, String incidentId) throws IOException {
        List<JsonNode> about = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            JsonNode said = json.readTree(line);
            assertThat(said.path("message").isTextual()).as(line).isTrue();
            if (said.path("incident").asText().equals(incidentId)) {
                about.add(said);
            }
        }
        assertThat(about).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("tenant").asText()).isEqualTo("acme");
            assertThat(line.path("trace").asText()).isEqualTo(TRACE);
        });
        assertThat(Files.readString(log)).doesNotContain(CANARY, "sandbox-user-token", "am-secret");
    }
}
