package io.weir.pipeline.correlate;

import io.weir.core.EpisodeEvent;
import io.weir.core.Step;
import io.weir.core.decide.Count;
import io.weir.core.decide.TrackDecision;
import io.weir.core.directives.DirectiveBook;
import io.weir.core.track.TrackMachine;
import io.weir.core.track.TrackOutput;
import io.weir.core.track.TrackState;
import io.weir.schema.Alert;
import io.weir.schema.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** The entry of one key of {@link TrackFunction} while it is worked on. */
final class TrackWork {
    /** Where side outputs go; the contexts have such a method but no common type. */
    interface Side {
        <T> void output(OutputTag<T> tag, T value);
    }

    /**
     * A held alert asks every ten seconds whether it still is. While the answer stays the same, what it asked lately is
     * not written but asked again, which gives the same answers: directives are remembered for much longer than this.
     */
    private static final long ASKED_AGAIN_MS = 60_000;

    private final TrackMachine machine;
    private final DirectiveBook book;
    private final Side side;
    private final Collector<EpisodeEvent> out;
    private final VerdictCounters verdicts;
    private TrackState track;
    /** When the machine wants to be woken; null when it does not. */
    Long wakeAt;
    /** The one registered timer; null when there is none. */
    Long timerAt;
    /** Alerts that wait for directives, in order. */
    final List<HeldAlert> waiting;

    private final TrackEntry before;

    TrackWork(TrackEntry entry, DirectiveBook book, VerdictCounters verdicts, Side side, Collector<EpisodeEvent> out) {
        this.before = entry;
        this.machine = new TrackMachine(book);
        this.book = book;
        this.verdicts = verdicts;
        this.side = side;
        this.out = out;
        this.track = entry == null ? null : entry.track();
        this.wakeAt = entry == null ? null : entry.wakeAt();
        this.timerAt = entry == null ? null : entry.timerAt();
        this.waiting = entry == null || entry.waiting() == null ? new ArrayList<>() : new ArrayList<>(entry.waiting());
    }

    /**
     * What is written may name a timer that is over: later ones of a held alert are not written. Before the first
     * watermark after a restart, when {@code upTo} is {@link Long#MIN_VALUE}, nobody knows whether it is.
     */
    void timersFired(long upTo) {
        if (timerAt != null && (timerAt <= upTo || upTo == Long.MIN_VALUE)) {
            timerAt = null;
        }
    }

    /** Whether nothing but the time to ask again has changed, and that not by much. */
    boolean isOnlyLater() {
        return before != null
                && Objects.equals(track, before.track())
                && waiting.isEmpty()
                && before.waiting() == null
                && wakeAt != null
                && before.wakeAt() != null
                && wakeAt - before.wakeAt() <= ASKED_AGAIN_MS;
    }

    /** Whether a downtime holds it. */
    boolean isHeld() {
        return track != null && track.phase() == TrackState.Phase.HELD;
    }

    /** What is to be kept; null when nothing is known and nothing waits. */
    TrackEntry entry() {
        return track == null && waiting.isEmpty()
                ? null
                : new TrackEntry(track, wakeAt, timerAt, waiting.isEmpty() ? null : waiting);
    }

    /** Decides an alert; what is due before it is done before it. */
    void accept(Alert alert, long at) {
        catchUp(at);
        Step<TrackState, TrackOutput> step = machine.accept(track, alert, at);
        for (TrackOutput output : step.out()) {
            if (output.verdict() != null) {
                side.output(TrackFunction.COUNTS, Count.observed(alert.tenant(), at, output.verdict(), output.event()));
            }
        }
        apply(step, alert.tenant(), alert, at);
    }

    /** Does what is due up to and including an instant. */
    void catchUp(long upTo) {
        while (wakeAt != null && wakeAt <= upTo) {
            apply(machine.wake(track, wakeAt), track.tenant(), null, wakeAt);
        }
    }

    private void apply(Step<TrackState, TrackOutput> step, String tenant, Alert alert, long at) {
        TrackState then = track;
        track = step.next();
        wakeAt = step.wakeAt();
        for (TrackOutput output : step.out()) {
            if (output.verdict() != null) {
                verdicts.count(tenant, output.verdict());
            }
            if (output.event() != null) {
                tell(output.event());
            }
            if (output.receipt() != null) {
                side.output(TrackFunction.RECEIPTS, output.receipt());
            }
            Decision decision = TrackDecision.of(output, alert, then, at, book);
            if (decision != null) {
                side.output(TrackFunction.DECISIONS, decision);
            }
        }
    }

    private void tell(EpisodeEvent event) {
        OutputTag<EpisodeEvent> aside = Ways.behindTrack(event);
        if (aside == null) {
            out.collect(event);
        } else {
            side.output(aside, event);
        }
    }
}
