package io.weir.core.scope;

import static io.weir.core.sample.Episodes.ends;
import static io.weir.core.sample.Episodes.flaps;
import static io.weir.core.sample.Episodes.playbook;
import static io.weir.core.sample.Episodes.policy;
import static io.weir.core.sample.Episodes.starts;
import static io.weir.core.sample.Episodes.waiting;
import static io.weir.core.sample.Shaped.acknowledges;
import static io.weir.core.sample.Shaped.late;
import static io.weir.core.sample.Shaped.listing;
import static io.weir.core.sample.Shaped.rare;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.sample.ScopeRun;
import io.weir.schema.Incident;
import io.weir.schema.Incident.Kind;
import io.weir.schema.Incident.Reason;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import org.junit.jupiter.api.Test;

/** Alerts that are rare, late, flapping or over when they are heard of; and what somebody has seen. */
class UnusualAlertsTest {
    private final ScopeRun run = new ScopeRun();

    @Test
    void aRareAlertInAStormIsShownWithinAMinuteAndFirst() {
        run.tell(starts("a", 0, Severity.CRITICAL, policy(0, 600_000, 30_000, 300_000)));
        run.tell(starts("b", 1_000)).tell(rare(starts("odd", 10_000, Severity.INFO, waiting(0))));
        run.tell(starts("c", 20_000)).until(69_999);
        assertThat(run.incidents()).hasSize(1);
        run.until(70_000);
        assertThat(run.last().reason()).isEqualTo(Reason.RARE_ALERT);
        assertThat(run.last().members()).extracting(Member::fingerprint).containsExactly("odd", "c", "b", "a");
        assertThat(run.last().members().get(0).rare()).isTrue();
        assertThat(run.last().members().get(1).rare()).isNull();
    }

    @Test
    void theCapNeverCutsARareMemberOrTheWorst() {
        run.tell(listing(3, starts("worst", 0, Severity.EMERGENCY, waiting(5_000))));
        run.tell(rare(starts("odd", 1, Severity.INFO, waiting(5_000))));
        for (int i = 2; i < 15; i++) {
            run.tell(starts("a" + i, i, Severity.WARNING, waiting(5_000)));
        }
        run.until(5_001);
        assertThat(run.last().members()).extracting(Member::fingerprint).containsExactly("odd", "a14", "worst");
        assertThat(run.last().membersOmitted()).isEqualTo(12);
    }

    @Test
    void whereAllAreSeldomSeenTheWorstStaysAllTheSame() {
        run.tell(listing(2, starts("worst", 0, Severity.EMERGENCY, waiting(5_000))));
        for (int i = 1; i < 50; i++) {
            run.tell(rare(starts("a" + i, i, Severity.WARNING, waiting(5_000))));
        }
        run.until(5_000);
        assertThat(run.last().members()).extracting(Member::fingerprint).containsExactly("a49", "worst");
    }

    @Test
    void whatIsOverJoinsAsResolvedAndMakesNothingFire() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(ends("a", 0, 50_000)).tell(late(starts("b", 55_000), 10_000, true));
        run.until(80_000);
        assertThat(run.last().kind()).isEqualTo(Kind.RESOLVED);
        assertThat(run.last().memberCount()).isEqualTo(2);
        assertThat(run.last().members().get(0).status()).isEqualTo(Member.Status.RESOLVED);
        assertThat(run.last().members().get(0).late()).isTrue();
        assertThat(run.decisionsOn("b")).containsExactly("joined late");
    }

    @Test
    void whatIsOverOpensNothing() {
        run.tell(late(starts("b", 55_000), 10_000, true));
        assertThat(run.isWithoutIncidents()).isTrue();
        assertThat(run.decisionsOn("b")).containsExactly("noted late-without-incident");
    }

    @Test
    void whatIsOverDoesNotWakeAResolvedIncident() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(ends("a", 0, 10_000)).until(40_000);
        run.tell(late(starts("a", 60_000), 1_000, true)).until(100_000);
        assertThat(run.last().kind()).isEqualTo(Kind.RESOLVED);
        assertThat(run.decisionsOn("a")).endsWith("joined late");
        run.tell(starts("a", 110_000)).until(115_000);
        assertThat(run.last().reopened()).isEqualTo(1);
        assertThat(run.last().memberCount()).as("the late one is shown now").isEqualTo(3);
    }

    @Test
    void anOlderEpisodeThatComesLateDoesNotEndTheOneThatFires() {
        run.tell(starts("a", 50_000)).until(60_000);
        run.tell(late(starts("a", 70_000), 30_000, true)).until(200_000);
        assertThat(run.last().firingCount()).isEqualTo(1);
        assertThat(run.last().memberCount()).isEqualTo(2);
    }

    @Test
    void whatIsLateAndFiresOpensAnIncident() {
        run.tell(late(starts("a", 600_000), 10_000, false)).until(605_000);
        assertThat(run.last().kind()).isEqualTo(Kind.OPENED);
        assertThat(run.last().members().get(0).late()).isTrue();
        assertThat(run.decisionsOn("a")).containsExactly("opened late");
    }

    @Test
    void anAcknowledgementIsShownAtOnceAndUntilItIsReopened() {
        run.tell(starts("a", 0)).until(5_000);
        String id = run.last().incidentId();
        run.tell(acknowledges(id, "ann", 6_000));
        assertThat(run.last().reason()).isEqualTo(Reason.ACKNOWLEDGED);
        assertThat(run.last().updatedAt()).isEqualTo(6_000);
        assertThat(run.last().acknowledgedBy()).isEqualTo("ann");
        assertThat(run.last().acknowledgedAt()).isEqualTo(6_000);
        run.tell(acknowledges(id, "ann", 7_000)).until(60_000);
        assertThat(run.incidents()).as("once is enough").hasSize(2);
        run.tell(ends("a", 0, 100_000)).until(130_000);
        assertThat(run.last().acknowledgedBy()).isEqualTo("ann");
        run.tell(starts("a", 140_000));
        assertThat(run.last().kind()).isEqualTo(Kind.REOPENED);
        assertThat(run.last().acknowledgedBy()).isNull();
    }

    @Test
    void anAcknowledgementOfNothingIsNoted() {
        run.tell(acknowledges("nobody", "ann", 6_000));
        assertThat(run.isWithoutIncidents()).isTrue();
        assertThat(run.decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.reason()).isEqualTo("nothing-to-acknowledge");
            assertThat(decision.incidentId()).isEqualTo("nobody");
        });
    }

    @Test
    void aFlappingIncidentSaysSoAndIsOfferedForRemediationWhenItIsCalm() {
        run.tell(starts("a", 0, Severity.CRITICAL, waiting(5_000), true, false, playbook("h")))
                .until(5_000);
        assertThat(run.last().state()).isEqualTo(Incident.State.FLAPPING);
        run.tell(flaps("a", 0, 60_000, false));
        assertThat(run.last().state()).isEqualTo(Incident.State.REMEDIATING);
        assertThat(run.candidates()).extracting(Candidate::flapping).containsExactly(true, false);
        run.tell(ends("a", 0, 100_000));
        assertThat(run.last().state()).isEqualTo(Incident.State.OPEN);
    }

    @Test
    void oneThatWentStaleAmongThoseThatRecoveredIsNotARecovery() {
        run.tell(starts("a", 0), starts("b", 0)).until(5_000);
        run.tell(ends("a", 0, 10_000, Ending.STALE)).tell(ends("b", 0, 20_000)).until(50_000);
        assertThat(run.last().resolution()).isEqualTo("stale");
        run.tell(ends("a", 0, 60_000)).until(100_000);
        assertThat(run.last().resolution())
                .as("a late word of the source changes nothing")
                .isEqualTo("stale");
    }
}
