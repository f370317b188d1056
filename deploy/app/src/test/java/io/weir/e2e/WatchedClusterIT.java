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
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.schema.AlertStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real standalone Flink with both jobs, which have made a ticket: what there is to watch of them. */
class WatchedClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String TOKEN = "am-secret";
    private static final String RULES = """
            version: watched
            grouping:
              - {name: by service, scope: [service], wait: {critical: 0s}, updateEvery: 1s}
            """;
    private static final String CONFIG = """
            data: data
            bridge: {port: %d}
            kafka: {bootstrap: '%s', topics: {partitions: 1}}
            flink: {parallelism: 1, checkpointEvery: 500ms}
            clock: {tickEvery: 200ms, directiveLead: 500ms}
            glpi: {url: '%s', appToken: {file: '%s'}, userToken: {file: '%s'}}
            awx: {url: '%s', token: {file: '%s'}}
            tracing: {endpoint: 'http://127.0.0.1:%d', sample: 1}
            tenants:
              - name: acme-2
                tokens: [{value: %s, source: am}]
                rules: rules.yaml
                glpi: {entity: 1, category: 1, assignGroup: 1, requestType: 7}
                awx: {organization: Default, templates: [restart service]}
            """;
    private static final Pattern PRINTED = Pattern.compile("(\\S+)  pid \\d+  metrics (\\S+)");
    private static final Pattern FLINK_METRIC = Pattern.compile("^flink_\\w+");
    /** Nobody is told anything here, and nothing is held. */
    private static final Pattern NOTHING_HERE = Pattern.compile("weir_notifications|_alerts_kept_back");

    @RegisterExtension
    static final CaseFolder FOLDER = new CaseFolder();

    private static Sandbox sandbox;
    private static WeirProcess bridge;
    private static URI url;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void aTicketIsMade() throws IOException {
        Path folder = FOLDER.below("site");
        sandbox = Sandbox.start(SandboxOptions.defaults());
        up();
        url = URI.create("http://127.0.0.1:" + LoopbackPort.free());
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        Path config = Files.writeString(
                folder.resolve("weir.yaml"),
                CONFIG.formatted(
                        url.getPort(),
                        state().path("kafka").asText(),
                        sandbox.glpiUrl(),
                        secret("app"),
                        secret("user"),
                        sandbox.url(),
                        secret("awx"),
                        LoopbackPort.free(),
                        TOKEN));
        bridge = WeirProcess.start("up", "--config", config.toString(), "--bridge-only");
        bridge.awaitLine("weir is up");
        for (String job : List.of("correlate", "deliver")) {
            weir("submit", job, "--flink", state().path("flink").asText(), "--config", config.toString());
        }
        new StormSender(url, TOKEN).post(List.of(new StormAlert("web", "h1")), AlertStatus.FIRING);
        await().atMost(PATIENCE).until(() -> !sandbox.tickets().isEmpty());
    }

    private static Path secret(String name) throws IOException {
        return Files.writeString(FOLDER.below("site").resolve(name), "sandbox-" + name + "-token");
    }

    @AfterAll
    static void down() throws IOException {
        if (bridge != null) {
            bridge.close();
        }
        weir("cluster", "down", "--dir", cluster().toString());
        sandbox.close();
    }

    @Test
    void allThatDashboardsAskOfFlinkIsServed() throws IOException, InterruptedException {
        Set<String> wanted = new TreeSet<>();
        for (DashboardQueries.Query query : DashboardQueries.all()) {
            for (String selector : DashboardQueries.selectors(query.text())) {
                Matcher name = FLINK_METRIC.matcher(selector);
                if (name.find() && !NOTHING_HERE.matcher(name.group()).find()) {
                    wanted.add(name.group());
                }
            }
        }
        assertThat(wanted).anyMatch(name -> name.contains("_job_task_operator_weir_tenant_"));
        Map<String, String> metrics = printed(up());
        assertThat(metrics).containsOnlyKeys("jobmanager", "taskmanager-1", "taskmanager-2");
        await().atMost(PATIENCE).untilAsserted(() -> {
            Set<String> missing = new TreeSet<>(wanted);
            for (String address : metrics.values()) {
                get(address).lines().map(line -> line.split("[ {]", 2)[0]).forEach(missing::remove);
            }
            assertThat(missing).isEmpty();
        });
        assertThat(get(metrics.get("jobmanager"))).contains("flink_jobmanager_numRunningJobs");
        assertThat(get(metrics.get("taskmanager-1")) + get(metrics.get("taskmanager-2")))
                .containsPattern("weir_tenant_tickets_created\\{[^}]*tenant=\"acme-2\"[^}]*} 1\\.0");
    }

    @Test
    void nothingListensWhereOthersCouldReachIt() throws IOException {
        for (JsonNode part : state().path("parts")) {
            assertThat(ListeningSockets.of(part.path("pid").asLong()))
                    .as(part.path("name").asText())
                    .isNotEmpty()
                    .allMatch(ListeningSockets.Listener::onLoopback);
        }
    }

    /** The class loader of a job has its own copy of what sets them; the log is Flink's. */
    @Test
    void aLineOfATaskManagerNamesTenantIncidentAndTrace() {
        JsonNode incident =
                new BridgeClient(url, TOKEN).list("/v1/incidents", Map.of(), 2).get(0);
        String trace = incident.path("trace").asText().split("-")[1];
        String about = "TicketDelivery tenant=acme-2 incident="
                + incident.path("incidentId").asText() + " trace=" + trace + " - ";
        await().atMost(PATIENCE).until(() -> linesOfTaskManagers().anyMatch(line -> line.contains(about)));
    }

    private static Stream<String> linesOfTaskManagers() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String part : List.of("taskmanager-1", "taskmanager-2")) {
            lines.addAll(Files.readAllLines(cluster().resolve("logs").resolve(part + ".log")));
        }
        return lines.stream();
    }

    private static Path cluster() throws IOException {
        return FOLDER.below("site").resolve("cluster");
    }

    private static String up() throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("cluster", "up", "--dir", cluster().toString()));
        arguments.addAll(List.of("--slots", "2", "--web-port", "0", "--kafka-port", "0"));
        return weir(arguments.toArray(new String[0]));
    }

    private static JsonNode state() throws IOException {
        return new JsonMapper().readTree(cluster().resolve("cluster.json").toFile());
    }

    /** Addresses of metrics by the name of the process, as {@code cluster up} tells them. */
    private static Map<String, String> printed(String said) {
        Map<String, String> addresses = new HashMap<>();
        PRINTED.matcher(said).results().forEach(line -> addresses.put(line.group(1), line.group(2)));
        return addresses;
    }

    private String get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
