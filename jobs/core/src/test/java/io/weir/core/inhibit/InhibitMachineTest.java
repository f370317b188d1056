package io.weir.core.inhibit;

import static io.weir.core.inhibit.Domain.cause;
import static io.weir.core.inhibit.Domain.ends;
import static io.weir.core.inhibit.Domain.flaps;
import static io.weir.core.inhibit.Domain.role;
import static io.weir.core.inhibit.Domain.starts;
import static io.weir.core.inhibit.Domain.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.schema.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InhibitMachineTest {
    private final Domain domain = new Domain();

    @Test
    void whatIsUnderNothingPassesUnchanged() {
        EpisodeEvent started = starts("T", 1, target(0));
        assertThat(new InhibitMachine().accept(null, List.of(started), 1).out())
                .containsExactly(InhibitOutput.of(started));
        assertThat(domain.tell(started)).containsExactly("+T@t");
        assertThat(domain.tell(ends("T", 1, 2))).containsExactly("-T@t recovered");
        assertThat(domain.decisions()).isEmpty();
        assertThat(domain.state()).isNull();
    }

    @Test
    void aTargetThatStartsUnderACauseJoinsItsIncident() {
        domain.tell(starts("C", 1, cause(0)));
        assertThat(domain.tell(starts("T", 9_000_000, target(0)))).containsExactly("+T@c<C");
        assertThat(domain.decisions()).containsExactly("inhibited T C");
        Decision decision = domain.lastDecision();
        assertThat(decision.kind()).isEqualTo(Decision.Kind.SUPPRESSED);
        assertThat(decision.rule()).isEqualTo("rule 0");
        assertThat(decision.rulesVersion()).isEqualTo("1");
        assertThat(decision.scopeKey()).isEqualTo("acme|c");
        assertThat(decision.detail()).isEqualTo(Map.of("cause", "C on web1", "causeFingerprint", "C"));
        assertThat(domain.tell(ends("T", 9_000_000, 9_000_001))).containsExactly("-T@c recovered");
        assertThat(domain.tell(ends("C", 1, 9_000_002))).containsExactly("-C@c recovered");
        assertThat(domain.state()).isNull();
    }

    @Test
    void otherValuesAndOtherRulesHaveNothingToDoWithIt() {
        domain.tell(starts("C", 1, role(0, true, false, "x", 0), cause(1)));
        assertThat(domain.tell(starts("T", 2, role(0, false, false, "y", 0), target(2))))
                .containsExactly("+T@t");
    }

    @Test
    void aDependencySaysSo() {
        domain.tell(starts("C", 1, cause(9)));
        domain.tell(starts("T", 2, target(9)));
        assertThat(domain.decisions()).containsExactly("depends-on T C");
    }

    @Test
    void aTargetThatCameUpToLateJoinBeforeItsCauseIsMoved() {
        domain.tell(starts("T", 1, target(0)));
        assertThat(domain.tell(starts("C", 1 + Domain.LATE_JOIN_MS, cause(0))))
                .containsExactly("+C@c", "moved T@t<C", "+T@c<C");
        assertThat(domain.decisions()).containsExactly("moved-under-cause T C");
    }

    @Test
    void anOlderTargetStaysWhereItIs() {
        domain.tell(starts("T", 1, target(0)));
        assertThat(domain.tell(starts("C", 2 + Domain.LATE_JOIN_MS, cause(0)))).containsExactly("+C@c");
        assertThat(domain.tell(ends("C", 2 + Domain.LATE_JOIN_MS, 900_000))).containsExactly("-C@c recovered");
        assertThat(domain.tell(ends("T", 1, 900_001))).containsExactly("-T@t recovered");
    }

    @Test
    void theMoveIsDatedToTheCausesStartAndKeepsTheEpisode() {
        EpisodeEvent target = starts("T", 1, target(0));
        EpisodeEvent cause = starts("C", 50, cause(0));
        List<EpisodeEvent> out = new InhibitMachine()
                .accept(null, List.of(target, cause), 60).out().stream()
                        .filter(o -> o.event() != null)
                        .map(InhibitOutput::event)
                        .toList();
        assertThat(out).extracting(EpisodeEvent::at).containsExactly(1L, 50L, 50L, 50L);
        assertThat(out.get(3).startsAt()).isEqualTo(1);
        assertThat(out.get(3).onset()).isEqualTo(target.onset());
        assertThat(out.get(3).cause().title()).isEqualTo("C on web1");
        assertThat(out.get(3).cause().rule()).isEqualTo("rule 0");
    }

    @Test
    void theOrderWithinAnInstantDoesNotMatter() {
        List<String> one = domain.tell(starts("C", 1, cause(0)), starts("T", 1, target(0)));
        List<String> other = new Domain().tell(starts("T", 1, target(0)), starts("C", 1, cause(0)));
        assertThat(one).isEqualTo(other).containsExactly("+C@c", "+T@c<C");
    }

    @Test
    void whenTheCauseEndsItsTargetsAreReleasedTogether() {
        domain.tell(starts("C", 1, cause(0)));
        domain.tell(starts("T", 2, target(0)));
        domain.tell(starts("U", 3, target(0)));
        assertThat(domain.tell(ends("C", 1, 10, Ending.STALE)))
                .containsExactly("-C@c stale", "-T@c released", "+T@t", "-U@c released", "+U@u");
        assertThat(domain.decisions()).endsWith("cause-ended T C", "cause-ended U C");
        assertThat(domain.lastDecision().kind()).isEqualTo(Decision.Kind.RELEASED);
        assertThat(domain.tell(ends("T", 2, 11), ends("U", 3, 11))).containsExactly("-T@t recovered", "-U@u recovered");
        assertThat(domain.state()).isNull();
    }

    @Test
    void aReleaseIsMarkedAndKeepsWhatWasKnownAtTheStart() {
        EpisodeEvent target = starts("T", 2, target(0));
        List<InhibitOutput> out = new InhibitMachine()
                .accept(null, List.of(starts("C", 1, cause(0)), target, ends("C", 1, 10)), 20)
                .out();
        EpisodeEvent released = out.get(out.size() - 2).event();
        assertThat(released.kind()).isEqualTo(EpisodeEvent.Kind.STARTED);
        assertThat(released.ending()).isEqualTo(Ending.RELEASED);
        assertThat(released.onset()).isEqualTo(target.onset());
        assertThat(released.at()).isEqualTo(10);
        assertThat(released.startsAt()).isEqualTo(2);
    }

    @Test
    void aCauseThatComesBackSoonCatchesWhatItReleased() {
        domain.tell(starts("C", 1, cause(0)));
        domain.tell(starts("T", 2, target(0)));
        domain.tell(ends("C", 1, 600_000));
        assertThat(domain.tell(starts("C", 660_000, cause(0)))).containsExactly("+C@c", "moved T@t<C", "+T@c<C");
    }

    @Test
    void aTargetAndItsCauseThatEndTogetherAreNotReleased() {
        domain.tell(starts("C", 1, cause(0)), starts("T", 1, target(0)));
        assertThat(domain.tell(ends("C", 1, 10), ends("T", 1, 10))).containsExactly("-C@c recovered", "-T@c recovered");
    }

    @Test
    void anotherCauseTakesOver() {
        domain.tell(starts("C", 1, cause(0)));
        domain.tell(starts("T", 2, target(0), target(1)));
        assertThat(domain.tell(starts("D", 900_000, cause(1)))).containsExactly("+D@d");
        assertThat(domain.tell(ends("C", 1, 900_001))).containsExactly("-C@c recovered", "-T@c released", "+T@d<D");
        assertThat(domain.decisions()).endsWith("other-cause T D");
        assertThat(domain.tell(ends("T", 2, 900_002))).containsExactly("-T@d recovered");
    }

    @Test
    void theRuleThatComesFirstDecidesThenTheEarlierCauseThenItsFingerprint() {
        domain.tell(starts("B", 1, cause(1)));
        domain.tell(starts("E", 2, cause(0)), starts("D", 2, cause(0)));
        assertThat(domain.tell(starts("T", 3, target(0), target(1)))).containsExactly("+T@d<D");
        domain.tell(ends("D", 2, 4));
        assertThat(domain.decisions()).endsWith("other-cause T E");
        domain.tell(ends("E", 2, 5));
        assertThat(domain.decisions()).endsWith("other-cause T B");
    }

    @Test
    void aNewEpisodeOfTheCauseAtTheSameInstantReleasesNobody() {
        domain.tell(starts("C", 1, cause(0)));
        domain.tell(starts("T", 2, target(0)));
        assertThat(domain.tell(ends("C", 1, 900_000, Ending.SUPERSEDED), starts("C", 900_000, cause(0))))
                .containsExactly("-C@c superseded", "+C@c");
        assertThat(domain.tell(ends("C", 900_000, 900_001))).containsExactly("-C@c recovered", "-T@c released", "+T@t");
    }

    @Test
    void aNewEpisodeOfATargetStaysUnderItsCause() {
        domain.tell(starts("C", 1, cause(0)));
        domain.tell(starts("T", 2, target(0)));
        assertThat(domain.tell(ends("T", 2, 100, Ending.SUPERSEDED), starts("T", 100, target(0))))
                .containsExactly("-T@c superseded", "+T@c<C");
    }

    @Test
    void whatIsOverAtOnceIsToldAndMutesNobody() {
        domain.tell(starts("T", 1, target(0)));
        assertThat(domain.tell(starts("C", 2, cause(0)), ends("C", 2, 2))).containsExactly("+C@c", "-C@c recovered");
        domain.tell(starts("D", 3, cause(0)));
        assertThat(domain.tell(starts("U", 4, target(0)), ends("U", 4, 4))).containsExactly("+U@d<D", "-U@d recovered");
        domain.tell(ends("D", 3, 5), ends("T", 1, 5));
        assertThat(domain.state()).isNull();
    }

    @Test
    void flappingIsToldWhereTheAlertIs() {
        domain.tell(starts("C", 1, cause(0)));
        domain.tell(starts("T", 2, target(0)));
        assertThat(domain.tell(flaps("T", 2, 3, true))).containsExactly("T@c flaps");
        assertThat(domain.tell(flaps("C", 1, 3, true))).containsExactly("C@c flaps");
        List<EpisodeEvent> out = new ArrayList<>();
        new InhibitMachine()
                .accept(domain.state(), List.of(ends("C", 1, 4)), 4)
                .out()
                .forEach(o -> out.add(o.event()));
        assertThat(out.get(2).flapping()).as("released as it is now").isTrue();
        assertThat(domain.tell(ends("C", 1, 4))).contains("+T@t");
        assertThat(domain.tell(flaps("T", 2, 5, false))).containsExactly("T@t is calm");
    }

    @Test
    void whatIsOverAlreadyIsNotLookedAt() {
        domain.tell(starts("C", 1, true, cause(0)));
        assertThat(domain.state()).isNull();
        domain.tell(starts("D", 2, cause(0)));
        assertThat(domain.tell(starts("T", 3, true, target(0)))).containsExactly("+T@t");
        assertThat(domain.state().firing).containsOnlyKeys("D");
    }

    @Test
    void beyondTheBoundAlertsGoTheirOwnWay() {
        List<EpisodeEvent> storm = new ArrayList<>();
        for (int i = 0; i < InhibitMachine.MOST; i++) {
            storm.add(starts(Integer.toString(i), 1, i == 0 ? cause(0) : target(0)));
        }
        domain.tell(storm.toArray(EpisodeEvent[]::new));
        assertThat(domain.tell(starts("T", 2, target(0)))).containsExactly("+T@t");
        assertThat(domain.lastDecision().reason()).isEqualTo("inhibition-full");
        assertThat(domain.lastDecision().kind()).isEqualTo(Decision.Kind.NOTED);
        assertThat(domain.tell(flaps("T", 2, 3, true))).containsExactly("T@t flaps");
        assertThat(domain.tell(ends("T", 2, 3))).containsExactly("-T@t recovered");
        assertThat(domain.tell(ends("7", 1, 4), starts("U", 4, target(0)))).contains("+U@0<0");
    }
}
