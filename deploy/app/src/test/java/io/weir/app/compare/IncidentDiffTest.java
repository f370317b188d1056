package io.weir.app.compare;

import static io.weir.app.compare.Aspect.MEMBERSHIP;
import static io.weir.app.compare.Aspect.OPENED_EARLIER;
import static io.weir.app.compare.Aspect.OPENED_LATER;
import static io.weir.app.compare.Aspect.PRIORITY;
import static io.weir.app.compare.Aspect.RESOLVED_EARLIER;
import static io.weir.app.compare.Aspect.RESOLVED_LATER;
import static io.weir.app.compare.Aspect.RULE;
import static io.weir.app.compare.Aspect.SEVERITY;
import static io.weir.app.compare.ChangeKind.ADDED;
import static io.weir.app.compare.ChangeKind.CHANGED;
import static io.weir.app.compare.ChangeKind.MERGED;
import static io.weir.app.compare.ChangeKind.REGROUPED;
import static io.weir.app.compare.ChangeKind.REMOVED;
import static io.weir.app.compare.ChangeKind.SPLIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.compare.Change.MovedAlert;
import io.weir.app.compare.Change.Whereabouts;
import io.weir.schema.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of change, and what must not look like one. */
class IncidentDiffTest {
    @TempDir
    Path folder;

    private Diff diff(RawRun before, RawRun after) throws IOException {
        Path place = Files.createTempDirectory(folder, "diff");
        return IncidentDiff.compare(
                before.run(place, "rules in force"),
                after.run(place, "candidate.yaml"),
                RawRun.T0,
                RawRun.T0 + 3_600_000);
    }

    private Change only(RawRun before, RawRun after) throws IOException {
        Diff diff = diff(before, after);
        assertThat(diff.changes()).hasSize(1);
        assertThat(diff.unchanged()).isZero();
        return diff.changes().get(0);
    }

    private static List<String> ids(List<IncidentSummary> incidents) {
        return incidents.stream().map(IncidentSummary::incidentId).toList();
    }

    private static List<String> fingerprints(Change change) {
        return change.alerts().stream().map(MovedAlert::fingerprint).toList();
    }

    private static String[] alerts(String name, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> name + i).toArray(String[]::new);
    }

    private static String[] both(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void theSameIsUnchangedWhateverItsId() throws IOException {
        Diff diff = diff(
                new RawRun().plain("x", "a", "b").plain("y", "c"),
                new RawRun().plain("x2", "b", "a").plain("y", "c"));
        assertThat(diff.changes()).isEmpty();
        assertThat(diff.unchanged()).isEqualTo(2);
    }

    @Test
    void idsThatChangedPlacesMeanNothing() throws IOException {
        Diff diff = diff(
                new RawRun().plain("x", "a", "b").plain("y", "c", "d"),
                new RawRun().plain("y", "a", "b").plain("x", "c", "d"));
        assertThat(diff.changes()).isEmpty();
        assertThat(diff.unchanged()).isEqualTo(2);
    }

    @Test
    void added() throws IOException {
        Change change = only(
                new RawRun()
                        .decided("held", "habitual", 0, null, "a", "b")
                        .decided("opened", "new-problem", 0, "few", "c"),
                new RawRun().plain("x", "a", "b", "c", "d"));
        assertThat(change.kind()).isEqualTo(ADDED);
        assertThat(change.before()).isEmpty();
        assertThat(ids(change.after())).containsExactly("x");
        assertThat(change.weight()).isEqualTo(4);
        assertThat(change.text())
                .isEqualTo(
                        "One ticket more: “Title of x” with 4 alerts; before, 2 were held back (habitual), 1 was in no"
                                + " ticket by the end, 1 was not told of.");
        assertThat(change.alerts())
                .contains(new MovedAlert(
                        "a",
                        RawRun.T0,
                        "Name-a",
                        Map.of("alertname", "A", "instance", "a"),
                        Severity.WARNING,
                        new Whereabouts(null, "by-habitual", "held", "habitual"),
                        new Whereabouts("x", "by-new-problem", "incident", "new-problem")));
    }

    @Test
    void removed() throws IOException {
        Change change = only(
                new RawRun().plain("x", "a"),
                new RawRun()
                        .decided("opened", "new-problem", 0, "x", "a")
                        .decision("held", "below-min-alerts", 300, "x", null, Map.of()));
        assertThat(change.kind()).isEqualTo(REMOVED);
        assertThat(ids(change.before())).containsExactly("x");
        assertThat(change.after()).isEmpty();
        assertThat(change.weight()).isEqualTo(1);
        assertThat(change.text())
                .isEqualTo("One ticket less: “Title of x” with 1 alert; after, 1 is held back (below-min-alerts).");
    }

    @Test
    void merged() throws IOException {
        Change change = only(
                new RawRun()
                        .plain("small", "c")
                        .plain("large", "a1", "a2", "a3")
                        .ticket("other", "b1", "b2")
                        .rule("web")
                        .add(),
                new RawRun()
                        .ticket("one", "c", "a1", "a2", "a3", "b1", "b2")
                        .rule("site")
                        .add());
        assertThat(change.kind()).isEqualTo(MERGED);
        assertThat(change.aspects()).isEmpty();
        assertThat(ids(change.before())).containsExactly("large", "other", "small");
        assertThat(ids(change.after())).containsExactly("one");
        assertThat(fingerprints(change)).containsExactly("b1", "b2", "c");
        assertThat(change.text())
                .isEqualTo("3 incidents become 1: “Title of one” takes 3 alerts of 2 others, by rule `site` instead of"
                        + " `default`, `web`.");
    }

    @Test
    void split() throws IOException {
        Change change = only(
                new RawRun().plain("one", "a1", "a2", "a3", "b1"),
                new RawRun().plain("b", "b1").plain("a", "a1", "a2", "a3"));
        assertThat(change.kind()).isEqualTo(SPLIT);
        assertThat(ids(change.before())).containsExactly("one");
        assertThat(ids(change.after())).containsExactly("a", "b");
        assertThat(fingerprints(change)).containsExactly("b1");
        assertThat(change.text()).isEqualTo("1 incident becomes 2: 1 alert of “Title of one” goes to another one.");
    }

    @Test
    void regrouped() throws IOException {
        Change change = only(
                new RawRun().plain("x", "a1", "a2", "b1", "b2").plain("y", "c1", "c2", "d1", "d2"),
                new RawRun().plain("v", "a1", "a2", "c1", "c2").plain("w", "b1", "b2", "d1", "d2"));
        assertThat(change.kind()).isEqualTo(REGROUPED);
        assertThat(ids(change.before())).containsExactlyInAnyOrder("x", "y");
        assertThat(ids(change.after())).containsExactlyInAnyOrder("v", "w");
        assertThat(change.weight()).isEqualTo(6);
        assertThat(change.text())
                .isEqualTo("2 incidents become 2 others: 6 alerts change places, most of all around “Title of x”.");
    }

    @Test
    void changedMembership() throws IOException {
        Change change = only(
                new RawRun().plain("x", "a1", "a2", "a3").decided("held", "habitual", 0, null, "crit"),
                new RawRun().plain("x", "a1", "a2", "crit").decided("held", "habitual", 0, null, "a3"));
        assertThat(change.kind()).isEqualTo(CHANGED);
        assertThat(change.aspects()).containsExactly(MEMBERSHIP);
        assertThat(change.weight()).isEqualTo(2);
        assertThat(fingerprints(change)).as("the worst first").containsExactly("crit", "a3");
        assertThat(change.text()).isEqualTo("“Title of x”: 1 alert joins, 1 alert leaves.");
    }

    private Change changed(RawRun after) throws IOException {
        Change change = only(new RawRun().plain("x", "a", "b"), after);
        assertThat(change.kind()).isEqualTo(CHANGED);
        assertThat(fingerprints(change)).as("all of it").containsExactly("a", "b");
        assertThat(change.weight()).isEqualTo(2);
        return change;
    }

    private static RawRun.Ticket x() {
        return new RawRun().ticket("x", "a", "b");
    }

    @Test
    void changedSeverity() throws IOException {
        Change change = changed(x().severity("critical").add());
        assertThat(change.aspects()).containsExactly(SEVERITY);
        assertThat(change.text()).isEqualTo("“Title of x”: severity critical instead of warning.");
    }

    @Test
    void changedPriority() throws IOException {
        Change change = changed(x().priority(5).add());
        assertThat(change.aspects()).containsExactly(PRIORITY);
        assertThat(change.text()).isEqualTo("“Title of x”: priority 5 instead of 3.");
    }

    @Test
    void openedLater() throws IOException {
        Change change = changed(x().rule("default").opened(0, 300).add());
        assertThat(change.aspects()).containsExactly(OPENED_LATER);
        assertThat(change.text())
                .isEqualTo("“Title of x”: opened 4 min later, 5 min after its first alert instead of 1 min (rule"
                        + " `default`).");
    }

    @Test
    void openedEarlierByMoreThanASecond() throws IOException {
        assertThat(changed(x().opened(0, 58.5).add()).aspects()).containsExactly(OPENED_EARLIER);
        assertThat(diff(x().add(), x().opened(0, 59).add()).changes()).isEmpty();
        assertThat(diff(x().add(), x().opened(0, 61).add()).changes()).isEmpty();
    }

    @Test
    void resolvedEarlierOrLaterOrNotAtAll() throws IOException {
        assertThat(changed(x().resolved(600.0).add()).text()).isEqualTo("“Title of x”: resolved 5 min earlier.");
        assertThat(changed(x().resolved(600.0).add()).aspects()).containsExactly(RESOLVED_EARLIER);
        assertThat(changed(x().resolved(4_590.0).add()).text()).isEqualTo("“Title of x”: resolved 1 h 1 min later.");
        assertThat(changed(x().resolved(null).add()).aspects()).containsExactly(RESOLVED_LATER);
        assertThat(changed(x().resolved(null).add()).text())
                .isEqualTo("“Title of x”: open at the end, where it was resolved.");
    }

    @Test
    void changedRule() throws IOException {
        Change change = changed(x().rule("site").add());
        assertThat(change.aspects()).containsExactly(RULE);
        assertThat(change.text()).isEqualTo("“Title of x”: by rule `site` instead of `default`.");
    }

    /** Two storms of twenty, and one alert that goes over. */
    @Test
    void aStrayMovesOnlyItself() throws IOException {
        Diff diff = diff(
                new RawRun().plain("a", alerts("a", 0, 20)).plain("b", alerts("b", 0, 20)),
                new RawRun().plain("a", both(alerts("a", 0, 20), "b0")).plain("b", alerts("b", 1, 20)));
        assertThat(diff.changes()).extracting(Change::kind).containsExactly(CHANGED, CHANGED);
        assertThat(diff.changes()).allSatisfy(change -> {
            assertThat(change.aspects()).containsExactly(MEMBERSHIP);
            assertThat(fingerprints(change)).containsExactly("b0");
        });
    }

    /** One alert of each of two storms makes an incident of its own: that is a split of one, and not a heap of all. */
    @Test
    void straysThatMeetDoNotTieStormsTogether() throws IOException {
        Diff diff = diff(
                new RawRun().plain("a", alerts("a", 0, 20)).plain("b", alerts("b", 0, 20)),
                new RawRun()
                        .plain("a", alerts("a", 1, 20))
                        .plain("b", alerts("b", 1, 20))
                        .plain("strays", "a0", "b0"));
        assertThat(diff.changes()).extracting(Change::kind).containsExactlyInAnyOrder(SPLIT, CHANGED);
        assertThat(diff.changes())
                .filteredOn(change -> change.kind() == SPLIT)
                .singleElement()
                .satisfies(change -> {
                    assertThat(ids(change.before())).containsExactly("a");
                    assertThat(ids(change.after())).containsExactly("a", "strays");
                });
    }

    /** One alert of twenty and one of two: it is more of the two. */
    @Test
    void ofTwoWithAsManyTheOneThatGaveMoreOfItselfCounts() throws IOException {
        Diff diff = diff(
                new RawRun().plain("a", alerts("a", 0, 20)).plain("b", "b0", "b1"),
                new RawRun().plain("a", alerts("a", 1, 20)).plain("b", "b1").plain("strays", "a0", "b0"));
        assertThat(diff.changes())
                .filteredOn(change -> change.kind() == SPLIT)
                .singleElement()
                .satisfies(change -> {
                    assertThat(ids(change.before())).containsExactly("b");
                    assertThat(ids(change.after())).containsExactlyInAnyOrder("b", "strays");
                });
    }

    /** An incident that falls to pieces goes to one of the others, and they stay apart. */
    @Test
    void whatIsScatteredTiesNothingTogether() throws IOException {
        Diff diff = diff(
                new RawRun()
                        .plain("a", alerts("a", 0, 9))
                        .plain("b", alerts("b", 0, 9))
                        .plain("c", alerts("c", 0, 9))
                        .plain("s", "s1", "s2", "s3", "s4"),
                new RawRun()
                        .plain("a", both(alerts("a", 0, 9), "s1"))
                        .plain("b", both(alerts("b", 0, 9), "s2", "s3"))
                        .plain("c", both(alerts("c", 0, 9), "s4")));
        assertThat(diff.changes()).extracting(Change::kind).containsExactly(MERGED, CHANGED, CHANGED);
        assertThat(ids(diff.changes().get(0).before())).containsExactly("b", "s");
    }

    /** Without a tie that somebody wins, nobody is preferred: thirds of three in three others. */
    @Test
    void allThatAreMixedEvenlyAreRegrouped() throws IOException {
        Change change = only(
                new RawRun().plain("x", "a", "b", "c").plain("y", "d", "e", "f").plain("z", "g", "h", "i"),
                new RawRun().plain("u", "a", "d", "g").plain("v", "b", "e", "h").plain("w", "c", "f", "i"));
        assertThat(change.kind()).isEqualTo(REGROUPED);
        assertThat(change.before()).hasSize(3);
        assertThat(change.after()).hasSize(3);
    }

    @Test
    void incidentsWithoutEpisodesAreFoundByTheirIds() throws IOException {
        Diff diff = diff(
                new RawRun()
                        .ticket("same")
                        .unlisted()
                        .add()
                        .ticket("gone")
                        .unlisted()
                        .add(),
                new RawRun().ticket("same").unlisted().add());
        assertThat(diff.unchanged()).isEqualTo(1);
        assertThat(diff.changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(REMOVED);
            assertThat(change.weight()).as("by its own count").isEqualTo(100);
            assertThat(change.text()).isEqualTo("One ticket less: “Title of gone” with 100 alerts.");
        });
    }

    @Test
    void emptyRunsAndOneSideEmpty() throws IOException {
        assertThat(diff(new RawRun(), new RawRun()).changes()).isEmpty();
        RawRun full = new RawRun().plain("x", "a").plain("y", "b", "c");
        assertThat(diff(new RawRun(), full).changes()).extracting(Change::kind).containsExactly(ADDED, ADDED);
        Diff emptied = diff(full, new RawRun());
        assertThat(emptied.changes()).extracting(Change::kind).containsExactly(REMOVED, REMOVED);
        assertThat(emptied.count(REMOVED)).isEqualTo(2);
        assertThat(emptied.count(ADDED)).isZero();
    }

    @Test
    void tenantsAreNotMixed() throws IOException {
        Diff diff = diff(
                new RawRun().plain("x", "a").tenant("beta").plain("x", "a", "b"),
                new RawRun().plain("x", "a").tenant("beta").plain("x", "a"));
        assertThat(diff.unchanged()).isEqualTo(1);
        assertThat(diff.changes()).singleElement().satisfies(change -> {
            assertThat(change.tenant()).isEqualTo("beta");
            assertThat(fingerprints(change)).containsExactly("b");
        });
    }

    @Test
    void theLargestChangeComesFirstThenTheWorst() throws IOException {
        Diff diff = diff(
                new RawRun(),
                new RawRun()
                        .plain("b", "b")
                        .plain("a", "a")
                        .ticket("worse", "c")
                        .severity("critical")
                        .add()
                        .plain("large", "d1", "d2"));
        assertThat(diff.changes())
                .extracting(change -> change.after().get(0).incidentId())
                .containsExactly("large", "worse", "a", "b");
    }

    @Test
    void ofManyAlertsTheWorstAreListedAndTheRestIsCounted() throws IOException {
        Change change = only(new RawRun(), new RawRun().plain("x", both(alerts("a", 0, 60), "crit")));
        assertThat(change.alerts()).hasSize(50);
        assertThat(change.alerts().get(0).fingerprint()).isEqualTo("crit");
        assertThat(change.alertsOmitted()).isEqualTo(11);
        assertThat(change.weight()).isEqualTo(61);
    }

    /** Held ones are known to be critical from the other run only. */
    @Test
    void criticalEpisodesAreKnownFromBothRuns() throws IOException {
        Diff diff = diff(
                new RawRun().plain("x", "crit1", "crit2", "a").decided("held", "habitual", 0, null, "crit3"),
                new RawRun()
                        .plain("x", "crit1")
                        .plain("y", "crit3")
                        .decided("held", "habitual", 0, null, "crit2", "a"));
        assertThat(diff.newlyMissedCritical()).isEqualTo(1);
        assertThat(diff.before().figures().value(Figure.CRITICAL_EPISODES)).isEqualTo(3L);
        assertThat(diff.before().figures().value(Figure.MISSED_CRITICAL)).isEqualTo(1L);
        assertThat(diff.after().figures().value(Figure.CRITICAL_EPISODES)).isEqualTo(3L);
        assertThat(diff.after().figures().value(Figure.MISSED_CRITICAL)).isEqualTo(1L);
    }
}
