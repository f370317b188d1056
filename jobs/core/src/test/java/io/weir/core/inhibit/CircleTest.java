package io.weir.core.inhibit;

import static io.weir.core.inhibit.Domain.cause;
import static io.weir.core.inhibit.Domain.ends;
import static io.weir.core.inhibit.Domain.role;
import static io.weir.core.inhibit.Domain.starts;
import static io.weir.core.inhibit.Domain.target;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Alerts that mute and are muted: alone, in chains and in circles. */
class CircleTest {
    private final Domain domain = new Domain();

    @Test
    void nothingMutesItself() {
        assertThat(domain.tell(starts("A", 1, cause(0), target(0)))).containsExactly("+A@a");
        assertThat(domain.tell(starts("T", 2, target(0)))).containsExactly("+T@a<A");
    }

    @Test
    void ofTwoThatMatchBothSidesNeitherMutesTheOther() {
        domain.tell(starts("A", 1, role(0, true, true, "x", 0), role(0, false, true, "x", 0)));
        assertThat(domain.tell(starts("B", 2, role(0, true, true, "x", 0), role(0, false, true, "x", 0))))
                .containsExactly("+B@b");
        assertThat(domain.tell(starts("T", 3, target(0)))).containsExactly("+T@a<A");
        assertThat(domain.tell(starts("C", 4, role(0, true, false, "x", 10))))
                .as("a cause that is no target mutes both")
                .containsExactly("+C@c");
        assertThat(domain.tell(starts("D", 5, role(0, true, true, "x", 0), role(0, false, true, "x", 0))))
                .containsExactly("+D@c<C");
    }

    @Test
    void ofTwoThatMuteEachOtherTheFirstRuleDecides() {
        assertThat(domain.tell(starts("A", 1, cause(0), target(1)), starts("B", 1, target(0), cause(1))))
                .containsExactly("+A@a", "+B@a<A");
        Domain other = new Domain();
        other.tell(starts("B", 1, target(0), cause(1)));
        assertThat(other.tell(starts("A", 2, cause(0), target(1)))).containsExactly("+A@a", "moved B@b<A", "+B@a<A");
        assertThat(other.tell(ends("A", 2, 3))).containsExactly("-A@a recovered", "-B@a released", "+B@b");
    }

    @Test
    void ofACircleOfThreeOneStaysToBeSeen() {
        assertThat(domain.tell(
                        starts("A", 1, cause(0), target(2)),
                        starts("B", 1, cause(1), target(0)),
                        starts("C", 1, cause(2), target(1))))
                .containsExactly("+A@a", "+B@a<A", "+C@a<A");
        assertThat(domain.tell(ends("A", 1, 2)))
                .containsExactly("-A@a recovered", "-B@a released", "+B@b", "-C@a released", "+C@b<B");
        assertThat(domain.tell(ends("B", 1, 3))).containsExactly("-B@b recovered", "-C@b released", "+C@c");
        assertThat(domain.tell(ends("C", 1, 4))).containsExactly("-C@c recovered");
        assertThat(domain.state()).isNull();
    }

    @Test
    void aCircleIsUnderWhatMutesOneOfIt() {
        domain.tell(starts("A", 1, cause(0), target(2), target(3)), starts("B", 1, cause(2), target(0)));
        assertThat(domain.tell(starts("R", 2, cause(3))))
                .containsExactly("moved A@a<R", "+A@r<R", "-B@a released", "+B@r<R", "+R@r");
    }

    @Test
    void aChainIsUnderItsRoot() {
        domain.tell(starts("A", 1, cause(0)));
        domain.tell(starts("B", 2, target(0), cause(1)));
        assertThat(domain.tell(starts("C", 3, target(1)))).containsExactly("+C@a<A");
        assertThat(domain.lastDecision().rule()).isEqualTo("rule 1");
        assertThat(domain.lastDecision().detail())
                .containsEntry("cause", "A on web1")
                .containsEntry("via", "B on web1");
        assertThat(domain.tell(ends("A", 1, 4)))
                .containsExactly("-A@a recovered", "-B@a released", "+B@b", "-C@a released", "+C@b<B");
    }

    @Test
    void theMiddleOfAChainEnds() {
        domain.tell(starts("A", 1, cause(0)), starts("B", 1, target(0), cause(1)), starts("C", 1, target(1)));
        assertThat(domain.tell(ends("B", 1, 2))).containsExactly("-B@a recovered", "-C@a released", "+C@c");
    }

    @Test
    void aCauseThatIsMutedTakesItsTargetsAlong() {
        domain.tell(starts("B", 1, target(0), cause(1)), starts("C", 1, target(1)));
        assertThat(domain.tell(starts("A", 2, cause(0))))
                .containsExactly("+A@a", "moved B@b<A", "+B@a<A", "-C@b released", "+C@a<A");
        assertThat(domain.decisions()).endsWith("moved-under-cause B A", "other-cause C A");
    }

    @Test
    void alertsOnBothSidesOfARuleThatMapsLabelsMakeAChain() {
        domain.tell(starts("Core", 1, role(9, true, false, "core", 0), role(9, false, false, "", 0)));
        domain.tell(starts("Edge", 2, role(9, true, false, "edge", 0), role(9, false, false, "core", 0)));
        assertThat(domain.tell(starts("Host", 3, role(9, true, false, "host", 0), role(9, false, false, "edge", 0))))
                .containsExactly("+Host@core<Core");
    }
}
