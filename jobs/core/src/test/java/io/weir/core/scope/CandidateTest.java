package io.weir.core.scope;

import static io.weir.core.sample.Episodes.ends;
import static io.weir.core.sample.Episodes.playbook;
import static io.weir.core.sample.Episodes.starts;
import static io.weir.core.sample.Episodes.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.sample.ScopeRun;
import io.weir.schema.Severity;
import org.junit.jupiter.api.Test;

/** What is offered for remediation: members of published incidents that have a playbook, and their ends. */
class CandidateTest {
    private final ScopeRun run = new ScopeRun();

    private Candidate last() {
        return run.candidates().get(run.candidates().size() - 1);
    }

    @Test
    void offeredWhenTheIncidentIsPublishedNotBefore() {
        run.tell(starts("a", 0, playbook("h1")));
        assertThat(run.candidates()).isEmpty();
        run.until(5_000);
        assertThat(run.candidates()).hasSize(1);
        assertThat(last().kind()).isEqualTo(Candidate.Kind.FIRES);
        assertThat(last().at()).isEqualTo(5_000);
        assertThat(last().joinedAt()).as("its age counts from the join").isZero();
        assertThat(last().alertname()).isEqualTo("a");
        assertThat(last().incidentId()).isEqualTo(run.last().incidentId());
        assertThat(last().playbook()).isEqualTo(playbook("h1"));
    }

    @Test
    void notOfferedWhenItEndedDuringTheWait() {
        run.tell(starts("a", 0, playbook("h1"))).tell(ends("a", 0, 1_000)).until(5_000);
        assertThat(run.candidates()).isEmpty();
    }

    @Test
    void offeredAtOnceWhenItJoinsAnOpenIncident() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(starts("b", 6_000, playbook("h1")));
        assertThat(last().at()).isEqualTo(6_000);
    }

    @Test
    void itsEndIsTold() {
        run.tell(starts("a", 0, playbook("h1"))).until(5_000);
        run.tell(ends("a", 0, 7_000));
        assertThat(last().kind()).isEqualTo(Candidate.Kind.ENDED);
        assertThat(last().at()).isEqualTo(7_000);
        assertThat(last().startsAt()).isZero();
    }

    @Test
    void anAlertWithoutPlaybookIsNoCandidate() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(ends("a", 0, 7_000));
        assertThat(run.candidates()).isEmpty();
    }

    @Test
    void offeredAgainWhenItReopensTheIncident() {
        run.tell(starts("a", 0, playbook("h1"))).until(5_000);
        run.tell(ends("a", 0, 10_000)).until(60_000);
        run.tell(starts("a", 70_000, playbook("h1")));
        assertThat(last().kind()).isEqualTo(Candidate.Kind.FIRES);
        assertThat(last().at()).isEqualTo(70_000);
        assertThat(last().joinedAt()).isEqualTo(70_000);
    }

    @Test
    void aSupersededEpisodeEndsBeforeTheNewOneIsOffered() {
        run.tell(starts("a", 0, playbook("h1"))).until(5_000);
        run.tell(ends("a", 0, 90_000, Ending.SUPERSEDED), starts("a", 90_000, playbook("h1")));
        assertThat(run.candidates())
                .extracting(Candidate::kind)
                .containsExactly(Candidate.Kind.FIRES, Candidate.Kind.ENDED, Candidate.Kind.FIRES);
    }

    @Test
    void itIsToldThatItFlaps() {
        run.tell(starts("a", 0, Severity.CRITICAL, waiting(0), true, false, playbook("h1")));
        assertThat(last().flapping()).isTrue();
    }
}
