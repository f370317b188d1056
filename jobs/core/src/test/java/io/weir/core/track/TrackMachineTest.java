package io.weir.core.track;

import static io.weir.core.sample.Alerts.expiring;
import static io.weir.core.sample.Alerts.firing;
import static io.weir.core.sample.Alerts.gone;
import static io.weir.core.sample.Alerts.polled;
import static io.weir.core.sample.Alerts.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.sample.Alerts;
import io.weir.core.sample.Books;
import io.weir.core.scenario.KeyedRun;
import io.weir.schema.Alert;
import io.weir.schema.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each verdict, and the instants at which one turns into another. */
class TrackMachineTest {
    private static final long HOUR = 3_600_000;

    private final KeyedRun<TrackState, Alert, TrackOutput> run = new KeyedRun<>(new TrackMachine(Books.directives()));

    private List<TrackOutput> at(long at, Alert alert) {
        List<TrackOutput> out = new ArrayList<>(run.passTo("k", at));
        out.addAll(run.accept("k", alert, at));
        return out;
    }

    private static List<Verdict> verdicts(List<TrackOutput> out) {
        return out.stream().map(TrackOutput::verdict).filter(Objects::nonNull).toList();
    }

    private static List<EpisodeEvent> events(List<TrackOutput> out) {
        return out.stream().map(TrackOutput::event).filter(Objects::nonNull).toList();
    }

    @Test
    void aResolveThatNamesTheEarlierStartOfAMergedEpisodeEndsIt() {
        at(31_000, firing("a", 30_000L, 31_000));
        assertThat(verdicts(at(40_000, firing("a", 0L, 40_000)))).containsExactly(Verdict.REPEATED);
        List<TrackOutput> out = at(50_000, resolved("a", 0L, 49_000L, 50_000));
        assertThat(verdicts(out)).containsExactly(Verdict.ENDED);
        assertThat(events(out)).extracting(EpisodeEvent::startsAt).containsExactly(30_000L);
    }

    @Test
    void aNewEpisodeCarriesEverythingCorrelateNeeds() {
        List<TrackOutput> out = at(1000, firing("a", 900L, 1000));
        assertThat(verdicts(out)).containsExactly(Verdict.STARTED);
        EpisodeEvent event = events(out).get(0);
        assertThat(event.kind()).isEqualTo(EpisodeEvent.Kind.STARTED);
        assertThat(event.at()).isEqualTo(1000);
        assertThat(event.startsAt()).isEqualTo(900);
        assertThat(event.tenant()).isEqualTo(Books.TENANT);
        assertThat(event.onset().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(event.onset().scope()).isEqualTo(Map.of("cluster", "c1"));
        assertThat(event.onset().labels()).isEqualTo(Alerts.labels("a"));
        assertThat(event.onset().annotations()).containsEntry("summary", "a is broken");
        assertThat(event.onset().policy().rule()).isEqualTo("cluster");
        assertThat(event.onset().policy().waitMs()).isEqualTo(5_000);
        assertThat(event.onset().policy().urgency()).isEqualTo(5);
        assertThat(event.flapping()).isFalse();
        assertThat(event.onset().persisted()).isFalse();
        assertThat(event.scopeKey()).startsWith(Books.TENANT + "|");
    }

    @Test
    void repeatsChangeNothing() {
        at(0, firing("a", 0L, 0));
        at(5, firing("a", 0L, 5));
        TrackState before = run.states().get("k");
        assertThat(at(10, firing("a", 0L, 10))).containsExactly(new TrackOutput(Verdict.REPEATED, null, null));
        assertThat(at(20, firing("a", null, 20))).containsExactly(new TrackOutput(Verdict.REPEATED, null, null));
        assertThat(run.states().get("k")).isSameAs(before);
        assertThat(at(30, firing("a", -5L, 30))).containsExactly(new TrackOutput(Verdict.REPEATED, null, null));
    }

    @Test
    void aRepeatIsBelievedForASixteenthLonger() {
        at(0, firing("a", 0L, 0));
        assertThat(run.wakeAt("k")).isEqualTo(HOUR);
        at(1000, firing("a", 0L, 1000));
        long believedUntil = 1000 + HOUR + HOUR / 16;
        assertThat(run.wakeAt("k")).isEqualTo(believedUntil);
        long lastInTime = 1000 + HOUR / 16;
        at(lastInTime, firing("a", 0L, lastInTime));
        assertThat(run.wakeAt("k")).isEqualTo(believedUntil);
        at(lastInTime + 1, firing("a", 0L, lastInTime + 1));
        assertThat(run.wakeAt("k")).isEqualTo(lastInTime + 1 + HOUR + HOUR / 16);
    }

    @Test
    void aResolveEndsTheEpisodeItNames() {
        at(0, firing("a", 0L, 0));
        List<TrackOutput> out = at(100, resolved("a", 0L, 90L, 100));
        assertThat(verdicts(out)).containsExactly(Verdict.ENDED);
        EpisodeEvent event = events(out).get(0);
        assertThat(event.kind()).isEqualTo(EpisodeEvent.Kind.ENDED);
        assertThat(event.ending()).isEqualTo(Ending.RECOVERED);
        assertThat(event.startsAt()).isZero();
        assertThat(event.endsAt()).isEqualTo(90);
        assertThat(event.at()).isEqualTo(100);
    }

    @Test
    void aResolveWithoutStartEndsWhatRuns() {
        at(0, firing("a", 0L, 0));
        assertThat(verdicts(at(100, resolved("a", null, null, 100)))).containsExactly(Verdict.ENDED);
    }

    @Test
    void aResolveOfALaterEpisodeEndsTheOlderOneThatRuns() {
        at(0, firing("a", 0L, 0));
        List<TrackOutput> out = at(100, resolved("a", 50L, 90L, 100));
        assertThat(verdicts(out)).containsExactly(Verdict.ENDED);
        assertThat(events(out).get(0).startsAt()).isZero();
        assertThat(verdicts(at(110, firing("a", 50L, 110))))
                .as("the firing of that later episode comes too late")
                .containsExactly(Verdict.OUTDATED_FIRING);
    }

    @Test
    void aResolveOfAnOlderEpisodeEndsNothing() {
        at(0, firing("a", 1000L, 0));
        assertThat(at(100, resolved("a", 999L, 999L, 100)))
                .containsExactly(new TrackOutput(Verdict.OUTDATED_RESOLVE, null, null));
        assertThat(verdicts(at(101, resolved("a", 1000L, 1001L, 101)))).containsExactly(Verdict.ENDED);
    }

    @Test
    void aSecondResolveIsARepeat() {
        at(0, firing("a", 0L, 0));
        at(100, resolved("a", 0L, 90L, 100));
        assertThat(at(200, resolved("a", 0L, 90L, 200)))
                .containsExactly(new TrackOutput(Verdict.REPEATED_RESOLVE, null, null));
    }

    @Test
    void anEndedEpisodeIsRememberedForHalfAnHour() {
        at(0, firing("a", 0L, 0));
        at(100, resolved("a", 0L, 90L, 100));
        long last = 100 + TrackMachine.MEMORY_MS;
        assertThat(verdicts(at(last - 1, resolved("a", 0L, 90L, last - 1)))).containsExactly(Verdict.REPEATED_RESOLVE);
        assertThat(run.wakeAt("k")).isEqualTo(last);
        assertThat(run.passTo("k", last)).isEmpty();
        assertThat(run.states()).isEmpty();
        assertThat(verdicts(at(last, resolved("a", 0L, 90L, last)))).containsExactly(Verdict.ORPHAN_RESOLVE);
    }

    @Test
    void aFiringThatIsOlderThanItsResolveIsOutdatedForHalfAMinute() {
        at(0, firing("a", 0L, 0));
        at(100, resolved("a", 0L, 90L, 100));
        long last = 100 + TrackMachine.OUTDATED_FIRING_MS;
        assertThat(at(last, firing("a", 0L, last)))
                .containsExactly(new TrackOutput(Verdict.OUTDATED_FIRING, null, null));
        assertThat(verdicts(at(last + 1, firing("a", 0L, last + 1)))).containsExactly(Verdict.STARTED);
    }

    @Test
    void aNewerStartAfterTheEndIsANewEpisodeAtOnce() {
        at(0, firing("a", 0L, 0));
        at(100, resolved("a", 0L, 90L, 100));
        assertThat(verdicts(at(100, firing("a", 1L, 100)))).containsExactly(Verdict.STARTED);
    }

    @Test
    void replicasThatDisagreeByUpToAMinuteAreOneEpisode() {
        at(0, firing("a", 0L, 0));
        long skew = TrackMachine.REPLICA_SKEW_MS;
        assertThat(verdicts(at(skew, firing("a", skew, skew)))).containsExactly(Verdict.REPEATED);
        assertThat(verdicts(at(skew + 1, resolved("a", 0L, skew, skew + 1)))).containsExactly(Verdict.OUTDATED_RESOLVE);
        List<TrackOutput> out = at(skew + 2, resolved("a", skew, skew + 1, skew + 2));
        assertThat(verdicts(out)).containsExactly(Verdict.ENDED);
        assertThat(events(out).get(0).startsAt())
                .as("the episode that was shown")
                .isZero();
    }

    @Test
    void aMuchLaterStartWithoutAResolveIsANewEpisode() {
        at(0, firing("a", 0L, 0));
        long later = TrackMachine.REPLICA_SKEW_MS + 1;
        List<TrackOutput> out = at(later, firing("a", later, later));
        assertThat(verdicts(out)).containsExactly(Verdict.STARTED);
        assertThat(events(out)).hasSize(2);
        assertThat(events(out).get(0).ending()).isEqualTo(Ending.SUPERSEDED);
        assertThat(events(out).get(0).startsAt()).isZero();
        assertThat(events(out).get(0).endsAt()).isEqualTo(later);
        assertThat(events(out).get(1).kind()).isEqualTo(EpisodeEvent.Kind.STARTED);
        assertThat(events(out).get(1).startsAt()).isEqualTo(later);
    }

    @Test
    void aResolveNobodyExpectedIsAnOrphanAndStopsItsLateFiring() {
        assertThat(at(50, resolved("a", 10L, 40L, 50)))
                .containsExactly(new TrackOutput(Verdict.ORPHAN_RESOLVE, null, null));
        List<TrackOutput> late = at(60, firing("a", 10L, 60));
        assertThat(verdicts(late)).containsExactly(Verdict.LATE);
        assertThat(events(late).get(0).onset().over()).isTrue();
        assertThat(events(late).get(0).endsAt()).isEqualTo(40L);
        assertThat(verdicts(at(61, firing("a", 10L, 61)))).containsExactly(Verdict.OUTDATED_FIRING);
        assertThat(verdicts(at(70, firing("a", 65L, 70)))).containsExactly(Verdict.STARTED);
    }

    @Test
    void aResolveWhoseStartLiesInTheFutureHidesNothingThatFiresAfterIt() {
        at(0, resolved("a", HOUR, 40L, 0));
        assertThat(verdicts(at(10, firing("a", HOUR, 10)))).as("its own firing").containsExactly(Verdict.LATE);
        assertThat(verdicts(at(20_000, firing("a", 15_000L, 20_000)))).containsExactly(Verdict.STARTED);
    }

    @Test
    void anEpisodeWhoseStartLiesInTheFutureHidesNothingThatFiresAfterItsEnd() {
        at(0, firing("a", HOUR, 0));
        at(100, resolved("a", HOUR, 90L, 100));
        assertThat(verdicts(at(200, firing("a", HOUR, 200)))).containsExactly(Verdict.OUTDATED_FIRING);
        assertThat(verdicts(at(300, firing("a", 250L, 300)))).containsExactly(Verdict.STARTED);
    }

    @Test
    void aLaterEpisodesResolveStopsItsLateFiringAsWell() {
        at(0, firing("a", 0L, 0));
        at(100, resolved("a", 0L, 90L, 100));
        long much = 600_000;
        assertThat(verdicts(at(much, resolved("a", much - 10, much - 5, much))))
                .containsExactly(Verdict.REPEATED_RESOLVE);
        assertThat(verdicts(at(much + 5, firing("a", much - 10, much + 5)))).containsExactly(Verdict.LATE);
    }

    @Test
    void silenceForStaleAfterIsStale() {
        at(0, firing("a", 0L, 0));
        assertThat(run.wakeAt("k")).isEqualTo(HOUR);
        at(10, firing("a", 0L, 10));
        long staleAt = 10 + HOUR + HOUR / 16;
        assertThat(run.passTo("k", staleAt - 1)).isEmpty();
        List<TrackOutput> out = run.passTo("k", staleAt);
        assertThat(verdicts(out)).containsExactly(Verdict.WENT_STALE);
        assertThat(events(out).get(0).ending()).isEqualTo(Ending.STALE);
        assertThat(events(out).get(0).endsAt()).isEqualTo(staleAt);
    }

    @Test
    void anExpiryOfTheSourceCountsWithGrace() {
        at(1000, expiring("a", 0L, 241_000, 1000));
        assertThat(run.wakeAt("k")).isEqualTo(241_000 + TrackMachine.RESEND_GRACE_MS);
    }

    @Test
    void anExpiryThatIsFarOffIsBelievedNoLongerThanStaleAfter() {
        at(1000, expiring("a", 0L, 9_999 * 365L * 24 * HOUR, 1000));
        assertThat(run.wakeAt("k")).isEqualTo(1000 + HOUR);
    }

    @Test
    void aRepeatWithAnExpiryIsBelievedUntilThen() {
        at(1000, expiring("a", 0L, 241_000, 1000));
        at(2000, expiring("a", 0L, 242_000, 2000));
        assertThat(run.wakeAt("k")).isEqualTo(242_000 + TrackMachine.RESEND_GRACE_MS);
    }

    @Test
    void anExpiryInThePastIsTheGraceAlone() {
        at(1000, expiring("a", 0L, 0, 1000));
        assertThat(run.wakeAt("k")).isEqualTo(1000 + TrackMachine.RESEND_GRACE_MS);
    }

    @Test
    void aRepeatNeverShortensTheTimeToStale() {
        at(0, expiring("a", 0L, 600_000, 0));
        at(1000, expiring("a", 0L, 61_000, 1000));
        assertThat(run.wakeAt("k")).isEqualTo(660_000);
    }

    @Test
    void afterStaleTheSameEpisodeMayComeBackAtOnce() {
        at(0, firing("a", 0L, 0));
        run.passTo("k", HOUR);
        assertThat(verdicts(at(HOUR + 1, firing("a", 0L, HOUR + 1)))).containsExactly(Verdict.STARTED);
    }

    @Test
    void aResolveOfWhatWentStaleIsRememberedLikeAnEnd() {
        at(0, firing("a", 0L, 0));
        run.passTo("k", HOUR);
        assertThat(verdicts(at(HOUR + 60_000, resolved("a", 0L, HOUR, HOUR + 60_000))))
                .containsExactly(Verdict.REPEATED_RESOLVE);
        assertThat(verdicts(at(HOUR + 60_001, firing("a", 0L, HOUR + 60_001))))
                .containsExactly(Verdict.OUTDATED_FIRING);
        assertThat(run.wakeAt("k")).isEqualTo(HOUR + 60_000 + TrackMachine.MEMORY_MS);
    }

    @Test
    void aRepeatAtTheVeryInstantOfStaleComesTooLate() {
        at(0, firing("a", 0L, 0));
        assertThat(verdicts(at(HOUR, firing("a", 0L, HOUR)))).containsExactly(Verdict.WENT_STALE, Verdict.STARTED);
    }

    @Test
    void whatItsSourceNoLongerKnowsEndsWithoutHavingRecovered() {
        at(0, firing("a", 0L, 0));
        List<TrackOutput> out = at(60_000, gone("a", 0L, 60_000));
        assertThat(verdicts(out)).containsExactly(Verdict.GONE_AT_SOURCE);
        assertThat(events(out).get(0).ending()).isEqualTo(Ending.GONE);
        assertThat(events(out).get(0).endsAt()).isEqualTo(60_000);
        assertThat(verdicts(at(60_001, gone("a", 0L, 60_001)))).containsExactly(Verdict.REPEATED_RESOLVE);
        assertThat(verdicts(at(60_002, firing("a", 0L, 60_002))))
                .as("it was not seen to end, so this is no echo of what was true before")
                .containsExactly(Verdict.STARTED);
    }

    @Test
    void whatIsHeardOfAgainAfterItWasGoneEndsByTheStartThatItNames() {
        at(0, firing("a", 0L, 0));
        assertThat(verdicts(at(1, gone("a", 90_000L, 1)))).containsExactly(Verdict.GONE_AT_SOURCE);
        assertThat(verdicts(at(2, firing("a", 0L, 2)))).containsExactly(Verdict.STARTED);
        assertThat(verdicts(at(3, resolved("a", 0L, 3L, 3)))).containsExactly(Verdict.ENDED);
    }

    @Test
    void thatAnOlderEpisodeIsGoneSaysNothingOfTheOneThatRuns() {
        at(0, firing("a", 0L, 0));
        at(120_000, firing("a", 120_000L, 120_000));
        assertThat(verdicts(at(120_001, gone("a", 0L, 120_001)))).containsExactly(Verdict.OUTDATED_RESOLVE);
        assertThat(verdicts(at(120_002, gone("a", null, 120_002)))).containsExactly(Verdict.GONE_AT_SOURCE);
    }

    @Test
    void whatIsGoneThoughNobodyHeardOfItIsNotRemembered() {
        assertThat(verdicts(at(0, gone("a", 0L, 0)))).containsExactly(Verdict.ORPHAN_RESOLVE);
        assertThat(run.states().get("k")).isNull();
        assertThat(verdicts(at(1, firing("a", 0L, 1)))).containsExactly(Verdict.STARTED);
    }

    @Test
    void thatSomethingIsGoneIsNoNewsAfterItsResolve() {
        at(0, firing("a", 0L, 0));
        at(1_000, resolved("a", 0L, 1_000L, 1_000));
        assertThat(verdicts(at(2_000, gone("a", 90_000L, 2_000)))).containsExactly(Verdict.REPEATED_RESOLVE);
        assertThat(verdicts(at(3_000, firing("a", 0L, 3_000)))).containsExactly(Verdict.OUTDATED_FIRING);
        assertThat(verdicts(at(90_000, firing("a", 90_000L, 90_000)))).containsExactly(Verdict.STARTED);
    }

    @Test
    void whatASourceSaysWhenAskedIsProofOfLife() {
        at(0, firing("a", 0L, 0));
        assertThat(verdicts(at(10, polled("a", 0L, 10)))).containsExactly(Verdict.REPEATED);
        assertThat(run.wakeAt("k")).isGreaterThan(HOUR + 10);
    }
}
