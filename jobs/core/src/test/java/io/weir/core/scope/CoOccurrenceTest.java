package io.weir.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.sample.Episodes;
import io.weir.core.sample.Placed;
import io.weir.core.sample.ScopeRun;
import io.weir.schema.Incident;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Edges learned from what keeps coming together. */
class CoOccurrenceTest {
    private static final long GAP = 60_000;
    private static final long HOUR = 3_600_000;

    private final CoOccurrence learned = new CoOccurrence();

    private void together(int times, long every, String... entities) {
        for (int i = 0; i < times; i++) {
            for (String entity : entities) {
                learned.observe(entity, i * every, GAP);
            }
        }
    }

    /** What counts as next to {@code entity} once the last slot is over. */
    private List<String> partners(String entity, long at) {
        learned.observe("end", at, GAP);
        return learned.partners(entity, at, GAP).sorted().toList();
    }

    @Test
    void fiveTimesTogetherAreAnEdgeAndFourAreNot() {
        together(4, HOUR, "a", "b");
        assertThat(partners("a", 5 * HOUR)).isEmpty();
        learned.observe("a", 6 * HOUR, GAP);
        learned.observe("b", 6 * HOUR + GAP - 1, GAP);
        assertThat(partners("a", 7 * HOUR)).containsExactly("b");
        assertThat(learned.partners("b", 7 * HOUR, GAP)).containsExactly("a");
    }

    @Test
    void theSlotThatIsNotOverDoesNotCount() {
        together(5, HOUR, "a", "b");
        assertThat(learned.partners("a", 4 * HOUR + 1, GAP)).isEmpty();
    }

    @Test
    void aGapApartIsNotTogether() {
        for (int i = 0; i < 9; i++) {
            learned.observe("a", i * HOUR, GAP);
            learned.observe("b", i * HOUR + GAP, GAP);
        }
        assertThat(partners("a", 10 * HOUR)).isEmpty();
    }

    @Test
    void aPairThatMeetsBecauseOneAlwaysFailsIsNoEdge() {
        for (int i = 0; i < 600; i++) {
            learned.observe("noise", 2 * GAP * i, GAP);
            if (i % 60 == 0) {
                learned.observe("b", 2 * GAP * i + 1, GAP);
            }
        }
        assertThat(learned.pairs.values())
                .anySatisfy(pair -> assertThat(pair.slots()).isGreaterThanOrEqualTo(CoOccurrence.SUPPORT));
        assertThat(partners("noise", 1_300 * GAP)).isEmpty();
    }

    @Test
    void aStormOfTheWholeScopeSaysNothing() {
        String[] many = new String[CoOccurrence.MOST_TOGETHER + 1];
        for (int i = 0; i < many.length; i++) {
            many[i] = "e" + i;
        }
        together(9, HOUR, many);
        assertThat(partners("e0", 10 * HOUR)).isEmpty();
        assertThat(learned.pairs).isEmpty();
    }

    @Test
    void whatWasNotSeenForAWeekIsForgotten() {
        together(5, HOUR, "a", "b");
        assertThat(partners("a", 5 * HOUR)).containsExactly("b");
        assertThat(partners("a", 5 * HOUR + CoOccurrence.MEMORY_MS)).containsExactly("b");
        assertThat(partners("a", 6 * HOUR + CoOccurrence.MEMORY_MS)).isEmpty();
        assertThat(learned.seen).containsOnlyKeys("end");
    }

    @Test
    void twoThatFailIndependentlyStayApartAndAreNotJoined() {
        Random random = new Random(7);
        Placed topology = Placed.in(2, true, "app>db", "mail>spam");
        ScopeRun run = new ScopeRun();
        for (int minute = 0; minute < 20_000; minute++) {
            boolean app = random.nextInt(60) == 0;
            boolean mail = random.nextInt(60) == 0;
            long at = minute * GAP;
            if (app) {
                run.tell(topology.starts("app/" + minute, at));
            }
            if (mail) {
                run.tell(topology.starts("mail/" + minute, at + 1));
            }
        }
        assertThat(run.state().learned.pairs.values())
                .singleElement()
                .satisfies(pair -> assertThat(pair.slots()).isGreaterThanOrEqualTo(CoOccurrence.SUPPORT));
        assertThat(run.incidents().stream().filter(CoOccurrenceTest::mixed)).isEmpty();
    }

    /** Whether an incident has members of both components. */
    private static boolean mixed(Incident incident) {
        return incident.members().stream()
                        .map(member -> member.fingerprint().substring(0, 3))
                        .distinct()
                        .count()
                > 1;
    }

    @Test
    void aMissingEdgeIsBridgedAfterEnoughEvidenceAndOnlyIfTheRuleLearns() {
        for (boolean learn : List.of(true, false)) {
            Placed topology = Placed.in(2, learn, "app>db", "cache>san");
            ScopeRun run = new ScopeRun();
            for (int i = 0; i < 6; i++) {
                run.tell(topology.starts("app/" + i, i * HOUR)).tell(topology.starts("cache/" + i, i * HOUR + 9_000));
            }
            run.until(6 * HOUR);
            List<Incident> mixed =
                    run.incidents().stream().filter(CoOccurrenceTest::mixed).toList();
            assertThat(mixed).hasSize(learn ? 1 : 0);
            assertThat(mixed)
                    .allSatisfy(incident -> assertThat(incident.openedAt()).isEqualTo(5 * HOUR));
        }
    }

    @Test
    void everythingIsForgottenInTheEnd() {
        Placed topology = Placed.in(2, true, "app>db");
        ScopeRun run = new ScopeRun();
        run.tell(topology.starts("app", 0)).tell(Episodes.ends("app", 0, 1_000)).until(CoOccurrence.MEMORY_MS - 1);
        assertThat(run.wakeAt()).isEqualTo(CoOccurrence.MEMORY_MS);
        run.until(CoOccurrence.MEMORY_MS);
        assertThat(run.state()).isNull();
        assertThat(run.wakeAt()).isNull();
    }

    private record Start(int entity, long after) {}

    @Provide
    Arbitrary<List<Start>> starts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 400), Arbitraries.of(0L, 0L, 0L, 0L, 1_000L, 70_000L))
                .as(Start::new)
                .list()
                .ofMaxSize(2_000);
    }

    @Property(tries = 50)
    void whatIsLearnedIsBounded(@ForAll("starts") List<Start> starts) {
        CoOccurrence state = new CoOccurrence();
        long at = 0;
        for (Start start : starts) {
            at += start.after;
            state.observe("e" + start.entity, at, GAP);
            assertThat(state.seen.size()).isLessThanOrEqualTo(CoOccurrence.MOST_ENTITIES);
            assertThat(state.pairs.size()).isLessThanOrEqualTo(CoOccurrence.MOST_PAIRS);
            assertThat(state.slot.size()).isLessThanOrEqualTo(CoOccurrence.MOST_TOGETHER + 1);
        }
        assertThat(state.pairs.values())
                .allSatisfy(pair -> assertThat(state.seen).containsKeys(pair.one(), pair.other()));
    }
}
