package io.weir.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.checker.Checker;
import io.weir.checker.Evidence;
import io.weir.checker.Finding;
import io.weir.checker.Log;
import io.weir.checker.Store;
import io.weir.checker.StormLaws;
import io.weir.checker.Undisturbed;
import io.weir.e2e.Commands;
import io.weir.pipeline.kafka.HistoryRange;
import io.weir.pipeline.settings.KafkaHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must hold after a run, judged from its log and the stand-in's store. */
final class Aftermath {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private final ChaosSite site;
    private final ChaosRun run;

    Aftermath(ChaosSite site, ChaosRun run) {
        this.site = site;
        this.run = run;
    }

    private Evidence evidence() throws IOException {
        return new Log(site.cluster().state().kafka()).with(new Store(site.sandboxUrl()));
    }

    private StormLaws laws() throws IOException {
        Log log = new Log(site.cluster().state().kafka());
        // the incidents are read last, so that they are not behind the alerts
        List<Log.Stamped> alerts = log.stamped("weir.alerts");
        List<JsonNode> directives = log.read("weir.directives");
        return new StormLaws(alerts, directives, evidence(), run.outages(), run.stretched(Duration.ofMinutes(1)));
    }

    /** While alerts still fire: each has a place, and each incident its one ticket. */
    Counts whileFiring() throws IOException {
        await().atMost(PATIENCE).pollInterval(LOOK_EVERY).untilAsserted(() -> {
            assertThat(laws().findings()).isEmpty();
            assertThat(Checker.findings(evidence())).isEmpty();
        });
        StormLaws laws = laws();
        return new Counts(laws.firing(), laws.persisted(), 0, 0);
    }

    /** When all is resolved: every incident is over, and its one ticket solved. */
    Counts whenOver(Counts before) throws IOException {
        await().atMost(PATIENCE).pollInterval(LOOK_EVERY).untilAsserted(() -> {
            assertThat(laws().firing()).isZero();
            Evidence evidence = evidence();
            assertThat(open(evidence)).isEmpty();
            assertThat(Checker.findings(evidence)).isEmpty();
        });
        Evidence evidence = evidence();
        return new Counts(
                before.firing(),
                before.persisted(),
                (int) ids(evidence.incidents()),
                evidence.tickets().size());
    }

    /** @param firing alerts, when nothing failed any more; {@code persisted} those that outlasted a downtime */
    record Counts(int firing, int persisted, int incidents, int tickets) {}

    private static long ids(List<JsonNode> incidents) {
        return incidents.stream()
                .map(each -> each.path("incidentId").asText())
                .distinct()
                .count();
    }

    private static List<String> open(Evidence evidence) {
        Map<String, String> newest = new TreeMap<>();
        evidence.incidents()
                .forEach(each -> newest.put(
                        each.path("incidentId").asText(), each.path("status").asText()));
        newest.values().removeIf("resolved"::equals);
        return List.copyOf(newest.keySet());
    }

    /** The same input once more without faults: the same incidents. */
    List<Finding> undisturbed() throws IOException {
        Path out = site.folder().resolve("undisturbed");
        Instant over = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        awaitLog(over);
        List<JsonNode> incidents = new Log(site.cluster().state().kafka()).read("weir.incidents");
        Commands.weir("replay", "--config", site.config().toString(), "--to", over.toString(), "--out", out.toString());
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> undisturbed = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("incidents.jsonl"))) {
            undisturbed.add(json.readTree(line));
        }
        return Undisturbed.findings(incidents, undisturbed);
    }

    /** A replay ends where the log does, at the latest; the newest incidents would be without what ended them. */
    private void awaitLog(Instant time) {
        KafkaHistory log = KafkaHistory.of(
                Map.of("bootstrap.servers", site.cluster().state().kafka()), null, 0);
        await().atMost(PATIENCE)
                .pollInterval(LOOK_EVERY)
                .until(() -> HistoryRange.resolve(log, time.toEpochMilli()).toMs() == time.toEpochMilli());
    }
}
