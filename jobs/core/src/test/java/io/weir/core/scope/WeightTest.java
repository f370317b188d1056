package io.weir.core.scope;

import static io.weir.core.sample.Episodes.starts;
import static io.weir.core.sample.Episodes.waiting;
import static io.weir.core.sample.Shaped.knowing;
import static io.weir.core.sample.Shaped.late;
import static io.weir.core.sample.Shaped.raising;
import static io.weir.core.sample.Shaped.weighing;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Policy.Raise;
import io.weir.core.sample.ScopeRun;
import io.weir.schema.Incident.Reason;
import io.weir.schema.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Urgency, impact and priority, and what lookup tables say. */
class WeightTest {
    private final ScopeRun run = new ScopeRun();

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,5,2", "2,4,3", "3,1,2", "3,3,3", "3,4,4", "4,4,4", "4,5,5", "5,1,2", "5,3,4", "5,5,5"})
    void priorityIsThatOfGlpi(int urgency, int impact, int priority) {
        assertThat(Weight.priority(urgency, impact)).isEqualTo(priority);
    }

    @Test
    void manyAlertsRaiseItAtOnce() {
        List<Raise> raises = List.of(new Raise(3, null, 5), new Raise(4, 5, null));
        run.tell(raising(raises, weighing(3, 3, starts("a", 0))))
                .tell(weighing(3, 3, starts("b", 1)))
                .until(5_000);
        assertThat(run.last().impact()).isEqualTo(3);
        assertThat(run.last().priority()).isEqualTo(3);
        run.tell(weighing(3, 3, starts("c", 6_000)));
        assertThat(run.last().reason()).isEqualTo(Reason.PRIORITY_RAISED);
        assertThat(run.last().updatedAt()).isEqualTo(6_000);
        assertThat(run.last().impact()).isEqualTo(5);
        assertThat(run.last().urgency()).isEqualTo(3);
        assertThat(run.last().priority()).isEqualTo(4);
        run.tell(weighing(3, 3, starts("d", 7_000)));
        assertThat(run.last().urgency()).isEqualTo(5);
        run.tell(weighing(3, 3, starts("e", 8_000)));
        assertThat(run.last().updatedAt()).as("more of the same waits").isEqualTo(7_000);
    }

    @Test
    void anAlertThatTheRuleBookRaisesRaisesTheIncident() {
        run.tell(weighing(3, 3, starts("a", 0))).until(5_000);
        run.tell(weighing(5, 2, starts("b", 6_000)));
        assertThat(run.last().reason()).isEqualTo(Reason.PRIORITY_RAISED);
        assertThat(run.last().urgency()).isEqualTo(5);
        assertThat(run.last().impact()).as("never less than it was").isEqualTo(3);
    }

    @Test
    void aWorseAlertNeverLowersIt() {
        run.tell(weighing(5, 5, starts("a", 0, Severity.WARNING, waiting(0))));
        run.tell(weighing(4, 4, starts("b", 6_000, Severity.CRITICAL, waiting(0))));
        assertThat(run.last().reason()).isEqualTo(Reason.SEVERITY_RAISED);
        assertThat(run.last().urgency()).isEqualTo(5);
    }

    @Test
    void whatIsOverDoesNotRaise() {
        run.tell(weighing(3, 3, starts("a", 0, Severity.WARNING, waiting(0))));
        run.tell(late(weighing(5, 5, starts("b", 6_000)), 1, true)).until(60_000);
        assertThat(run.last().severity()).isEqualTo(Severity.WARNING);
        assertThat(run.last().urgency()).isEqualTo(3);
    }

    @Test
    void factsAreWhatAllAgreeOn() {
        run.tell(knowing(starts("a", 0), Map.of("owner", "web", "service", "shop")));
        run.tell(knowing(starts("b", 1), Map.of("owner", "web", "service", "mail", "criticality", "high")));
        run.tell(starts("c", 2)).until(5_000);
        assertThat(run.last().facts()).containsExactly(Map.entry("criticality", "high"), Map.entry("owner", "web"));
    }

    @Test
    void withoutFactsThereAreNone() {
        run.tell(knowing(starts("a", 0), Map.of("owner", "web"))).tell(knowing(starts("b", 1), Map.of("owner", "db")));
        run.until(5_000);
        assertThat(run.last().facts()).isNull();
    }
}
