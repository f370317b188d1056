package io.weir.core.scope;

import static io.weir.core.sample.Episodes.ends;
import static io.weir.core.sample.Episodes.flaps;
import static io.weir.core.sample.Episodes.persists;
import static io.weir.core.sample.Episodes.policy;
import static io.weir.core.sample.Episodes.starts;
import static io.weir.core.sample.Episodes.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.sample.ScopeRun;
import io.weir.schema.Incident;
import io.weir.schema.Incident.Kind;
import io.weir.schema.Incident.Reason;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import org.junit.jupiter.api.Test;

/** Each kind of revision with each of its reasons, and the instants at which they come. */
class LifecycleTest {
    private final ScopeRun run = new ScopeRun();

    private long nextUpdateAfter(long at) {
        return at + Pace.pauseMs(run.last().scopeKey(), 30_000);
    }

    private void last(Kind kind, String reason, long at) {
        assertThat(run.last().kind()).isEqualTo(kind);
        assertThat(run.last().reason()).isEqualTo(reason);
        assertThat(run.last().updatedAt()).isEqualTo(at);
    }

    @Test
    void opensWhenTheWaitIsOver() {
        run.tell(starts("a", 0)).until(4_999);
        assertThat(run.incidents()).isEmpty();
        run.until(5_000);
        last(Kind.OPENED, Reason.WAIT_OVER, 5_000);
        assertThat(run.last().revision()).isEqualTo(1);
        assertThat(run.last().status()).isEqualTo(Incident.Status.OPEN);
        assertThat(run.last().openedAt()).isZero();
    }

    @Test
    void opensAtOnceWithoutWaitButWithAllOfTheSameInstant() {
        run.tell(starts("a", 0, Severity.CRITICAL, waiting(0)), starts("b", 0, Severity.CRITICAL, waiting(0)));
        assertThat(run.incidents()).hasSize(1);
        assertThat(run.last().memberCount()).isEqualTo(2);
    }

    @Test
    void theShortestWaitDecides() {
        run.tell(starts("a", 0, Severity.INFO, waiting(30_000)))
                .tell(starts("b", 1_000, Severity.EMERGENCY, waiting(0)));
        last(Kind.OPENED, Reason.WAIT_OVER, 1_000);
    }

    @Test
    void aLongerWaitOfALaterAlertDoesNotPostpone() {
        run.tell(starts("a", 0)).tell(starts("b", 4_000)).until(5_000);
        last(Kind.OPENED, Reason.WAIT_OVER, 5_000);
    }

    @Test
    void opensAsPersistedWhenAllOutlivedADowntime() {
        run.tell(persists("a", 0), persists("b", 0)).until(5_000);
        last(Kind.OPENED, Reason.PERSISTED_PAST_DOWNTIME, 5_000);
    }

    @Test
    void opensOrdinarilyWhenOneDidNot() {
        run.tell(persists("a", 0)).tell(starts("b", 1_000)).until(5_000);
        last(Kind.OPENED, Reason.WAIT_OVER, 5_000);
    }

    @Test
    void theFirstChangeAfterAQuietTimeIsShownAtOnceAndWithItsOwnTime() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(starts("b", 50_000));
        last(Kind.UPDATED, Reason.MEMBERS_CHANGED, 50_000);
        long due = nextUpdateAfter(50_000);
        run.tell(starts("c", 50_001)).until(due - 1);
        assertThat(run.incidents()).hasSize(2);
        run.until(due);
        last(Kind.UPDATED, Reason.MEMBERS_CHANGED, due);
    }

    @Test
    void changesWithinUpdateEveryAreShownTogether() {
        run.tell(starts("a", 0)).until(5_000);
        long due = nextUpdateAfter(5_000);
        run.tell(starts("b", 6_000)).tell(starts("c", 7_000)).until(due - 1);
        assertThat(run.incidents()).hasSize(1);
        run.until(due);
        last(Kind.UPDATED, Reason.MEMBERS_CHANGED, due);
        assertThat(run.last().memberCount()).isEqualTo(3);
    }

    @Test
    void worseIsShownAtOnceAndWithAllOfTheSameInstant() {
        run.tell(starts("a", 0, Severity.WARNING, waiting(5_000))).until(5_000);
        run.tell(
                starts("b", 6_000, Severity.CRITICAL, waiting(5_000)),
                starts("c", 6_000, Severity.WARNING, waiting(0)));
        last(Kind.UPDATED, Reason.SEVERITY_RAISED, 6_000);
        assertThat(run.last().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(run.last().memberCount()).isEqualTo(3);
    }

    @Test
    void worseOverridesAnUpdateThatIsOwed() {
        run.tell(starts("a", 0, Severity.WARNING, waiting(5_000))).until(5_000);
        run.tell(starts("b", 6_000, Severity.WARNING, waiting(5_000)));
        run.tell(starts("c", 7_000, Severity.CRITICAL, waiting(5_000)));
        last(Kind.UPDATED, Reason.SEVERITY_RAISED, 7_000);
        run.until(60_000);
        assertThat(run.incidents()).hasSize(2);
    }

    @Test
    void equallyBadIsNotWorse() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(starts("b", 6_000));
        assertThat(run.incidents()).hasSize(1);
    }

    @Test
    void resolvesWhenAllHaveBeenOverForResolveQuiet() {
        run.tell(starts("a", 0), starts("b", 0)).until(5_000);
        run.tell(ends("a", 0, 100_000)).tell(ends("b", 0, 110_000)).until(139_999);
        assertThat(run.last().status()).isEqualTo(Incident.Status.OPEN);
        run.until(140_000);
        last(Kind.RESOLVED, Reason.ALL_RECOVERED, 140_000);
        assertThat(run.last().resolvedAt()).isEqualTo(110_000);
        assertThat(run.last().resolution()).isEqualTo("recovered");
        assertThat(run.last().firingCount()).isZero();
    }

    @Test
    void firingAgainAtTheVeryInstantOfTheResolveKeepsItOpen() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(ends("a", 0, 100_000)).tell(starts("a", 130_000));
        run.until(600_000);
        assertThat(run.incidents()).extracting(Incident::kind).doesNotContain(Kind.RESOLVED);
    }

    @Test
    void resolvesAsStaleWhenTheNewestWordOfOneIsItsSilence() {
        run.tell(starts("a", 0), starts("b", 0)).until(5_000);
        run.tell(ends("a", 0, 100_000, Ending.STALE))
                .tell(ends("b", 0, 100_001))
                .until(200_000);
        last(Kind.RESOLVED, Reason.WENT_STALE, 130_001);
        assertThat(run.last().resolution()).isEqualTo("stale");
    }

    @Test
    void aStaleAlertThatCameBackAndRecoveredHasRecovered() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(ends("a", 0, 100_000, Ending.STALE)).tell(starts("a", 110_000)).tell(ends("a", 110_000, 150_000));
        run.until(180_000);
        last(Kind.RESOLVED, Reason.ALL_RECOVERED, 180_000);
        assertThat(run.last().resolution()).isEqualTo("recovered");
    }

    @Test
    void aSupersededEpisodeCountsAsEndedAndTheNewOneAsAMember() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(ends("a", 0, 100_000, Ending.SUPERSEDED), starts("a", 100_000));
        assertThat(run.last().memberCount()).isEqualTo(2);
        assertThat(run.last().firingCount()).isEqualTo(1);
        assertThat(run.last().members())
                .extracting(Member::status)
                .containsExactly(Member.Status.FIRING, Member.Status.RESOLVED);
        run.until(600_000);
        assertThat(run.last().status()).isEqualTo(Incident.Status.OPEN);
    }

    @Test
    void opensEvenIfAllIsOverByThenAndResolvesAfterThat() {
        run.tell(starts("a", 0, Severity.CRITICAL, policy(5_000, 0, 1_000, 300_000)));
        run.tell(ends("a", 0, 1)).until(5_000);
        last(Kind.OPENED, Reason.WAIT_OVER, 5_000);
        assertThat(run.last().firingCount()).isZero();
        run.until(5_001);
        last(Kind.RESOLVED, Reason.ALL_RECOVERED, 5_001);
    }

    @Test
    void reopensWithinReopenWithin() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(ends("a", 0, 100_000)).until(130_000);
        String id = run.last().incidentId();
        run.tell(starts("a", 430_000)).until(435_000);
        last(Kind.REOPENED, Reason.FIRED_AGAIN, 435_000);
        assertThat(run.last().incidentId()).isEqualTo(id);
        assertThat(run.last().revision()).isEqualTo(4);
        assertThat(run.last().reopened()).isEqualTo(1);
        assertThat(run.last().resolvedAt()).isNull();
        assertThat(run.last().resolution()).isNull();
    }

    @Test
    void afterReopenWithinItIsANewIncident() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(ends("a", 0, 100_000)).until(130_000);
        String id = run.last().incidentId();
        run.tell(starts("a", 430_001)).until(440_000);
        last(Kind.OPENED, Reason.WAIT_OVER, 435_001);
        assertThat(run.last().incidentId()).isNotEqualTo(id);
        assertThat(run.last().revision()).isEqualTo(1);
    }

    @Test
    void anotherAlertDoesNotReopen() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(ends("a", 0, 10_000)).until(40_000);
        run.tell(starts("b", 41_000)).until(46_000);
        last(Kind.OPENED, Reason.WAIT_OVER, 46_000);
    }

    @Test
    void withoutReopenWithinAResolvedIncidentIsForgottenAtOnce() {
        run.tell(starts("a", 0, Severity.CRITICAL, policy(0, 0, 0, 0)));
        run.tell(ends("a", 0, 100));
        last(Kind.RESOLVED, Reason.ALL_RECOVERED, 100);
        assertThat(run.state()).isNull();
    }

    @Test
    void flappingIsShownAndItsEndToo() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(flaps("a", 0, 50_000, true));
        last(Kind.UPDATED, Reason.MEMBERS_CHANGED, 50_000);
        assertThat(run.last().members().get(0).flapping()).isTrue();
        run.tell(flaps("a", 0, 51_000, true));
        assertThat(run.wakeAt()).as("nothing new, nothing owed").isEqualTo(Habit.MEMORY_MS);
        run.tell(flaps("a", 0, 90_000, false));
        assertThat(run.last().members().get(0).flapping()).isFalse();
    }

    @Test
    void everythingIsForgottenInTheEnd() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(ends("a", 0, 100_000)).until(429_999);
        assertThat(run.state()).isNotNull();
        run.until(430_000);
        assertThat(run.state()).isNull();
        run.until(Habit.MEMORY_MS);
        assertThat(run.remembers()).isFalse();
        assertThat(run.wakeAt()).isNull();
    }

    @Test
    void endsThatNobodyKnowsChangeNothing() {
        run.tell(ends("a", 0, 10));
        assertThat(run.state()).isNull();
        run.tell(starts("a", 100)).until(5_100);
        run.tell(ends("a", 99, 6_000)).tell(flaps("b", 0, 6_000, true)).until(600_000);
        assertThat(run.incidents()).hasSize(1);
    }
}
