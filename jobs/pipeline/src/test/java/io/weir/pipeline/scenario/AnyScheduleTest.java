package io.weir.pipeline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.scenario.Scenario;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever the partitioning, the parallelism, the ticks and the schedule of the network, the job's operators say the
 * same. A backlog means that alerts are read ahead of directives and the other way round, as when a job catches up.
 */
class AnyScheduleTest {
    private static final List<Scenario> SCENARIOS = Scenario.all();

    @Provide
    Arbitrary<HarnessRun> runs() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(0, 3, 20, 100, 1_000),
                        Arbitraries.of(0L, 100L, 500L, 5_000L),
                        Arbitraries.longs().between(0, 1_000_000))
                .as((partitions, parallelism, backlog, ticks, seed) ->
                        new HarnessRun(partitions, parallelism, backlog, ticks, seed));
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Arbitraries.of(SCENARIOS);
    }

    @Property(tries = 80)
    void comesOutAsTold(@ForAll("scenarios") Scenario scenario, @ForAll("runs") HarnessRun run) throws Exception {
        scenario.expectation().check(run(scenario, run, scenario.until()).outcome());
    }

    /** A record from behind the clock is not lost: it counts as of the first instant that is not over. */
    @Property(tries = 40)
    void whatIsLateCountsAsOfNow(
            @ForAll("scenarios") Scenario scenario, @ForAll("runs") HarnessRun run, @ForAll("ages") long lateMs)
            throws Exception {
        HarnessRun late = new HarnessRun(run.partitions(), run.parallelism(), 0, 0, run.seed(), lateMs);
        scenario.expectation().check(run(scenario, late, scenario.until()).outcome());
    }

    @Provide
    Arbitrary<Long> ages() {
        return Arbitraries.of(1L, 100L, 60_000L, 86_400_000L);
    }

    /** Longer than anything is remembered once nothing new comes. */
    @Property(tries = 20)
    void leavesNoKeyAndNoTimerBehind(@ForAll("scenarios") Scenario scenario, @ForAll("runs") HarnessRun run)
            throws Exception {
        long month = 30L * 86_400_000;
        HarnessRun.Result result = run(scenario, run, scenario.until() + month);
        assertThat(result.keyedEntries()).as("values in keyed state").isZero();
        assertThat(result.timers()).as("timers").isZero();
    }

    private static HarnessRun.Result run(Scenario scenario, HarnessRun run, long until) throws Exception {
        return run.run(scenario.rules(), Scenario.LEAD_MS, scenario.observations(), scenario.orders(), until);
    }
}
