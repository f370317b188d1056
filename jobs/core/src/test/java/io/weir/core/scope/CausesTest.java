package io.weir.core.scope;

import static io.weir.core.sample.Episodes.ends;
import static io.weir.core.sample.Episodes.playbook;
import static io.weir.core.sample.Episodes.starts;
import static io.weir.core.sample.Episodes.waiting;
import static io.weir.core.sample.Shaped.atLeast;
import static io.weir.core.sample.Shaped.cause;
import static io.weir.core.sample.Shaped.foreignCause;
import static io.weir.core.sample.Shaped.moves;
import static io.weir.core.sample.Shaped.rare;
import static io.weir.core.sample.Shaped.under;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.sample.ScopeRun;
import io.weir.schema.Incident;
import io.weir.schema.Incident.Kind;
import io.weir.schema.Incident.Reason;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import org.junit.jupiter.api.Test;

/** Alerts under a cause: how they join its incident, leave their own, and come back. */
class CausesTest {
    private final ScopeRun run = new ScopeRun();

    private Member member(String alert) {
        return run.last().members().stream()
                .filter(m -> m.fingerprint().equals(alert))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneThatStartsUnderACauseJoinsItsIncidentAsSuppressed() {
        run.tell(starts("down", 0, Severity.WARNING, waiting(5_000)))
                .tell(under(starts("web", 1_000), cause("down", 0)));
        run.until(5_000);
        assertThat(run.last().memberCount()).isEqualTo(2);
        assertThat(run.last().firingCount()).isEqualTo(2);
        assertThat(run.last().suppressedCount()).isEqualTo(1);
        assertThat(run.last().severity()).as("not raised by what is muted").isEqualTo(Severity.WARNING);
        assertThat(run.last().title()).startsWith("down");
        assertThat(run.last().state()).isEqualTo(Incident.State.OPEN);
        assertThat(member("web").suppressedBy()).isEqualTo("down on web1");
        assertThat(member("web").suppressionRule()).isEqualTo("mute");
        assertThat(run.decisionsOn("web")).containsExactly("suppressed under-cause");
    }

    @Test
    void itDoesNotKeepTheIncidentGrowing() {
        run.tell(starts("down", 0)).tell(under(starts("web", 50_000), cause("down", 0)));
        run.tell(starts("other", 61_000)).until(100_000);
        assertThat(run.last().kind()).isEqualTo(Kind.OPENED);
        assertThat(run.last().memberCount()).isEqualTo(1);
    }

    @Test
    void aCauseOfTheSameInstantIsFoundWhateverTheOrder() {
        run.tell(starts("a", 0)).until(5_000);
        EpisodeEvent[] moved = moves(starts("a", 0), cause("z", 10_000), 10_000);
        run.tell(moved[0], moved[1], under(starts("b", 10_000), cause("z", 10_000)), starts("z", 10_000));
        run.until(45_000);
        assertThat(run.incidents())
                .extracting(Incident::incidentId)
                .containsOnly(run.last().incidentId());
        assertThat(run.last().status()).isEqualTo(Incident.Status.OPEN);
        assertThat(run.last().suppressedCount()).isEqualTo(2);
        assertThat(run.last().memberCount()).isEqualTo(3);
    }

    @Test
    void whatEndsAtTheInstantOfItsStartDoesNotFireOn() {
        run.tell(under(starts("a", 0), cause("z", 0)), ends("a", 0, 0), starts("z", 0));
        run.until(5_000);
        assertThat(run.last().firingCount()).isEqualTo(1);
        assertThat(member("a").status()).isEqualTo(Member.Status.RESOLVED);
    }

    @Test
    void withoutItsCauseItIsShownAllTheSame() {
        run.tell(under(starts("web", 0), cause("down", 0))).until(5_000);
        assertThat(run.last().kind()).isEqualTo(Kind.OPENED);
        assertThat(run.last().suppressedCount()).isNull();
        assertThat(run.decisionsOn("web")).containsExactly("opened new-problem");
    }

    @Test
    void whenTheLastMovesAwayTheIncidentIsMergedAtOnce() {
        run.tell(starts("web", 0), starts("db", 0)).until(5_000);
        run.tell(ends("db", 0, 8_000)).tell(moves(starts("web", 0), foreignCause("core"), 10_000));
        assertThat(run.last().kind()).isEqualTo(Kind.RESOLVED);
        assertThat(run.last().reason()).isEqualTo(Reason.MOVED_UNDER_CAUSE);
        assertThat(run.last().resolution()).isEqualTo("merged");
        assertThat(run.last().state()).isEqualTo(Incident.State.MERGED);
        assertThat(run.last().cause()).isEqualTo("core on core1");
        assertThat(run.last().resolvedAt()).isEqualTo(10_000);
        assertThat(member("web").status()).isEqualTo(Member.Status.MOVED);
        assertThat(member("web").endsAt()).isNull();
        run.until(310_000);
        assertThat(run.isWithoutIncidents()).isTrue();
    }

    @Test
    void whileOthersFireItStaysOpenWithoutTheOneThatMoved() {
        run.tell(starts("web", 0), starts("db", 0)).until(5_000);
        run.tell(moves(starts("web", 0), foreignCause("core"), 60_000));
        assertThat(run.last().reason()).isEqualTo(Reason.MEMBERS_CHANGED);
        assertThat(run.last().firingCount()).isEqualTo(1);
        run.tell(ends("db", 0, 100_000)).until(130_000);
        assertThat(run.last().reason()).isEqualTo(Reason.ALL_RECOVERED);
    }

    @Test
    void beforeAnybodySawItItLeavesWithoutATrace() {
        run.tell(starts("web", 0)).tell(moves(starts("web", 0), foreignCause("core"), 1_000));
        assertThat(run.isWithoutIncidents()).isTrue();
        assertThat(run.incidents()).isEmpty();
        assertThat(run.decisions())
                .extracting(decision -> decision.kind() + " " + decision.reason())
                .containsExactly("OPENED new-problem", "SUPPRESSED moved-under-cause", "CLOSED moved-under-cause");
    }

    @Test
    void oneOfTwoLeavesUnseenAndTheOtherOpens() {
        run.tell(starts("web", 0), starts("db", 0)).tell(moves(starts("web", 0), foreignCause("core"), 1_000));
        run.until(5_000);
        assertThat(run.last().memberCount()).isEqualTo(1);
        assertThat(run.last().members()).extracting(Member::fingerprint).containsExactly("db");
    }

    @Test
    void oneProblemKeepsOneTicketWhenItsCauseIsOver() {
        run.tell(starts("web", 0)).until(5_000);
        run.tell(moves(starts("web", 0), foreignCause("core"), 10_000)).until(20_000);
        String id = run.last().incidentId();
        run.tell(starts("web", 0).released(200_000));
        assertThat(run.last().incidentId()).isEqualTo(id);
        assertThat(run.last().kind()).isEqualTo(Kind.REOPENED);
        assertThat(run.last().reason()).isEqualTo(Reason.RELEASED_BY_CAUSE);
        assertThat(run.last().cause()).isNull();
        assertThat(run.last().memberCount()).isEqualTo(1);
        assertThat(run.decisionsOn("web")).endsWith("released cause-over");
    }

    @Test
    void aNewEpisodeOfWhatWasMergedFiresAgain() {
        run.tell(starts("web", 0)).until(5_000);
        run.tell(moves(starts("web", 0), foreignCause("core"), 10_000)).tell(starts("web", 200_000));
        run.until(205_000);
        assertThat(run.last().reason()).isEqualTo(Reason.FIRED_AGAIN);
        assertThat(run.last().memberCount()).isEqualTo(2);
    }

    @Test
    void aReleasedAlertThatNobodySawBeforeOpensAnIncidentAndIsNoNewAlert() {
        run.tell(starts("web", 0).released(60_000)).until(65_000);
        assertThat(run.last().kind()).isEqualTo(Kind.OPENED);
        assertThat(run.decisionsOn("web")).containsExactly("released cause-over");
    }

    @Test
    void releasedAtTheIncidentOfItsCauseItDoesNotCountThereAnyMore() {
        run.tell(starts("down", 0))
                .tell(under(starts("web", 1_000), cause("down", 0)))
                .until(5_000);
        run.tell(ends("down", 0, 60_000), ends("web", 1_000, 60_000, Ending.RELEASED));
        run.until(90_000);
        assertThat(run.last().kind()).isEqualTo(Kind.RESOLVED);
        assertThat(run.last().reason()).isEqualTo(Reason.ALL_RECOVERED);
        assertThat(member("web").status()).isEqualTo(Member.Status.MOVED);
        assertThat(member("web").suppressedBy()).isNull();
    }

    @Test
    void aCauseThatIsOverBeforeWhatIsUnderItLeavesItSuppressed() {
        run.tell(starts("down", 0))
                .tell(under(starts("web", 1_000), cause("down", 0)))
                .until(5_000);
        run.tell(ends("down", 0, 60_000));
        assertThat(run.last().state()).isEqualTo(Incident.State.SUPPRESSED);
        run.until(600_000);
        assertThat(run.last().status()).isEqualTo(Incident.Status.OPEN);
    }

    @Test
    void whatIsUnderACauseIsNotRemediated() {
        run.tell(starts("down", 0)).tell(under(starts("web", 1_000, playbook("h")), cause("down", 0)));
        run.until(60_000);
        assertThat(run.candidates()).isEmpty();
    }

    @Test
    void whatMovesUnderACauseIsTakenBackAndOfferedAgainAfterIt() {
        run.tell(starts("web", 0, playbook("h")), starts("down", 0)).until(5_000);
        assertThat(run.last().state()).isEqualTo(Incident.State.REMEDIATING);
        run.tell(moves(starts("web", 0, playbook("h")), cause("down", 0), 60_000));
        assertThat(run.last().state()).isEqualTo(Incident.State.OPEN);
        run.tell(
                ends("web", 0, 100_000, Ending.RELEASED),
                starts("web", 0, playbook("h")).released(100_000));
        assertThat(run.candidates())
                .extracting(Candidate::kind)
                .containsExactly(Candidate.Kind.FIRES, Candidate.Kind.ENDED, Candidate.Kind.FIRES);
        assertThat(run.last().memberCount()).isEqualTo(2);
    }

    @Test
    void suppressedOnesAreListedAfterOthersOfTheirTimeAndDoNotHurry() {
        run.tell(starts("m", 0), under(rare(starts("a", 0)), cause("m", 0)), under(starts("b", 0), cause("m", 0)));
        run.tell(starts("z", 0)).until(5_000);
        assertThat(run.last().members()).extracting(Member::fingerprint).containsExactly("a", "m", "z", "b");
        run.tell(under(rare(starts("c", 6_000)), cause("m", 0))).until(30_000);
        assertThat(run.last().reason()).isEqualTo(Reason.WAIT_OVER);
    }

    @Test
    void aCauseWithItsTargetsIsNeverTooFew() {
        run.tell(atLeast(2, starts("down", 0))).tell(under(atLeast(2, starts("web", 0)), cause("down", 0)));
        run.until(60_000);
        assertThat(run.incidents()).hasSize(1);
        assertThat(run.last().firingCount()).isEqualTo(2);
    }
}
