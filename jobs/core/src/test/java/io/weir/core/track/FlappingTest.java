package io.weir.core.track;

import static io.weir.core.sample.Alerts.firing;
import static io.weir.core.sample.Alerts.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.directives.DirectiveBook;
import io.weir.core.sample.Books;
import io.weir.core.scenario.KeyedRun;
import io.weir.schema.Alert;
import io.weir.schema.rules.RuleBookParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Hysteresis: the third start within a minute flaps, twenty quiet seconds end it. */
class FlappingTest {
    private KeyedRun<TrackState, Alert, TrackOutput> run = new KeyedRun<>(new TrackMachine(Books.directives()));
    private final List<TrackOutput> out = new ArrayList<>();

    private void up(long at) {
        out.addAll(run.passTo("k", at));
        out.addAll(run.accept("k", firing("a", at, at), at));
    }

    private void down(long at) {
        out.addAll(run.passTo("k", at));
        out.addAll(run.accept("k", resolved("a", null, null, at), at));
    }

    private List<Verdict> verdicts() {
        return out.stream().map(TrackOutput::verdict).filter(Objects::nonNull).toList();
    }

    private EpisodeEvent lastEvent() {
        return out.get(out.size() - 1).event();
    }

    @Test
    void theThirdStartWithinTheWindowFlaps() {
        up(0);
        down(1000);
        up(2000);
        down(3000);
        assertThat(run.states().get("k").flapping()).isFalse();
        up(59_999);
        assertThat(lastEvent().kind()).isEqualTo(EpisodeEvent.Kind.STARTED);
        assertThat(lastEvent().flapping()).isTrue();
    }

    @Test
    void aStartExactlyOneWindowAgoDoesNotCount() {
        up(0);
        down(1000);
        up(2000);
        down(3000);
        up(60_000);
        assertThat(lastEvent().flapping()).isFalse();
    }

    @Test
    void endsAreKeptBackUntilItIsQuiet() {
        up(0);
        down(1000);
        up(2000);
        down(3000);
        up(4000);
        out.clear();
        down(5000);
        assertThat(out).containsExactly(new TrackOutput(Verdict.DAMPED_END, null, null));
        up(6000);
        assertThat(lastEvent().kind()).isEqualTo(EpisodeEvent.Kind.CHANGED);
        assertThat(lastEvent().startsAt()).as("the episode that is shown").isEqualTo(4000);
        down(7000);
        out.clear();
        assertThat(run.wakeAt("k")).isEqualTo(27_000);
        out.addAll(run.passTo("k", 27_000));
        assertThat(verdicts()).containsExactly(Verdict.CALMED);
        assertThat(lastEvent().kind()).isEqualTo(EpisodeEvent.Kind.ENDED);
        assertThat(lastEvent().startsAt()).isEqualTo(4000);
        assertThat(lastEvent().endsAt()).as("when it really ended").isEqualTo(7000);
        assertThat(lastEvent().at()).isEqualTo(27_000);
    }

    @Test
    void quietWhileItFiresMakesItOrdinaryAgain() {
        up(0);
        down(1000);
        up(2000);
        down(3000);
        up(4000);
        out.clear();
        out.addAll(run.passTo("k", 24_000));
        assertThat(verdicts()).containsExactly(Verdict.CALMED);
        assertThat(lastEvent().kind()).isEqualTo(EpisodeEvent.Kind.CHANGED);
        assertThat(lastEvent().flapping()).isFalse();
        out.clear();
        down(25_000);
        up(26_000);
        assertThat(verdicts())
                .as("the starts before do not count any more")
                .containsExactly(Verdict.ENDED, Verdict.STARTED);
        assertThat(lastEvent().flapping()).isFalse();
    }

    @Test
    void aResolveOvertakingItsFiringDoesNotKeepAFlappingAlertOpen() {
        up(0);
        down(1000);
        up(2000);
        down(3000);
        up(4000);
        down(5000);
        out.clear();
        out.addAll(run.accept("k", resolved("a", 6000L, 6500L, 7000), 7000));
        out.addAll(run.accept("k", firing("a", 6000L, 7100), 7100));
        assertThat(verdicts()).containsExactly(Verdict.REPEATED_RESOLVE, Verdict.LATE);
        assertThat(run.states().get("k").running()).isFalse();
    }

    @Test
    void quietLongerThanTheMemoryIsOneWaking() {
        DirectiveBook book = new DirectiveBook(RuleBookParser.parse("""
                        version: patient
                        flapping: {transitions: 2, window: 1m, quiet: 2h}
                        """), 0);
        run = new KeyedRun<>(new TrackMachine(book));
        up(0);
        down(1000);
        up(2000);
        down(3000);
        assertThat(run.wakeAt("k")).isEqualTo(3000 + 7_200_000);
        out.clear();
        out.addAll(run.passTo("k", 3000 + 7_200_000));
        assertThat(verdicts()).containsExactly(Verdict.CALMED);
        run.passTo("k", 3000 + 7_200_001);
        assertThat(run.states()).isEmpty();
    }

    @Test
    void aFlappingAlertThatNobodyRepeatsGoesStale() {
        DirectiveBook book = new DirectiveBook(RuleBookParser.parse("""
                        version: impatient
                        staleAfter: 5s
                        flapping: {transitions: 2, window: 1m, quiet: 10s}
                        """), 0);
        run = new KeyedRun<>(new TrackMachine(book));
        up(0);
        down(1000);
        up(2000);
        out.clear();
        out.addAll(run.passTo("k", 7000));
        assertThat(verdicts()).containsExactly(Verdict.WENT_STALE);
        assertThat(lastEvent().ending()).isEqualTo(EpisodeEvent.Ending.STALE);
        out.clear();
        out.addAll(run.passTo("k", 17_000));
        assertThat(out).containsExactly(new TrackOutput(Verdict.CALMED, null, null));
    }
}
