package io.weir.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Step;
import io.weir.core.directives.DirectiveBook;
import io.weir.core.sample.Alerts;
import io.weir.core.sample.Books;
import io.weir.core.track.TrackMachine;
import io.weir.core.track.TrackOutput;
import io.weir.core.track.TrackState;
import io.weir.schema.Alert;
import io.weir.schema.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What Track tells people of each observation. */
class TrackDecisionTest {
    private DirectiveBook book = Books.directives();
    private TrackState state;

    private List<Decision> accept(Alert alert, long at) {
        Step<TrackState, TrackOutput> step = new TrackMachine(book).accept(state, alert, at);
        return decisions(step, alert, at);
    }

    private List<Decision> wake(long at) {
        return decisions(new TrackMachine(book).wake(state, at), null, at);
    }

    private List<Decision> decisions(Step<TrackState, TrackOutput> step, Alert alert, long at) {
        List<Decision> decisions = new ArrayList<>();
        step.out().stream()
                .map(output -> TrackDecision.of(output, alert, state, at, book))
                .filter(Objects::nonNull)
                .forEach(decisions::add);
        state = step.next();
        return decisions;
    }

    private static List<String> words(List<Decision> decisions) {
        return decisions.stream().map(d -> d.kind() + " " + d.reason()).toList();
    }

    @Test
    void startsRepeatsAndEndsAreToldByOthers() {
        assertThat(accept(Alerts.firing("A", 0L, 1_000), 1_000)).isEmpty();
        assertThat(accept(Alerts.firing("A", 0L, 2_000), 2_000)).isEmpty();
        assertThat(accept(Alerts.resolved("A", 0L, 3_000L, 3_000), 3_000)).isEmpty();
        assertThat(accept(Alerts.resolved("A", 0L, 3_000L, 4_000), 4_000)).isEmpty();
    }

    @Test
    void whatIsHeldSaysByWhatAndUntilWhen() {
        book = Books.withDowntime(0, 60_000);
        assertThat(accept(Alerts.firing("A", 0L, 1_000), 1_000)).singleElement().satisfies(held -> {
            assertThat(held.kind()).isEqualTo(Decision.Kind.HELD);
            assertThat(held.reason()).isEqualTo("downtime");
            assertThat(held.detail()).isEqualTo(Map.of("downtime", "d", "until", "1970-01-01T00:01:00Z"));
            assertThat(held.alertname()).isEqualTo("A");
            assertThat(held.startsAt()).isZero();
            assertThat(held.rulesVersion()).isEqualTo("small");
        });
        assertThat(wake(60_000)).singleElement().satisfies(released -> {
            assertThat(released.kind()).isEqualTo(Decision.Kind.RELEASED);
            assertThat(released.reason()).isEqualTo("downtime-over");
            assertThat(released.detail()).isEqualTo(Map.of("downtime", "d"));
            assertThat(released.at()).isEqualTo(60_000);
            assertThat(released.rule()).isEqualTo("cluster");
        });
    }

    @Test
    void whatEndsInADowntimeIsNoted() {
        book = Books.withDowntime(0, 60_000);
        accept(Alerts.firing("A", 0L, 1_000), 1_000);
        assertThat(words(accept(Alerts.resolved("A", 0L, 2_000L, 2_000), 2_000)))
                .containsExactly("NOTED cleared-in-downtime");
    }

    @Test
    void whatComesOutOfOrderIsNoted() {
        assertThat(words(accept(Alerts.resolved("A", 500L, 900L, 1_000), 1_000)))
                .containsExactly("NOTED orphan-resolve");
        accept(Alerts.firing("A", 100_000L, 100_000), 100_000);
        assertThat(words(accept(Alerts.resolved("A", 500L, 900L, 101_000), 101_000)))
                .containsExactly("NOTED outdated-resolve");
        accept(Alerts.resolved("A", 100_000L, 102_000L, 102_000), 102_000);
        assertThat(words(accept(Alerts.firing("A", 100_000L, 103_000), 103_000)))
                .containsExactly("NOTED outdated-firing");
    }

    @Test
    void silenceIsNoted() {
        accept(Alerts.firing("A", 0L, 1_000), 1_000);
        assertThat(words(wake(3_601_000))).containsExactly("NOTED went-stale");
    }

    @Test
    void whatIsGoneAtItsSourceIsNoted() {
        accept(Alerts.firing("A", 0L, 1_000), 1_000);
        assertThat(words(accept(Alerts.gone("A", 0L, 2_000), 2_000))).containsExactly("NOTED gone-at-source");
    }
}
