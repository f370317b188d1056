package io.weir.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.track.Verdict;
import io.weir.schema.Incident;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario, run purely. */
class ScenarioTest {
    /** Longer than anything is remembered once nothing new comes. */
    private static final long FOREVER_MS = Duration.ofDays(30).toMillis();

    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void comesOutAsTold(Scenario scenario) {
        PureRun run = new PureRun(scenario.directives());
        scenario.expectation().check(run.run(scenario.observations(), scenario.until()));
        scenario.expectedVerdicts()
                .forEach((index, verdict) -> assertThat(run.verdicts().get(index))
                        .as("verdict on %s", scenario.observations().get(index))
                        .isEqualTo(verdict));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void leavesNothingBehind(Scenario scenario) {
        PureRun run = new PureRun(scenario.directives());
        Outcome outcome = run.run(scenario.observations(), scenario.until() + FOREVER_MS);
        assertThat(run.left()).isEmpty();
        assertThat(outcome.newest()).extracting(Incident::status).doesNotContain(Incident.Status.OPEN);
        assertThat(run.verdicts()).hasSize(scenario.observations().size()).doesNotContainNull();
    }

    @Test
    void indexListsEveryFile() throws IOException, URISyntaxException {
        Path folder = Path.of(
                        ScenarioTest.class.getResource("/scenarios/index.txt").toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".yaml"))
                            .map(file -> file.substring(0, file.length() - ".yaml".length())))
                    .containsExactlyInAnyOrderElementsOf(
                            scenarios().stream().map(Scenario::name).toList());
        }
    }

    @Test
    void everyVerdictOccursSomewhere() {
        assertThat(scenarios().stream().flatMap(scenario -> {
                    PureRun run = new PureRun(scenario.directives());
                    return run.run(scenario.observations(), scenario.until()).verdicts().keySet().stream();
                }))
                .contains(Verdict.values());
    }
}
