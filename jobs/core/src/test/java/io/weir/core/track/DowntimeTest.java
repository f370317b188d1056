package io.weir.core.track;

import static io.weir.core.sample.Alerts.firing;
import static io.weir.core.sample.Alerts.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.directives.DirectiveBook;
import io.weir.core.sample.Books;
import io.weir.core.scenario.KeyedRun;
import io.weir.schema.Alert;
import io.weir.schema.Downtime;
import io.weir.schema.Receipt;
import io.weir.schema.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Held, released, cleared: a downtime of cluster c1 from 10 s to 60 s. */
class DowntimeTest {
    private final DirectiveBook book = Books.withDowntime(10_000, 60_000);
    private final KeyedRun<TrackState, Alert, TrackOutput> run = new KeyedRun<>(new TrackMachine(book));

    private List<TrackOutput> at(long at, Alert alert) {
        List<TrackOutput> out = new ArrayList<>(run.passTo("k", at));
        out.addAll(run.accept("k", alert, at));
        return out;
    }

    private static List<Verdict> verdicts(List<TrackOutput> out) {
        return out.stream().map(TrackOutput::verdict).filter(Objects::nonNull).toList();
    }

    @Test
    void holdsFromItsFirstInstant() {
        assertThat(verdicts(at(9_999, firing("a", 9_999L, 9_999)))).containsExactly(Verdict.STARTED);
    }

    @Test
    void theReceiptNamesTheDowntime() {
        List<TrackOutput> out = at(10_000, firing("a", 10_000L, 10_000));
        assertThat(verdicts(out)).containsExactly(Verdict.HELD);
        assertThat(out.get(0).event()).isNull();
        Receipt receipt = out.get(0).receipt();
        assertThat(receipt.kind()).isEqualTo(Receipt.Kind.EPISODE);
        assertThat(receipt.state()).isEqualTo("held");
        assertThat(receipt.downtimeId()).isEqualTo("d");
        assertThat(receipt.at()).isEqualTo(10_000);
        assertThat(receipt.tenant()).isEqualTo(Books.TENANT);
    }

    @Test
    void noLongerHoldsAtItsEnd() {
        assertThat(verdicts(at(60_000, firing("a", 60_000L, 60_000)))).containsExactly(Verdict.STARTED);
    }

    @Test
    void releasesAtItsEndWhatStillFires() {
        at(59_999, firing("a", 59_999L, 59_999));
        assertThat(run.wakeAt("k")).isEqualTo(60_000);
        List<TrackOutput> out = run.passTo("k", 60_000);
        assertThat(verdicts(out)).containsExactly(Verdict.RELEASED);
        assertThat(out.get(0).event().onset().persisted()).isTrue();
        assertThat(out.get(0).event().at()).isEqualTo(60_000);
        assertThat(out.get(0).event().startsAt()).isEqualTo(59_999);
        assertThat(out.get(0).receipt().state()).isEqualTo("released");
    }

    @Test
    void aResolveAtTheEndComesAfterTheRelease() {
        at(20_000, firing("a", 20_000L, 20_000));
        assertThat(verdicts(at(60_000, resolved("a", 20_000L, 60_000L, 60_000))))
                .containsExactly(Verdict.RELEASED, Verdict.ENDED);
    }

    @Test
    void aResolveJustBeforeTheEndIsSilent() {
        at(20_000, firing("a", 20_000L, 20_000));
        List<TrackOutput> out = at(59_999, resolved("a", 20_000L, 59_999L, 59_999));
        assertThat(verdicts(out)).containsExactly(Verdict.CLEARED_IN_DOWNTIME);
        assertThat(out.get(0).event()).isNull();
        assertThat(out.get(0).receipt().reason()).isEqualTo("cleared in downtime");
        assertThat(verdicts(run.passTo("k", 3_600_000))).isEmpty();
    }

    @Test
    void releaseCarriesTheNewestTexts() {
        at(20_000, firing("a", 20_000L, 20_000));
        Alert newer = firing("a", 20_000L, 30_000);
        newer = new Alert(
                newer.tenant(),
                newer.source(),
                newer.fingerprint(),
                newer.status(),
                newer.startsAt(),
                newer.endsAt(),
                newer.expiresAt(),
                newer.labels(),
                Map.of("summary", "worse now"),
                newer.generatorUrl(),
                newer.sourceUrl(),
                newer.receivedAt(),
                null);
        at(30_000, newer);
        assertThat(run.passTo("k", 60_000).get(0).event().onset().annotations()).containsEntry("summary", "worse now");
    }

    @Test
    void asksAtCommonInstantsWhetherItStillHolds() {
        at(12_345, firing("a", 12_345L, 12_345));
        assertThat(run.wakeAt("k")).isEqualTo(20_000);
        run.passTo("k", 20_000);
        assertThat(run.wakeAt("k")).isEqualTo(30_000);
    }

    @Test
    void cancelledReleasesWithinTenSeconds() {
        at(12_345, firing("a", 12_345L, 12_345));
        book.apply(
                Books.order(Books.downtime("d", 2, Downtime.Status.CANCELLED, 10_000, 60_000, "cluster=\"c1\"")),
                20_001);
        assertThat(verdicts(run.passTo("k", 29_999))).isEmpty();
        assertThat(verdicts(run.passTo("k", 30_000))).containsExactly(Verdict.RELEASED);
    }

    @Test
    void extendedGoesOnHoldingUnderTheNewEnd() {
        at(12_345, firing("a", 12_345L, 12_345));
        book.apply(
                Books.order(Books.downtime("d", 2, Downtime.Status.ACTIVE, 10_000, 120_000, "cluster=\"c1\"")), 59_000);
        assertThat(verdicts(run.passTo("k", 119_999))).isEmpty();
        assertThat(verdicts(run.passTo("k", 120_000))).containsExactly(Verdict.RELEASED);
    }

    @Test
    void openedBeforeItGoesOn() {
        at(0, firing("a", 0L, 0));
        assertThat(verdicts(at(20_000, firing("a", 0L, 20_000)))).containsExactly(Verdict.REPEATED);
        assertThat(verdicts(at(30_000, resolved("a", 0L, 30_000L, 30_000)))).containsExactly(Verdict.ENDED);
    }

    @Test
    void whatFlapsInTheOpenIsNotHeld() {
        at(0, firing("a", 0L, 0));
        at(1000, resolved("a", null, null, 1000));
        at(2000, firing("a", 2000L, 2000));
        at(3000, resolved("a", null, null, 3000));
        at(4000, firing("a", 4000L, 4000));
        at(9000, resolved("a", null, null, 9000));
        assertThat(verdicts(at(11_000, firing("a", 11_000L, 11_000)))).containsExactly(Verdict.DAMPED_START);
    }

    @Test
    void aWakingThatChangesNothingGivesTheSameState() {
        TrackMachine machine = new TrackMachine(book);
        TrackState held =
                machine.accept(null, firing("a", 12_345L, 12_345), 12_345).next();
        assertThat(machine.wake(held, 20_000).next()).isSameAs(held);
    }

    @Test
    void seesWhatTheLookupTablesOfTheRulesAdd() {
        RuleBook small = Books.small();
        RuleBook owners = new RuleBook(
                small.version(),
                small.effectiveFrom(),
                small.severity(),
                small.identity(),
                List.of(new RuleBook.Enrichment("owners", "cluster", Map.of("c1", Map.of("owner", "storage")))),
                small.grouping(),
                small.inhibition(),
                small.dependencies(),
                small.flapping(),
                small.noise(),
                small.staleAfter(),
                small.priority(),
                small.raises(),
                small.remediation(),
                small.ticket(),
                small.limits());
        DirectiveBook enriching = new DirectiveBook(owners, 0);
        enriching.apply(
                Books.order(Books.downtime("d", 1, Downtime.Status.ACTIVE, 10_000, 60_000, "owner=\"storage\"")), 0);
        TrackMachine machine = new TrackMachine(enriching);
        TrackState held =
                machine.accept(null, firing("a", 20_000L, 20_000), 20_000).next();
        assertThat(held.downtimeId()).isEqualTo("d");
        assertThat(verdicts(machine.wake(held, 30_000).out())).isEmpty();
        assertThat(verdicts(machine.wake(held, 60_000).out())).containsExactly(Verdict.RELEASED);
    }
}
