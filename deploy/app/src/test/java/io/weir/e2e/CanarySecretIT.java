package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.app.WeirProcess;
import io.weir.broker.EmbeddedBroker;
import io.weir.broker.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A secret in every place that takes one, and everybody who is told one says it again in an error. Afterwards none is in
 * a log, on Kafka, in a checkpoint, a metric, an answer of the bridge or of Flink, or a command line.
 */
class CanarySecretIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String PAYLOAD = "payload-that-may-be-seen";
    private static final List<String> TOLD =
            List.of("glpi-app", "glpi-user", "awx", "slack", "alertmanager", "kuma-key", "kuma-password", "tracing");
    private static final String RULES = """
            version: canary
            grouping:
              - {name: service, scope: [service], wait: {critical: 0s}, updateEvery: 1s}
            remediation:
              - {name: restart, match: ['service=~"db|web|mail"'], template: restart service, target: instance, mode: auto}
            """;
    private static final String MESSAGE = """
            {"version": "4", "status": "firing", "externalURL": "http://am", "alerts": [{"status": "firing",
            "labels": {"alertname": "DiskFull", "service": "%s", "severity": "critical", "instance": "web-01"},
            "annotations": {"summary": "%s"}, "startsAt": "%s"}]}
            """;

    @RegisterExtension
    static final CaseFolder FOLDER = new CaseFolder();

    private final Canaries canaries = new Canaries();
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final int bridge = LoopbackPort.free();
    private final int web = LoopbackPort.free();
    private final int metrics = LoopbackPort.free();
    private Path folder;

    @Test
    void noSecretIsFoundWhereItDoesNotBelong() throws IOException, InterruptedException {
        folder = FOLDER.below("canary");
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        Path config = folder.resolve("weir.yaml");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
                EchoingServer echo = EchoingServer.start();
                EchoingSmtp smtp = EchoingSmtp.start()) {
            String good = config(broker, echo, smtp);
            Files.writeString(config, good);
            try (WeirProcess weir = WeirProcess.start(List.of(), environment, "up", "--config", config.toString())) {
                weir.awaitLine("weir is up");
                post();

                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(canaries.in(echo.heard())).containsAll(TOLD));
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(canaries.in(smtp.heard())).contains("smtp"));
                for (String system : List.of("glpi", "kuma", "kuma-2", "am")) {
                    await(system).atMost(PATIENCE).until(() -> echo.calls(system) >= 5);
                }
                Files.writeString(
                        config, good.replace("userToken: {file: glpi-user}", "userToken: '" + misplaced() + "'"));
                await().atMost(PATIENCE)
                        .until(() -> Files.readString(folder.resolve("data/logs/weir.log"))
                                .contains("the tokens from before stay"));

                Map<String, List<String>> found = new TreeMap<>();
                search(found, "what it printed", String.join("\n", weir.lines()).getBytes(StandardCharsets.UTF_8));
                asked(found);
                commandLines(found);
                files(found);
                assertThat(found).isEmpty();
            }
        }
    }

    /** A secret that somebody writes where a reference is expected. */
    private String misplaced() {
        return canaries.secret("misplaced");
    }

    private String config(EmbeddedBroker broker, EchoingServer echo, EchoingSmtp smtp) throws IOException {
        return """
                data: data
                bridge: {port: %d}
                kafka:
                  bootstrap: %s
                  properties:
                    ssl.truststore.password: ${env:%s}
                    sasl.jaas.config: ${file:%s:jaas}
                  topics: {partitions: 2}
                flink: {webPort: %d, metricsPort: %d, parallelism: 1, checkpointEvery: 500ms}
                glpi: {url: '%s', appToken: %s, userToken: %s, timeout: 5s, settle: 1s}
                awx: {url: '%s', token: %s, timeout: 5s, settle: 1s}
                tracing: {endpoint: '%s', sample: 1, headers: {Authorization: %s}}
                smtp: {host: 127.0.0.1, port: %d, tls: none, username: weir, password: %s}
                notifications: {timeout: 5s}
                operators: {tokens: [%s]}
                tenants:
                - name: acme
                  rules: rules.yaml
                  tokens: [%s, %s, %s, {env: %s, signs: acme-signs}]
                  glpi: {entity: 1}
                  awx: {organization: Default, templates: [restart service]}
                  reconcile:
                  - alertmanager: {urls: ['%s'], receivers: [weir], every: 1s, timeout: 2s, token: %s}
                  - uptimeKuma: {url: '%s', name: one, every: 1s, timeout: 2s, apiKey: %s}
                  - uptimeKuma: {url: '%s', name: two, every: 1s, timeout: 2s, username: weir, password: %s}
                  notifications:
                    channels:
                    - {name: mail, email: {to: [a@example.org], from: weir@example.org}}
                    - {name: chat, slack: {url: %s}}
                    - {name: hook, webhook: {url: '%s', secret: %s}}
                    routes: [{channels: [mail, chat, hook]}]
                """.formatted(
                        bridge,
                        broker.bootstrap(),
                        variable("kafka-password"),
                        jaas(),
                        web,
                        metrics,
                        echo.url("/glpi/apirest.php"),
                        env("glpi-app"),
                        file("glpi-user"),
                        echo.url("/awx"),
                        value("awx"),
                        echo.url("/otlp"),
                        env("tracing"),
                        smtp.port(),
                        env("smtp"),
                        value("operator"),
                        value("token-value"),
                        env("token-env"),
                        file("token-file"),
                        variable("signing-key"),
                        echo.url("/am"),
                        env("alertmanager"),
                        echo.url("/kuma"),
                        file("kuma-key"),
                        echo.url("/kuma-2"),
                        value("kuma-password"),
                        slack(echo),
                        echo.url("/hook"),
                        file("hook"));
    }

    private String variable(String place) {
        String name = "WEIR_" + place.replace('-', '_').toUpperCase(Locale.ROOT);
        environment.put(name, canaries.secret(place));
        return name;
    }

    private String env(String place) {
        return "{env: " + variable(place) + "}";
    }

    private String value(String place) {
        return "{value: '" + canaries.secret(place) + "'}";
    }

    private String file(String place) throws IOException {
        Files.writeString(folder.resolve(place), canaries.secret(place) + "\n");
        return "{file: " + place + "}";
    }

    private String slack(EchoingServer echo) {
        environment.put("WEIR_SLACK", echo.url("/slack/" + canaries.plainSecret("slack")));
        return "{env: WEIR_SLACK}";
    }

    private Path jaas() throws IOException {
        return Files.writeString(
                folder.resolve("kafka.secrets"),
                "jaas=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"weir\" password=\""
                        + canaries.plainSecret("kafka-jaas") + "\";\n");
    }

    /** Alerts with good credentials, bad ones next to them, and what is refused. */
    private void post() throws IOException, InterruptedException {
        Map<String, String> all = canaries.all();
        String basic =
                Base64.getEncoder().encodeToString(("weir:" + all.get("token-env")).getBytes(StandardCharsets.UTF_8));
        assertThat(post("db", "Bearer " + all.get("token-value")).statusCode()).isEqualTo(200);
        assertThat(post("web", "Basic " + basic).statusCode()).isEqualTo(200);
        assertThat(post("mail", "Bearer " + all.get("token-file")).statusCode()).isEqualTo(200);
        List<String> refused = List.of(
                "Bearer " + all.get("token-value") + "x",
                "Bearer " + all.get("operator"),
                "Weir-HMAC-SHA256 key=acme-signs,ts=1,nonce=abcdefghijklmnop,sig=" + all.get("signing-key"),
                "Bearer  " + all.get("signing-key"));
        for (String authorization : refused) {
            HttpResponse<String> answer = post("x", authorization);
            assertThat(answer.statusCode()).isIn(401, 403);
            assertThat(canaries.in(answer.body().getBytes(StandardCharsets.UTF_8)))
                    .isEmpty();
        }
    }

    private HttpResponse<String> post(String service, String authorization) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bridge + "/v1/alertmanager"))
                        .header("Authorization", authorization)
                        .POST(BodyPublishers.ofString(MESSAGE.formatted(service, PAYLOAD, Instant.now())))
                        .build(),
                BodyHandlers.ofString());
    }

    private void search(Map<String, List<String>> found, String where, byte[] bytes) {
        List<String> places = canaries.in(bytes);
        if (!places.isEmpty()) {
            found.put(where, places);
        }
    }

    /** Whatever can be asked for over HTTP. */
    private void asked(Map<String, List<String>> found) throws IOException, InterruptedException {
        String tenant = "Bearer " + canaries.all().get("token-value");
        String operator = "Bearer " + canaries.all().get("operator");
        List<String> lists = List.of(
                "incidents",
                "alerts",
                "downtimes",
                "rules",
                "dead-letters",
                "brake",
                "decisions?incident=x",
                "topology");
        for (String list : lists) {
            get(found, bridge, "/v1/" + list, tenant);
            get(found, bridge, "/v1/" + list + "?tenant=acme", operator);
        }
        for (String path : List.of("/-/ready", "/-/healthy", "/metrics", "/nowhere")) {
            get(found, bridge, path, null);
        }
        get(found, metrics, "/metrics", null);
        List<String> flink = new ArrayList<>(List.of(
                "/config",
                "/overview",
                "/jobs/overview",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobmanager/metrics",
                "/jobmanager/thread-dump",
                "/taskmanagers"));
        String jobs = get(found, web, "/jobs", null);
        json.readTree(jobs).path("jobs").forEach(job -> {
            String path = "/jobs/" + job.path("id").asText();
            flink.add(path);
            Stream.of(
                            "config",
                            "exceptions",
                            "checkpoints",
                            "checkpoints/config",
                            "accumulators",
                            "plan",
                            "metrics",
                            "jobmanager/config",
                            "jobmanager/environment")
                    .forEach(part -> flink.add(path + "/" + part));
        });
        assertThat(flink).hasSizeGreaterThan(20);
        for (String path : flink) {
            get(found, web, path, null);
        }
    }

    private String get(Map<String, List<String>> found, int port, String path, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        search(found, port + path, answer.body().getBytes(StandardCharsets.UTF_8));
        search(found, port + path + " headers", answer.headers().toString().getBytes(StandardCharsets.UTF_8));
        return answer.body();
    }

    private void commandLines(Map<String, List<String>> found) throws IOException {
        // all processes: one of ours might have started one that does not belong to it any more
        Process ps = new ProcessBuilder("ps", "-ww", "-eo", "args").start();
        byte[] lines = ps.getInputStream().readAllBytes();
        assertThat(new String(lines, StandardCharsets.UTF_8))
                .contains(folder.resolve("weir.yaml").toString());
        search(found, "command lines", lines);
    }

    /** Logs, Kafka's segments, checkpoints: everything but what was written there to be read. */
    private void files(Map<String, List<String>> found) throws IOException {
        int withPayload = 0;
        boolean checkpoint = false;
        for (Path root : List.of(folder.resolve("data"), folder.resolve("kafka"))) {
            try (Stream<Path> walk = Files.walk(root)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    byte[] bytes;
                    try {
                        bytes = Files.readAllBytes(file);
                    } catch (NoSuchFileException gone) {
                        // an old checkpoint
                        continue;
                    }
                    search(found, folder.relativize(file).toString(), bytes);
                    checkpoint |= file.endsWith("_metadata");
                    withPayload += new String(bytes, StandardCharsets.ISO_8859_1).contains(PAYLOAD) ? 1 : 0;
                }
            }
        }
        // what is on Kafka and in state is readable as it stands, so that the search would see a secret there
        assertThat(withPayload).isGreaterThan(2);
        assertThat(checkpoint).isTrue();
    }
}
