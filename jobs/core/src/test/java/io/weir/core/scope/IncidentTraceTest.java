package io.weir.core.scope;

import static io.weir.core.sample.Episodes.playbook;
import static io.weir.core.sample.Episodes.starts;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.Onset;
import io.weir.core.sample.ScopeRun;
import java.lang.reflect.RecordComponent;
import org.junit.jupiter.api.Test;

/** An incident is in the trace of the first of its alerts that has one, and nothing else of it hangs on that. */
class IncidentTraceTest {
    private static final String FIRST = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String SECOND = "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01";

    @Test
    void theFirstTraceStays() {
        ScopeRun run = new ScopeRun();

        run.tell(starts("a", 0))
                .tell(traced(starts("b", 1), FIRST))
                .tell(traced(starts("c", 2), SECOND))
                .until(600_000);

        assertThat(run.last().trace()).isEqualTo(FIRST);
    }

    @Test
    void nothingElseHangsOnIt() throws ReflectiveOperationException {
        ScopeRun with = new ScopeRun();
        ScopeRun without = new ScopeRun();

        with.tell(traced(starts("a", 0, playbook("web1")), FIRST)).until(600_000);
        without.tell(starts("a", 0, playbook("web1"))).until(600_000);

        assertThat(without.last().trace()).isNull();
        for (RecordComponent part : with.last().getClass().getRecordComponents()) {
            if (!part.getName().equals("trace")) {
                assertThat(part.getAccessor().invoke(with.last()))
                        .as(part.getName())
                        .isEqualTo(part.getAccessor().invoke(without.last()));
            }
        }
    }

    private static EpisodeEvent traced(EpisodeEvent start, String trace) {
        Onset of = start.onset();
        Onset onset = new Onset(
                of.began(),
                of.persisted(),
                of.late(),
                of.over(),
                of.mayBeHabitual(),
                of.rare(),
                of.severity(),
                of.scope(),
                of.labels(),
                of.annotations(),
                of.source(),
                of.generatorUrl(),
                of.policy(),
                of.playbook(),
                of.identity(),
                of.domain(),
                of.roles(),
                of.entity(),
                of.near(),
                of.facts(),
                of.wish(),
                trace);
        return EpisodeEvent.started(
                start.at(),
                start.tenant(),
                start.scopeKey(),
                start.fingerprint(),
                start.startsAt(),
                start.flapping(),
                onset,
                null);
    }
}
