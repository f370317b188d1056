package io.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.WeirProcess;
import io.weir.app.client.BridgeClient;
import io.weir.e2e.StormSender.StormAlert;
import io.weir.sandbox.SandboxOptions;
import io.weir.schema.AlertStatus;
import io.weir.schema.Incident;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History of a Weir that runs, through {@code weir replay}, {@code capture} and {@code shadow}. */
class ReplayIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SOURCE = "am";
    private static final String RULES = """
            version: %s
            grouping:
              - {name: by service, scope: [%s], wait: {critical: 1s, warning: 1s}, updateEvery: 1s, resolveQuiet: 2s}
            """;

    @TempDir
    Path folder;

    private Site site;

    @Test
    void aReplayOfItsLogIsWhatALiveRunSaidAndTouchesNothing() throws Exception {
        try (Site prepared = Site.prepare(
                folder,
                SandboxOptions.defaults(),
                new Site.Tenant("acme", List.of(SOURCE), RULES.formatted("live", "service")))) {
            site = prepared;
            site.up();
            Files.writeString(folder.resolve("candidate.yaml"), RULES.formatted("candidate", "alertname"));
            Files.writeString(folder.resolve("token"), Site.token(SOURCE));
            try (WeirProcess shadow =
                    start("shadow", "start", "--rules", at("candidate.yaml"), "--out", at("shadow"))) {
                shadow.awaitLine("shadow of candidate.yaml");
                shadow.awaitLine("it has caught up");
                storm();
                replays();
                compares(shadow);
            }
            promotes();
        }
    }

    private void storm() {
        StormSender sender = new StormSender(site.bridge(), Site.token(SOURCE));
        List<List<StormAlert>> requests = StormSender.requests(3, 0, 6, 3);
        requests.forEach(alerts -> sender.post(alerts, AlertStatus.FIRING));
        await().atMost(PATIENCE).until(() -> site.sandbox().tickets().size() == 3);
        requests.forEach(alerts -> sender.post(alerts, AlertStatus.RESOLVED));
        await().atMost(PATIENCE)
                .until(() -> site.sandbox().tickets().stream().allMatch(ticket -> ticket.status() == Site.SOLVED));
    }

    private void replays() throws Exception {
        String to = Instant.now().toString();
        await().atMost(PATIENCE)
                .until(() -> Instant.now().isAfter(Instant.parse(to).plusSeconds(3)));
        Map<TopicPartition, Long> ends = ends();
        int requests = writes();

        run("replay", "--to", to, "--out", at("topic"), "--parallelism", "1");
        run("capture", "--to", to, "--out", at("capture.jsonl.gz"));
        run("replay", "--capture", at("capture.jsonl.gz"), "--out", at("captured"), "--parallelism", "4");

        assertThat(ends()).as("nothing was written").isEqualTo(ends);
        assertThat(writes()).as("nothing was asked for outside").isEqualTo(requests);
        String lines = Files.readString(folder.resolve("topic/incidents.jsonl"));
        assertThat(Files.readString(folder.resolve("captured/incidents.jsonl"))).isEqualTo(lines);
        assertThat(revisions(lines)).isEqualTo(live(Instant.parse(to))).hasSizeGreaterThanOrEqualTo(6);
    }

    private void compares(WeirProcess shadow) throws Exception {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> output("shadow", "diff", "--out", at("shadow")), text -> text.contains("merged"));
        JsonNode diff = JSON.readTree(folder.resolve("shadow/diff.json").toFile());
        assertThat(diff.at("/changes/0/before")).as("one per service").hasSize(3);
        assertThat(diff.at("/changes/0/after")).as("one per alertname").hasSize(1);
        assertThat(folder.resolve("shadow/report.html")).isNotEmptyFile();
        shadow.terminate();
        assertThat(shadow.exitCode()).isZero();
    }

    private void promotes() throws Exception {
        String at = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MILLIS).toString();
        assertThat(output(
                        "shadow",
                        "promote",
                        "--out",
                        at("shadow"),
                        "--at",
                        at,
                        "--url",
                        site.bridge().toString(),
                        "--token-file",
                        at("token")))
                .contains("candidate.yaml is published, in force from " + at);
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(Instant.parse(at)));
        new StormSender(site.bridge(), Site.token(SOURCE))
                .post(
                        List.of(new StormAlert("late", "host-1:9100"), new StormAlert("later", "host-2:9100")),
                        AlertStatus.FIRING);
        await().atMost(PATIENCE)
                .until(() -> new BridgeClient(site.bridge(), Site.token(SOURCE))
                        .list("/v1/incidents", Map.of("status", "open"), 10).stream()
                                .anyMatch(incident -> incident.path("scope").has("alertname")
                                        && incident.path("memberCount").asInt() == 2));
    }

    private Set<String> live(Instant to) throws IOException {
        return new KafkaLog(site.kafka())
                .read(Topics.INCIDENTS, Wire.INCIDENT).stream()
                        .filter(incident -> incident.updatedAt() < to.toEpochMilli())
                        .map(ReplayIT::text)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Incident incident) {
        return incident.incidentId() + " " + incident.revision() + " " + incident.reason() + " "
                + Instant.ofEpochMilli(incident.updatedAt()) + " " + incident.memberCount();
    }

    private static Set<String> revisions(String lines) throws IOException {
        Set<String> revisions = new TreeSet<>();
        for (String line : lines.lines().toList()) {
            JsonNode revision = JSON.readTree(line);
            revisions.add(revision.path("incidentId").asText() + " "
                    + revision.path("revision").asLong() + " "
                    + revision.path("reason").asText() + " "
                    + Instant.parse(revision.path("updatedAt").asText()) + " "
                    + revision.path("memberCount").asInt());
        }
        return revisions;
    }

    /** Ends of all topics but those that the clock writes to. */
    private Map<TopicPartition, Long> ends() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", site.kafka()))) {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            admin.describeTopics(Topics.all())
                    .allTopicNames()
                    .get()
                    .forEach((topic, description) -> description
                            .partitions()
                            .forEach(partition ->
                                    asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            asked.keySet()
                    .removeIf(partition -> List.of(Topics.ALERTS, Topics.DIRECTIVES, Topics.DECISIONS)
                            .contains(partition.topic()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        }
    }

    private int writes() {
        return (int) site.sandbox().requests().stream()
                .filter(request -> !request.method().equals("GET"))
                .count();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private WeirProcess start(String... arguments) throws IOException {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = at("weir.yaml");
        return WeirProcess.start(all);
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        try (WeirProcess process = start(arguments)) {
            int code = process.exitCode();
            assertThat(code).as(String.join("\n", process.lines())).isZero();
        }
    }

    private String output(String... arguments) throws IOException, InterruptedException {
        try (WeirProcess process = WeirProcess.start(arguments)) {
            process.exitCode();
            return String.join("\n", process.lines());
        }
    }
}
