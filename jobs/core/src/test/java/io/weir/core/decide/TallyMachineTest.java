package io.weir.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.decide.Count.Kind;
import io.weir.core.scenario.KeyedRun;
import io.weir.schema.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyMachineTest {
    private static final long MINUTE = 60_000;

    private final KeyedRun<TallyState, List<Count>, Tally> run = new KeyedRun<>(new TallyMachine());
    private final List<Tally> told = new ArrayList<>();

    private void take(Count count) {
        told.addAll(run.passTo(count.at() - 1));
        told.addAll(run.accept("acme", List.of(count), count.at()));
    }

    private static Count done(long at, boolean held, String word, long number) {
        return new Count("acme", at, Kind.DONE, held, word, null, number);
    }

    private static Count awaited(long at, String episode) {
        return new Count("acme", at, Kind.AWAITED, false, null, episode, 1);
    }

    private static Count settled(long at, String episode, boolean held, String word) {
        return new Count("acme", at, Kind.SETTLED, held, word, episode, 0);
    }

    @Test
    void aMinuteIsToldOnceWhenItHasBeenOverForTheMargin() {
        take(awaited(10, "e"));
        take(settled(10, "e", false, "opened"));
        take(done(MINUTE - 1, false, "deduplicated", 41));
        take(done(MINUTE - 1, true, "downtime", 2));
        take(Count.deadLettered("acme", MINUTE - 1));
        take(done(MINUTE, false, "ended", 1));
        told.addAll(run.passTo(2 * MINUTE - 1));
        assertThat(told).isEmpty();
        told.addAll(run.passTo(2 * MINUTE));
        assertThat(told)
                .containsExactly(new Tally(
                        "acme", 0L, 45, Map.of("opened", 1L, "deduplicated", 41L), Map.of("downtime", 2L), 1, 0));
        told.addAll(run.passTo(10 * MINUTE));
        assertThat(told).hasSize(2);
        assertThat(run.states()).isEmpty();
    }

    @Test
    void whatIsDecidedLaterIsToldAgain() {
        take(awaited(10, "e"));
        told.addAll(run.passTo(3 * MINUTE));
        assertThat(told).singleElement().extracting(Tally::inFlight).isEqualTo(1L);
        take(settled(4 * MINUTE, "e", false, "joined"));
        told.addAll(run.passTo(5 * MINUTE));
        assertThat(told.get(1)).isEqualTo(new Tally("acme", 0L, 1, Map.of("joined", 1L), Map.of(), 0, 0));
        assertThat(told).hasSize(2);
        assertThat(run.states()).isEmpty();
    }

    @Test
    void aDecisionThatNobodyAwaitsChangesNothing() {
        take(done(5, true, "downtime", 1));
        take(settled(MINUTE + 5, "released", false, "opened"));
        told.addAll(run.passTo(5 * MINUTE));
        assertThat(told).containsExactly(new Tally("acme", 0L, 1, Map.of(), Map.of("downtime", 1L), 0, 0));
    }

    @Test
    void ofSeveralDecisionsAboutOneStartOneCounts() {
        List<Count> burst = new ArrayList<>(List.of(
                settled(7, "e", false, "noted"),
                settled(7, "e", true, "under-cause"),
                settled(7, "e", true, "inhibited"),
                awaited(7, "e")));
        burst.sort(Count.TIES);
        told.addAll(run.accept("acme", burst, 7));
        told.addAll(run.passTo(5 * MINUTE));
        assertThat(told).containsExactly(new Tally("acme", 0L, 1, Map.of(), Map.of("inhibited", 1L), 0, 0));
    }

    @Test
    void alertsThatAreOneAreEachSettledOnce() {
        take(awaited(7, "e"));
        take(awaited(7, "e"));
        take(settled(7, "e", false, "opened"));
        take(settled(7, "e", false, "noted"));
        told.addAll(run.passTo(5 * MINUTE));
        assertThat(told).containsExactly(new Tally("acme", 0L, 2, Map.of("opened", 1L, "noted", 1L), Map.of(), 0, 0));
    }

    @Test
    void whatNobodyDecidesStaysInFlightAndIsForgotten() {
        take(awaited(10, "e"));
        told.addAll(run.passTo(TallyMachine.PATIENCE_MS - 1));
        assertThat(run.states()).isNotEmpty();
        told.addAll(run.passTo(TallyMachine.PATIENCE_MS));
        assertThat(run.states()).isEmpty();
        assertThat(told).extracting(Tally::inFlight).containsExactly(1L);
    }
}
