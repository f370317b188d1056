package io.weir.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.replay.TruthScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers worked out by hand. */
class FiguresTest {
    /** Seconds from T0, which is 20:00 UTC, to 22:00. */
    private static final double NIGHTFALL = 7_200;

    @TempDir
    Path folder;

    /** Four tickets: after 60, 10, 300 and 30 s; two of them at night; eight episodes. */
    private static RawRun sample() {
        return new RawRun()
                .ticket("t1", "crit1", "w1")
                .opened(0, 60)
                .updates(2)
                .add()
                .ticket("t2", "crit2")
                .opened(100, 110)
                .reopens(1)
                .resolved(null)
                .add()
                .ticket("t3", "w2")
                .opened(NIGHTFALL - 300, NIGHTFALL)
                .resolved(NIGHTFALL + 900)
                .add()
                .ticket("t4", "w3")
                .opened(NIGHTFALL + 8 * 3_600 - 30.001, NIGHTFALL + 8 * 3_600 - 0.001)
                .resolved(NIGHTFALL + 9 * 3_600)
                .add()
                .decided("held", "habitual", 50, null, "crit1@50", "n1")
                .decided("held", "downtime", 50, null, "n2")
                .tally(0, 10)
                .tally(0, 12)
                .tally(60, 5)
                .tenant("beta")
                .tally(0, 100)
                .deadLetter("invalid-json")
                .deadLetter("invalid-json");
    }

    @Test
    void eachIsWhatOneCountsByHand() throws IOException {
        Figures figures = sample().run(folder, "run").figures();
        assertThat(figures.document())
                .containsExactly(
                        Map.entry("alerts", 117L),
                        Map.entry("episodes", 8L),
                        Map.entry("incidents", 4L),
                        Map.entry("tickets", 4L),
                        Map.entry("followUps", 3L),
                        Map.entry("noiseReduction", 0.5),
                        Map.entry("timeToTicketP50Ms", 30_000L),
                        Map.entry("timeToTicketP90Ms", 300_000L),
                        Map.entry("timeToTicketMaxMs", 300_000L),
                        Map.entry("nightTickets", 2L),
                        Map.entry("reopened", 1L),
                        Map.entry("remediationsRequested", 0L),
                        Map.entry("remediationsRefused", 0L),
                        Map.entry("criticalEpisodes", 3L),
                        Map.entry("missedCritical", 1L),
                        Map.entry("unresolved", 1L));
        assertThat(figures.held()).isEqualTo(Map.of("habitual", 2L, "downtime", 1L));
    }

    @Test
    void ofNothingWhatCannotBeToldIsUnknown() throws IOException {
        Figures figures = new RawRun().run(folder, "run").figures();
        EnumSet<Figure> unknown = EnumSet.allOf(Figure.class);
        unknown.removeAll(figures.values().keySet());
        assertThat(unknown)
                .containsExactly(
                        Figure.ALERTS,
                        Figure.NOISE_REDUCTION,
                        Figure.TIME_TO_TICKET_P50_MS,
                        Figure.TIME_TO_TICKET_P90_MS,
                        Figure.TIME_TO_TICKET_MAX_MS);
        assertThat(figures.values().values()).containsOnly(0L);
    }

    @Test
    void theNightIsThatOfAZone() {
        Night night = Night.parse("23:00-05:30 Europe/Berlin");
        assertThat(night.contains(at("2026-07-01T20:59:59.999Z"))).isFalse();
        assertThat(night.contains(at("2026-07-01T21:00:00Z"))).isTrue();
        assertThat(night.contains(at("2026-01-01T21:00:00Z"))).isFalse();
        assertThat(night.contains(at("2026-07-02T03:29:59Z"))).isTrue();
        assertThat(night.contains(at("2026-07-02T03:30:00Z"))).isFalse();
        Night early = Night.parse("01:00-05:00");
        assertThat(early.contains(at("2026-07-01T00:59:00Z"))).isFalse();
        assertThat(early.contains(at("2026-07-01T01:00:00Z"))).isTrue();
        assertThat(early.contains(at("2026-07-01T05:00:00Z"))).isFalse();
        assertThat(Night.DEFAULT).isEqualTo(Night.parse("22:00-06:00 Z"));
        for (String wrong : List.of("22-6", "25:00-06:00", "22:00-06:00 Berlin Mitte", "22:00-06:00 Atlantis")) {
            assertThatThrownBy(() -> Night.parse(wrong)).hasMessageEndingWith("found: " + wrong);
        }
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    @Test
    void documentsHaveTheFieldsOfTheContract() throws IOException {
        Run before = sample().run(folder, "before");
        Run after = new RawRun().plain("t1", "crit1").run(folder, "after");
        Diff diff = IncidentDiff.compare(before, after, RawRun.T0, RawRun.T0 + 1);
        diff.write(folder.resolve("diff.json"));
        JsonNode document =
                new JsonMapper().readTree(folder.resolve("diff.json").toFile());
        assertThat(names(document))
                .containsExactly("schema", "from", "to", "before", "after", "figures", "changes", "unchanged");
        assertThat(document.path("schema").textValue()).isEqualTo("weir.diff/1");
        assertThat(document.path("to").textValue()).isEqualTo("2026-01-05T20:00:00.001Z");
        assertThat(document.at("/figures/5").toString())
                .isEqualTo("{\"name\":\"noiseReduction\",\"unit\":\"share\",\"before\":0.5,\"after\":0.0,"
                        + "\"better\":\"higher\"}");
        assertThat(names(document.at("/changes/0")))
                .containsExactly(
                        "kind", "aspects", "weight", "tenant", "text", "before", "after", "alerts", "alertsOmitted");
        assertThat(names(document.at("/changes/0/before/0")))
                .containsExactly(
                        "incidentId",
                        "tenant",
                        "title",
                        "rule",
                        "scope",
                        "severity",
                        "priority",
                        "openedAt",
                        "publishedAt",
                        "resolvedAt",
                        "revisions",
                        "alerts");
        assertThat(names(document.at("/changes/0/alerts/0")))
                .containsExactly("fingerprint", "startsAt", "alertname", "labels", "severity", "before", "after");
        assertThat(IncidentSummary.read(before.folder()))
                .extracting(incident -> incident.json().toString())
                .contains(document.at("/changes/0/before/0").toString());
    }

    @Test
    void theSummaryNamesWhatHeldAndLeavesOutWhatWasNotAsked() throws IOException {
        Run run = sample().run(folder, "run");
        Path file = folder.resolve("summary.json");
        new RunSummary("book", RawRun.T0, RawRun.T0 + 1_000, run.figures(), 2, null, null).write(file);
        JsonNode plain = new JsonMapper().readTree(file.toFile());
        assertThat(names(plain))
                .containsExactly("schema", "name", "from", "to", "figures", "refusals", "held", "deadLetters");
        assertThat(plain.at("/held/habitual").longValue()).isEqualTo(2);
        Files.writeString(
                folder.resolve("truth.jsonl"),
                "{\"fingerprint\":\"crit1\",\"startsAt\":\"" + RawRun.time(0) + "\",\"fault\":\"F\"}\n"
                        + "{\"fingerprint\":\"w1\",\"startsAt\":\"" + RawRun.time(0) + "\",\"fault\":\"F\"}\n"
                        + "{\"fingerprint\":\"n1\",\"startsAt\":\"" + RawRun.time(0) + "\",\"fault\":\"\"}\n");
        Map<String, Number> truth =
                TruthScore.of(folder.resolve("truth.jsonl"), run.folder().resolve(RunFolder.EPISODES));
        List<FailIf.Finding> findings = FailIf.parse("tickets > 3", false).check(run.figures());
        new RunSummary("book", RawRun.T0, RawRun.T0 + 1_000, run.figures(), 2, truth, findings).write(file);
        JsonNode full = new JsonMapper().readTree(file.toFile());
        assertThat(full.at("/truth/v").doubleValue()).isEqualTo(1);
        assertThat(full.at("/truth/faults").intValue()).isEqualTo(1);
        assertThat(full.at("/truth/incidents").intValue()).isEqualTo(4);
        assertThat(full.at("/truth/leak").doubleValue()).isZero();
        assertThat(full.at("/failIf/0/condition").textValue()).isEqualTo("tickets > 3");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
