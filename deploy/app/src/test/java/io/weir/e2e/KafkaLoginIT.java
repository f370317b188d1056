package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.app.ExitCode;
import io.weir.app.SessionCluster;
import io.weir.app.WeirProcess;
import io.weir.app.client.BridgeClient;
import io.weir.bridge.kafka.TopicOptions;
import io.weir.bridge.kafka.TopicSetup;
import io.weir.broker.LoginBroker;
import io.weir.sandbox.Sandbox;
import io.weir.sandbox.SandboxOptions;
import io.weir.schema.Incident;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A Kafka of the user's own that is reached over TLS only and asks who one is: all of Weir logs in with what the
 * configuration refers to, says so when it is not let in, and leaves the password nowhere.
 */
class KafkaLoginIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String VARIABLE = "WEIR_KAFKA_PASSWORD";
    private static final Canaries CANARIES = new Canaries();
    private static final String RULES = """
            version: login
            grouping:
              - {name: all, scope: [service], wait: {critical: 0s}, updateEvery: 1s}
            """;
    private static final String CONFIG = """
            data: data
            bridge: {port: 0}
            kafka:
              bootstrap: %s
              properties:
                security.protocol: SASL_SSL
                sasl.mechanism: SCRAM-SHA-512
                sasl.jaas.config: >-
                  org.apache.kafka.common.security.scram.ScramLoginModule required
                  username="weir" password="%s";
                ssl.truststore.type: PEM
                ssl.truststore.location: %s
              topics: {partitions: 2}
            flink: {webPort: 0, metricsPort: 0, parallelism: 1, checkpointEvery: 300ms}
            clock: {tickEvery: 200ms, directiveLead: 500ms}
            glpi: {url: '%s', appToken: {value: sandbox-app-token}, userToken: {value: sandbox-user-token}, settle: 1s}
            tenants:
            - {name: acme, rules: rules.yaml, tokens: [{value: am-secret}], glpi: {entity: 1}}
            """;
    private static final String MESSAGE = """
            {"version": "4", "status": "firing", "externalURL": "http://am", "alerts": [{"status": "firing",
            "labels": {"alertname": "DiskFull", "service": "db", "severity": "critical"}, "startsAt": "%s"}]}
            """;

    @RegisterExtension
    static final CaseFolder FOLDER = new CaseFolder();

    private static TestAuthority authority;
    private static LoginBroker broker;
    private static Sandbox sandbox;

    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        authority = TestAuthority.make(FOLDER.below("tls"), "authority");
        broker = LoginBroker.start(FOLDER.below("kafka"), authority.server(), TestAuthority.PASSWORD);
        broker.user("weir", CANARIES.secret("password"));
        sandbox = Sandbox.start(SandboxOptions.defaults());
    }

    @AfterAll
    static void stop() throws IOException {
        sandbox.close();
        broker.close();
        assertNoSecretBelow(FOLDER.below("kafka"));
    }

    @Test
    void anAlertBecomesATicketAndHistoryIsReadWithThePasswordNowhere() throws Exception {
        Path config = configure("up", "${env:" + VARIABLE + "}", authority.certificate());
        List<String> printed = new ArrayList<>();
        try (WeirProcess weir = start(password(), "up", "--config", config.toString())) {
            weir.awaitLine("weir is up");
            var unused = new BridgeClient(weir.url("bridge"), "am-secret")
                    .post(
                            "/v1/alertmanager",
                            "application/json",
                            MESSAGE.formatted(Instant.now()).getBytes(StandardCharsets.UTF_8));

            await().atMost(PATIENCE).until(() -> !sandbox.tickets().isEmpty());
            List<Incident> incidents = new KafkaLog(client()).read(Topics.INCIDENTS, Wire.INCIDENT);
            assertThat(incidents)
                    .isNotEmpty()
                    .allMatch(incident -> incident.tenant().equals("acme"));

            Path capture = folder.resolve("capture.jsonl");
            await().atMost(PATIENCE)
                    .until(() -> run(
                                    printed,
                                    ExitCode.OK,
                                    password(),
                                    "capture",
                                    "--config",
                                    config.toString(),
                                    "--out",
                                    capture.toString())
                            .contains("1 alerts and "));
            assertThat(capture).content().contains("DiskFull");
            Path replayed = folder.resolve("replayed");
            run(
                    printed,
                    ExitCode.OK,
                    password(),
                    "replay",
                    "--config",
                    config.toString(),
                    "--out",
                    replayed.toString());
            assertThat(replayed.resolve("incidents.jsonl")).content().contains("\"rule\":\"all\"");
            weir.terminate();
            assertThat(weir.exitCode()).isEqualTo(ExitCode.OK);
            printed.addAll(weir.lines());
        }
        assertThat(folder.resolve("data/logs/weir.log")).isNotEmptyFile();
        assertThat(files(folder)).anyMatch(file -> file.endsWith("_metadata"));
        assertNoSecretIn(printed);
    }

    @Test
    void aJobOnAClusterIsToldWhereThePasswordIs() throws Exception {
        Path secrets = Files.writeString(
                FOLDER.below("secrets").resolve("kafka.properties"),
                "password=" + CANARIES.all().get("password") + "\n");
        Path config = configure("submit", "${file:" + secrets + ":password}", authority.certificate());
        TopicSetup topics = new TopicSetup(client(), TopicOptions.defaults());
        await().atMost(PATIENCE).until(topics::run);
        List<String> printed = new ArrayList<>();
        try (SessionCluster cluster = SessionCluster.start(folder)) {
            String flink = cluster.web().toString();
            String said = run(
                    printed,
                    ExitCode.OK,
                    Map.of(),
                    "submit",
                    "correlate",
                    "--flink",
                    flink,
                    "--config",
                    config.toString());
            Matcher id = Pattern.compile("submitted as ([0-9a-f]{32})").matcher(said);
            assertThat(id.find()).as(said).isTrue();
            String job = "/jobs/" + id.group(1);

            await().atMost(PATIENCE)
                    .until(() -> get(flink + job + "/checkpoints")
                            .matches("(?s).*\"counts\":\\{[^}]*\"completed\":[1-9].*"));
            for (String part : List.of("", "/config", "/plan", "/exceptions", "/checkpoints/config")) {
                printed.add(get(flink + job + part));
            }
            for (String part : List.of("/config", "/jobmanager/config", "/jobmanager/environment", "/jars")) {
                printed.add(get(flink + part));
            }
        }
        assertNoSecretIn(printed);
    }

    @Test
    void whoIsNotLetInIsToldWhichSettingToLookAt() throws Exception {
        Path config = configure("refused", "${env:" + VARIABLE + "}", authority.certificate());
        Map<String, String> wrong = Map.of(VARIABLE, CANARIES.secret("wrong"));
        List<String> printed = new ArrayList<>();
        String out = folder.resolve("out").toString();
        List<List<String>> commands = List.of(
                List.of("up", "--config", config.toString()),
                List.of("capture", "--config", config.toString(), "--out", out),
                List.of("replay", "--config", config.toString(), "--out", out),
                List.of("submit", "deliver", "--flink", "http://127.0.0.1:1", "--config", config.toString()));
        for (List<String> command : commands) {
            assertThat(run(printed, ExitCode.FAILED, wrong, command.toArray(String[]::new)))
                    .contains("weir: kafka.properties: Kafka refuses the login: Authentication failed");
            assertThat(run(printed, ExitCode.USAGE, Map.of(), command.toArray(String[]::new)))
                    .contains("kafka.properties: sasl.jaas.config: expected a value at ${env:" + VARIABLE + "}");
        }
        Map<String, String> unescaped = Map.of(VARIABLE, "a\"" + CANARIES.plainSecret("unescaped"));
        assertThat(run(printed, ExitCode.FAILED, unescaped, "up", "--config", config.toString()))
                .contains("weir: kafka.properties: sasl.jaas.config cannot be read");
        TestAuthority stranger = TestAuthority.make(FOLDER.below("tls"), "stranger");
        Path untrusting = configure("refused", "${env:" + VARIABLE + "}", stranger.certificate());
        assertThat(run(printed, ExitCode.FAILED, password(), "up", "--config", untrusting.toString()))
                .contains("weir: kafka.properties: no TLS with Kafka: ");
        Path absent = configure("refused", "${env:" + VARIABLE + "}", folder.resolve("absent.crt"));
        assertThat(run(printed, ExitCode.FAILED, password(), "up", "--config", absent.toString()))
                .contains("weir: kafka.properties: ", "absent.crt");
        assertNoSecretIn(printed);
    }

    private Path configure(String name, String password, Path trusted) throws IOException {
        folder = FOLDER.below(name);
        Files.writeString(folder.resolve("rules.yaml"), RULES);
        return Files.writeString(
                folder.resolve("weir.yaml"),
                CONFIG.formatted(broker.bootstrap(), password, trusted, sandbox.glpiUrl()));
    }

    private static Map<String, String> password() {
        return Map.of(VARIABLE, CANARIES.all().get("password"));
    }

    /** What a client of the test's own needs. */
    private static Map<String, String> client() {
        return Map.of(
                "bootstrap.servers",
                broker.bootstrap(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"weir\" password=\""
                        + CANARIES.all().get("password") + "\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority.certificate().toString());
    }

    private static WeirProcess start(Map<String, String> environment, String... command) throws IOException {
        return WeirProcess.start(List.of(), environment, command);
    }

    /** Runs a command to its end and returns what it printed. */
    private static String run(List<String> printed, int exitCode, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        try (WeirProcess weir = start(environment, command)) {
            int code = weir.exitCode();
            String said = String.join("\n", weir.lines());
            assertThat(code).as(said).isEqualTo(exitCode);
            printed.add(said);
            return said;
        }
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }

    /** Nor in the files that Weir and Flink wrote; both have ended. */
    private void assertNoSecretIn(List<String> printed) throws IOException {
        assertThat(printed)
                .isNotEmpty()
                .allSatisfy(text -> assertThat(CANARIES.in(text.getBytes(StandardCharsets.UTF_8)))
                        .isEmpty());
        assertNoSecretBelow(folder);
    }

    private static void assertNoSecretBelow(Path root) throws IOException {
        for (Path file : files(root)) {
            assertThat(CANARIES.in(Files.readAllBytes(file)))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
