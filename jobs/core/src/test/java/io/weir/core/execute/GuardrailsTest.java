package io.weir.core.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Remediation;
import io.weir.schema.Remediation.Mode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardrailsTest {
    private static final long NOW = 1_000_000_000L;
    private static final GuardLimits WIDE = new GuardLimits(100, 100, 100, 100, 600_000, 100);

    private final GuardMemory memory = new GuardMemory();

    private static Remediation request(String id, String template, String target, Mode mode) {
        return new Remediation(
                "acme",
                id,
                "inc-1",
                Remediation.Kind.REQUESTED,
                "rule",
                template,
                target,
                Map.of(),
                mode,
                1,
                "Down",
                "f",
                NOW,
                NOW + 60_000,
                60_000,
                null,
                Map.of(),
                null);
    }

    private static Remediation auto(String id, String template, String target) {
        return request(id, template, target, Mode.AUTO);
    }

    @ParameterizedTest
    @CsvSource({
        // perTenant, perTemplate, perTarget, template and target of the third, refused
        "3, 3, 3, t1, h1, false",
        "2, 3, 3, t3, h3, true",
        "3, 2, 3, t1, h3, true",
        "3, 2, 3, t3, h3, false",
        "3, 3, 2, t3, h1, true",
        "3, 3, 2, t3, h3, false",
    })
    void onlySoMuchAtOnce(int perTenant, int perTemplate, int perTarget, String template, String target, boolean no) {
        Guardrails guards = new Guardrails(new GuardLimits(perTenant, perTemplate, perTarget, 100, 600_000, 100));
        assertThat(guards.enter(memory, null, auto("r1", "t1", "h1"))).isNull();
        assertThat(guards.enter(memory, null, auto("r2", "t1", "h1"))).isNull();
        GuardRefusal third = guards.enter(memory, null, auto("r3", template, target));
        assertThat(third != null).isEqualTo(no);
        if (no) {
            assertThat(third.reason()).isEqualTo("concurrency");
            assertThat(memory.slots).hasSize(2);
            Guardrails.leave(memory, "r1");
            assertThat(guards.enter(memory, null, auto("r3", template, target))).isNull();
        }
    }

    @Test
    void whoWaitedForAPersonInAnOldCheckpointCountsLikeTheOthers() {
        Guardrails guards = new Guardrails(new GuardLimits(1, 5, 5, 100, 600_000, 100));
        memory.slots.add(new GuardMemory.Slot("r1", "t1", "h1", true));
        assertThat(guards.enter(memory, null, auto("r2", "t2", "h2")).reason()).isEqualTo("concurrency");
    }

    @Test
    void whatTouchedNothingGivesBackItsHostUnlessAnotherOneHasIt() {
        Guardrails guards = new Guardrails(new GuardLimits(100, 100, 100, 10, 600_000, 1));
        Remediation first = auto("r1", "t", "h1");
        Remediation second = auto("r2", "t", "h1");
        IncidentReach reach = null;
        for (Remediation request : List.of(first, second)) {
            assertThat(guards.touch(memory, reach, request, "2", 10, NOW)).isNull();
            reach = Guardrails.reached(reach, request, NOW);
        }
        Remediation other = request("r3", "t", "h2", Mode.AUTO);
        Guardrails.giveBack(memory, "r2");
        reach = reach.without("r2");
        assertThat(guards.touch(memory, null, other, "2", 10, NOW).reason()).isEqualTo("fleet-share");
        assertThat(guards.enter(memory, reach, other).reason()).isEqualTo("blast-radius");
        Guardrails.giveBack(memory, "r1");
        reach = reach.without("r1");
        assertThat(reach.hosts()).isEmpty();
        assertThat(guards.enter(memory, reach, other)).isNull();
        assertThat(guards.touch(memory, reach, other, "2", 10, NOW)).isNull();
    }

    @Test
    void aHostOfAnOldCheckpointStays() {
        IncidentReach old = new IncidentReach(List.of("h1"), NOW, null);
        IncidentReach reach =
                Guardrails.reached(old, auto("r1", "t", "h1"), NOW).without("r1");
        assertThat(reach.hosts()).containsExactly("h1");
    }

    @ParameterizedTest
    @CsvSource({"5, 1", "10, 1", "19, 1", "20, 2", "100, 10"})
    void onlySoMuchOfAFleetWithinTheWindow(int hosts, int may) {
        Guardrails guards = new Guardrails(new GuardLimits(100, 100, 100, 10, 600_000, 100));
        for (int i = 0; i < may; i++) {
            assertThat(guards.touch(memory, null, auto("r" + i, "t", "h" + i), "2", hosts, NOW + i))
                    .isNull();
        }
        Remediation more = auto("more", "t", "more");
        assertThat(guards.touch(memory, null, more, "2", hosts, NOW + 599_999).reason())
                .isEqualTo("fleet-share");
        assertThat(guards.touch(memory, null, auto("again", "t", "h0"), "2", hosts, NOW + 1000))
                .as("a host that counts already")
                .isNull();
        assertThat(guards.touch(memory, null, more, "3", hosts, NOW + 1000))
                .as("another inventory")
                .isNull();
        assertThat(guards.touch(memory, null, more, "2", hosts, NOW + 601_000 + may))
                .as("the window is over")
                .isNull();
        assertThat(memory.touches).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void anIncidentReachesOnlySoManyHosts() {
        Guardrails guards = new Guardrails(new GuardLimits(100, 100, 100, 100, 600_000, 2));
        IncidentReach reach = Guardrails.reached(null, auto("r1", "t", "h1"), NOW);
        reach = Guardrails.reached(reach, auto("r2", "t", "h2"), NOW + 1);
        reach = Guardrails.reached(reach, auto("r3", "t", "h2"), NOW + 2);
        assertThat(reach.hosts()).containsExactly("h1", "h2");
        assertThat(reach.at()).isEqualTo(NOW + 2);
        assertThat(guards.enter(memory, reach, auto("r4", "t", "h3")).reason()).isEqualTo("blast-radius");
        assertThat(guards.touch(memory, reach, auto("r4", "t", "h3"), "2", 100, NOW)
                        .reason())
                .as("another one was let through meanwhile")
                .isEqualTo("blast-radius");
        assertThat(memory.slots).isEmpty();
        assertThat(guards.enter(memory, reach, auto("r5", "t", "h1"))).isNull();
    }

    @Test
    void aDryRunTouchesNothing() {
        Guardrails guards = new Guardrails(new GuardLimits(100, 100, 100, 10, 600_000, 1));
        Remediation dry = request("r1", "t", "h1", Mode.DRY_RUN);
        assertThat(Guardrails.reached(null, dry, NOW)).isNull();
        assertThat(guards.touch(memory, null, dry, "2", 5, NOW)).isNull();
        assertThat(memory.touches).isEmpty();
        IncidentReach full = new IncidentReach(List.of("h9"), NOW, List.of());
        guards.touch(memory, null, auto("r2", "t", "h2"), "2", 5, NOW);
        assertThat(guards.enter(memory, full, dry)).isNull();
        assertThat(guards.touch(memory, full, dry, "2", 5, NOW)).isNull();
    }

    @Test
    void whatWasLetThroughByAnEarlierAttemptIsNotAskedAgain() {
        Guardrails guards = new Guardrails(WIDE);
        assertThat(guards.touch(memory, null, auto("r1", "t", "h1"), null, 1, NOW))
                .isNull();
        assertThat(memory.touches).isEmpty();
    }
}
