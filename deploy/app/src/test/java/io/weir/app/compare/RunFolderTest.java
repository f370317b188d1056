package io.weir.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.app.sort.ExternalSort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path folder;

    /** Fingerprint (and start) to {@code incident fate reason}. */
    private Map<String, String> fates(RawRun raw) throws IOException {
        Run run = raw.run(folder, "run");
        Map<String, String> fates = new LinkedHashMap<>();
        try (LineFile lines = new LineFile(run.folder().resolve(RunFolder.EPISODES))) {
            for (Episode e = lines.next(Episode::read); e != null; e = lines.next(Episode::read)) {
                long second = (e.startsAt() - RawRun.T0) / 1_000;
                fates.put(
                        e.fingerprint() + (second == 0 ? "" : "@" + second),
                        e.incidentId() + " " + e.fate() + " " + e.reason());
            }
        }
        return fates;
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve("run").resolve(file));
    }

    @Test
    void revisionsAreInTheOrderOfTimeWithFieldsInTheirOrder() throws IOException {
        new RawRun()
                .ticket("x", "b", "a")
                .opened(0, 60)
                .resolved(120.0)
                .add()
                .ticket("w", "c")
                .opened(10.5, 60)
                .resolved(null)
                .add()
                .run(folder, "run");
        List<String> lines = lines(RunFolder.INCIDENTS);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("{\"incidentId\":\"w\",\"revision\":1,");
        assertThat(lines.get(1)).startsWith("{\"incidentId\":\"x\",\"revision\":1,");
        assertThat(lines.get(2))
                .isEqualTo("{\"incidentId\":\"x\",\"revision\":2,\"kind\":\"resolved\",\"reason\":\"because-resolved\","
                        + "\"tenant\":\"acme\",\"scope\":{\"cluster\":\"c1\",\"site\":\"s1\"},\"rule\":\"default\","
                        + "\"severity\":\"warning\",\"priority\":3,\"openedAt\":\"2026-01-05T20:00:00Z\","
                        + "\"resolvedAt\":\"2026-01-05T20:02:00Z\",\"members\":["
                        + "{\"fingerprint\":\"a\",\"startsAt\":\"2026-01-05T20:00:00Z\",\"status\":\"firing\","
                        + "\"labels\":{\"alertname\":\"A\",\"instance\":\"a\"}},"
                        + "{\"fingerprint\":\"b\",\"startsAt\":\"2026-01-05T20:00:00Z\",\"status\":\"firing\","
                        + "\"labels\":{\"alertname\":\"A\",\"instance\":\"b\"}}],"
                        + "\"updatedAt\":\"2026-01-05T20:02:00Z\",\"status\":\"resolved\",\"title\":\"Title of x\","
                        + "\"memberCount\":2}");
    }

    @Test
    void anEpisodeTellsWhatItIsAndWhereItWas() throws IOException {
        new RawRun()
                .plain("x", "crit1")
                .decided("held", "habitual", 5, null, "h@3.25")
                .run(folder, "run");
        assertThat(lines(RunFolder.EPISODES))
                .containsExactly(
                        "{\"tenant\":\"acme\",\"fingerprint\":\"crit1\",\"startsAt\":\"2026-01-05T20:00:00Z\","
                                + "\"alertname\":\"Name-crit1\",\"severity\":\"critical\","
                                + "\"labels\":{\"alertname\":\"A\",\"instance\":\"crit1\"},\"rule\":\"by-new-problem\","
                                + "\"receivedAt\":\"2026-01-05T20:00:00Z\",\"incidentId\":\"x\",\"fate\":\"incident\","
                                + "\"reason\":\"new-problem\"}",
                        "{\"tenant\":\"acme\",\"fingerprint\":\"h\",\"startsAt\":\"2026-01-05T20:00:03.250Z\","
                                + "\"alertname\":\"Name-h\",\"severity\":null,\"labels\":null,\"rule\":\"by-habitual\","
                                + "\"receivedAt\":\"2026-01-05T20:00:05Z\",\"incidentId\":null,\"fate\":\"held\","
                                + "\"reason\":\"habitual\"}");
    }

    /** Whatever comes first in the files. */
    @Test
    void labelsAreThoseOfTheFirstListing() throws IOException {
        for (boolean first : new boolean[] {true, false}) {
            new RawRun()
                    .ticket("x", "a")
                    .opened(0, first ? 60 : 50)
                    .labelled("x")
                    .add()
                    .ticket("y", "a")
                    .opened(0, first ? 50 : 60)
                    .labelled("y")
                    .add()
                    .run(folder, "run");
            assertThat(lines(RunFolder.EPISODES))
                    .singleElement()
                    .asString()
                    .contains("\"seen\":\"" + (first ? "y" : "x") + "\"");
        }
    }

    @Test
    void theLastPlaceCounts() throws IOException {
        RawRun raw = new RawRun()
                .plain("x", "moves", "under", "back", "same")
                .plain("y", "y")
                .decided("moved", "burst-onset", 30, "y", "moves", "same")
                .decided("ended", "recovered", 90, "x", "moves")
                // it leaves x, and is in y under its cause
                .decided("suppressed", "moved-under-cause", 40, "x", "under", "back")
                .decided("suppressed", "moved-under-cause", 40, null, "under", "back")
                .decided("suppressed", "under-cause", 40, "y", "under", "back")
                .decided("released", "cause-ended", 50, null, "back")
                .decided("released", "cause-over", 50, "x", "back")
                // it joined and went over at one instant
                .decided("joined", "same-problem", 30, "x", "same");
        assertThat(fates(raw))
                .isEqualTo(Map.of(
                        "back", "x incident cause-over",
                        "moves", "y incident burst-onset",
                        "same", "y incident burst-onset",
                        "under", "y suppressed under-cause",
                        "y", "y incident new-problem"));
        assertThat(lines(RunFolder.EPISODES))
                .as("received when the first decision was taken")
                .allMatch(line -> line.contains("\"receivedAt\":\"2026-01-05T20:00:00Z\""));
    }

    @Test
    void heldUntilReleasedElseHeld() throws IOException {
        RawRun raw = new RawRun()
                .plain("x", "x")
                .decided("held", "downtime", 0, null, "night", "persists", "cut")
                .decided("noted", "cleared-in-downtime", 50, null, "night")
                .decided("released", "downtime-over", 60, null, "persists", "cut")
                .decided("joined", "same-problem", 60, "x", "persists")
                .decided("held", "habitual", 0, null, "noise", "breaks")
                .decided("ended", "recovered", 30, null, "noise")
                .decided("released", "habit-broken", 600, null, "breaks")
                .decided("opened", "new-problem", 600, "x", "breaks");
        assertThat(fates(raw))
                .isEqualTo(Map.of(
                        "night", "null held downtime",
                        "persists", "x incident same-problem",
                        "cut", "null pending downtime-over",
                        "noise", "null held habitual",
                        "breaks", "x incident new-problem",
                        "x", "x incident new-problem"));
    }

    @Test
    void whoIsInAnIncidentThatNobodySawIsInNone() throws IOException {
        RawRun raw = new RawRun()
                .decided("opened", "new-problem", 0, "few", "few1")
                .decision("held", "below-min-alerts", 300, "few", null, Map.of("fingerprints", "few1"))
                .decided("opened", "new-problem", 0, "soon", "soon1")
                .ticket("overflow", "none")
                .unlisted()
                .add()
                .decided("opened", "new-problem", 0, "much", "much1")
                .decision("held", "overflow", 60, "much", null, Map.of("overflow", "overflow"))
                .decision("held", "overflow", 70, "much", "much2", Map.of("overflow", "overflow"));
        assertThat(fates(raw))
                .isEqualTo(Map.of(
                        "few1", "null held below-min-alerts",
                        "soon1", "null pending not-published-yet",
                        "none", "overflow incident new-problem",
                        "much1", "overflow held overflow",
                        "much2", "overflow held overflow"));
    }

    /** An incident may be kept back at first and be seen later; then it is its alerts' place. */
    @Test
    void onceSeenAnIncidentIsAPlace() throws IOException {
        RawRun raw =
                new RawRun().plain("x", "a").decision("held", "overflow", 9_000, "x", null, Map.of("overflow", "o"));
        assertThat(fates(raw)).isEqualTo(Map.of("a", "x incident new-problem"));
    }

    @Test
    void repeatsAreNoEpisodesAndWhatStandsForAnotherIsNoted() throws IOException {
        RawRun raw = new RawRun()
                .plain("x", "crit")
                .decided("noted", "orphan-resolve", 0, null, "before")
                .decided("noted", "damped-start", 30, null, "crit@30")
                .decided("noted", "damped-end", 40, null, "crit@30")
                .decided("noted", "same-identity", 5, null, "twin")
                .decided("noted", "late-without-incident", 5, null, "late");
        assertThat(fates(raw))
                .isEqualTo(Map.of(
                        "crit", "x incident new-problem",
                        "crit@30", "x noted damped-start",
                        "late", "null noted late-without-incident",
                        "twin", "null noted same-identity"));
        assertThat(lines(RunFolder.EPISODES).get(1))
                .as("of the same alert, so as bad")
                .contains("\"severity\":\"critical\",\"labels\":{\"alertname\":\"A\"");
    }

    /** Of two episodes under the identity, the one that was shown when the twin started. */
    @Test
    void whatAnotherAlertStandsForIsWhereThatIs() throws IOException {
        Map<String, String> identity = Map.of("identity", "id");
        RawRun raw = new RawRun()
                .ticket("x", "id")
                .add()
                .ticket("y", "id@1000")
                .opened(1_000, 1_060)
                .resolved(null)
                .add()
                .decision("noted", "same-identity", 5, null, "twin", identity)
                .decision("noted", "same-identity", 1_005, null, "twin@1001", identity)
                .decided("held", "habitual", 0, null, "ic")
                .decision("noted", "same-identity", 5, null, "lone", Map.of("identity", "nobody"))
                .tenant("beta")
                .decision("noted", "same-identity", 5, null, "other", identity);
        assertThat(fates(raw))
                .isEqualTo(Map.of(
                        "id", "x incident new-problem",
                        "id@1000", "y incident new-problem",
                        "twin", "x noted same-identity",
                        "twin@1001", "y noted same-identity",
                        "ic", "null held habitual",
                        "lone", "null noted same-identity",
                        "other", "null noted same-identity"));
    }

    @Test
    void tenantsWithTheSameNamesAreKeptApart() throws IOException {
        RawRun raw = new RawRun().plain("x", "a").tenant("beta").decided("opened", "new-problem", 0, "x", "a");
        raw.run(folder, "run");
        assertThat(lines(RunFolder.EPISODES))
                .hasSize(2)
                .satisfiesExactly(
                        acme -> assertThat(acme).contains("\"incidentId\":\"x\""),
                        beta -> assertThat(beta).contains("\"incidentId\":null,\"fate\":\"pending\""));
    }

    @Test
    void remediationsAreInOrderAndTellWhatAGuardrailWouldRefuse() throws IOException {
        Run run = new RawRun()
                .remediation("r2", "requested", 20, "x", "h2", "auto", null)
                .remediation("r1", "cancelled", 10, "x", "h1", "auto", "over")
                .remediation("r1", "requested", 10, "x", "h1", "auto", null)
                .remediation("r4", "requested", 40, "x", "h1", "auto", null)
                .remediation("r3", "requested", 30, "x", "h3", "approve", null)
                .remediation("r5", "requested", 50, "x", "h4", "dry-run", null)
                .remediation("r6", "requested", 60, "y", "h3", "auto", null)
                .remediation("r7", "refused", 70, "y", "h3", "auto", "cooldown")
                .run(folder, "run");
        assertThat(lines(RunFolder.REMEDIATIONS))
                .extracting(line -> line.replaceAll(".*\"remediationId\":\"(..)\".*\"kind\":\"(\\w+)\".*", "$1 $2")
                        + (line.contains("wouldBeRefused")
                                ? line.replaceAll(".*\"wouldBeRefused\":\"([^\"]+)\".*", " $1")
                                : ""))
                .containsExactly(
                        "r1 requested",
                        "r1 cancelled",
                        "r2 requested",
                        "r3 requested blast-radius",
                        "r4 requested",
                        "r5 requested",
                        "r6 requested",
                        "r7 refused");
        assertThat(run.figures().refusals()).isEqualTo(Map.of("blast-radius", 1L, "cooldown", 1L));
        assertThat(run.figures().value(Figure.REMEDIATIONS_REQUESTED)).isEqualTo(6L);
        assertThat(run.figures().value(Figure.REMEDIATIONS_REFUSED)).isEqualTo(2L);
    }

    /** 1,500 bytes of memory: every sort goes to files. */
    @Test
    void theSameResultsGiveTheSameBytesInWhateverPartsTheyCome() throws IOException {
        RawRun raw = new RawRun();
        for (int i = 0; i < 40; i++) {
            raw.tenant(i % 3 == 0 ? "acme" : "beta")
                    .ticket("i" + i, "a" + i, "b" + i, "crit" + i % 5 + "@" + i)
                    .opened(i, 60 + i % 7)
                    .updates(i % 3)
                    .add()
                    .decided("held", "habitual", i, null, "h" + i % 7 + "@" + i)
                    .decided("moved", "burst-onset", 70, "i" + (i + 3) % 40, "a" + i)
                    .decided("moved", "fired-again", 70, "i" + (i + 6) % 40, "a" + i)
                    .remediation("r" + i, "requested", i, "i" + i % 4, "h" + i, "auto", null)
                    .tally(60 * (i % 14), i);
        }
        raw.write(folder.resolve("raw"));
        RawRun.run(folder.resolve("raw"), folder, "run", ExternalSort.DEFAULT_MEMORY);
        for (int seed = 1; seed <= 5; seed++) {
            raw.scatter(folder.resolve("raw" + seed), seed);
            Run other = RawRun.run(folder.resolve("raw" + seed), folder, "run" + seed, 1_500);
            for (String file : List.of(RunFolder.INCIDENTS, RunFolder.EPISODES, RunFolder.REMEDIATIONS)) {
                assertThat(other.folder().resolve(file))
                        .hasSameBinaryContentAs(folder.resolve("run").resolve(file));
            }
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("sort-"));
        }
    }

    @Test
    void aResultThatIsThereTwiceCountsOnce() throws IOException {
        Run once = new RawRun().plain("x", "a").run(folder, "once");
        Run twice = new RawRun().plain("x", "a").plain("x", "a").run(folder, "twice");
        assertThat(twice.folder().resolve(RunFolder.INCIDENTS))
                .hasSameBinaryContentAs(once.folder().resolve(RunFolder.INCIDENTS));
        assertThat(twice.figures()).isEqualTo(once.figures());
    }

    @Test
    void whatCannotBeReadIsToldWithItsPlace() throws IOException {
        Path part = Files.createDirectories(folder.resolve("raw/decisions")).resolve("part-1");
        Files.writeString(part, "\n{\"schema\":\"weir.decision/1\",\"tenant\":\"acme\",\"kind\":\"guessed\"}\n");
        assertThatThrownBy(() -> RunFolder.write(folder.resolve("raw"), folder.resolve("run"), folder, 3))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(part + ":2: kind: ");
    }
}
