package io.weir.pipeline.scenario;

import io.weir.core.scenario.Outcome;
import io.weir.core.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario, run by the job's operators in Flink's harnesses, at several rhythms of the clock. */
class HarnessScenarioTest {
    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aTickWithEveryRecord(Scenario scenario) throws Exception {
        check(scenario, new HarnessRun(1, 1, 0, 0, 1));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void ticksEveryHalfASecondAndFourPartitions(Scenario scenario) throws Exception {
        check(scenario, new HarnessRun(4, 2, 0, 500, 2));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aBacklogAndThreeSubtasks(Scenario scenario) throws Exception {
        check(scenario, new HarnessRun(3, 3, 200, 0, 3));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void alertsAreReadBeforeAllDirectives(Scenario scenario) throws Exception {
        Outcome outcome = new HarnessRun(2, 2, 0, 0, 4)
                .directivesLast(
                        scenario.rules(),
                        Scenario.LEAD_MS,
                        scenario.observations(),
                        scenario.orders(),
                        scenario.until())
                .outcome();
        scenario.expectation().check(outcome);
    }

    private static void check(Scenario scenario, HarnessRun run) throws Exception {
        Outcome outcome = run.run(
                        scenario.rules(),
                        Scenario.LEAD_MS,
                        scenario.observations(),
                        scenario.orders(),
                        scenario.until())
                .outcome();
        scenario.expectation().check(outcome);
    }
}
