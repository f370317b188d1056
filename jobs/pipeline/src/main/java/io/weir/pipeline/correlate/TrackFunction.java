package io.weir.pipeline.correlate;

import io.weir.core.EpisodeEvent;
import io.weir.core.Step;
import io.weir.core.directives.DirectiveBook;
import io.weir.core.track.TrackMachine;
import io.weir.core.track.TrackOutput;
import io.weir.core.track.TrackState;
import io.weir.pipeline.kafka.DeadLetters;
import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.schema.rules.RuleBookParser;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * {@link TrackMachine} on Flink: alerts keyed by tenant and fingerprint, directives to every subtask.
 *
 * <p>An alert at {@code t} is decided when every directive in force at {@code t} has been read, that is, when the
 * directive topic has been read beyond {@code t - lead}. Live that is always so; a job that catches up lets the alert
 * wait in state. What is due before an alert is done before it, so the answer does not depend on how far the watermark
 * happened to be.
 */
public final class TrackFunction extends KeyedBroadcastProcessFunction<String, Alert, DirectiveInput, EpisodeEvent> {
    /** Receipts about episodes: held and released. */
    static final OutputTag<Receipt> RECEIPTS = new OutputTag<>("receipts", Types.POJO(Receipt.class)) {};
    /** All directives, in every subtask alike. */
    static final MapStateDescriptor<String, DirectiveInput> DIRECTIVES =
            new MapStateDescriptor<>("directives", Types.STRING, Types.POJO(DirectiveInput.class));

    private static final long serialVersionUID = 1;

    private final String defaultBook;
    private final long leadMs;

    private transient ValueState<TrackEntry> entries;
    private transient DirectiveMemory memory;
    private transient VerdictCounters verdicts;
    private transient Counter late;
    private transient Counter waited;
    private transient Counter lateDirectives;

    /**
     * @param defaultBook YAML of the rule book for tenants that have none
     * @param leadMs how long after its own record a directive takes effect at the earliest
     */
    public TrackFunction(String defaultBook, long leadMs) {
        this.defaultBook = defaultBook;
        this.leadMs = leadMs;
    }

    @Override
    public void open(OpenContext context) {
        entries = getRuntimeContext().getState(new ValueStateDescriptor<>("track", Types.POJO(TrackEntry.class)));
        memory = new DirectiveMemory(RuleBookParser.parse(defaultBook), leadMs);
        verdicts = new VerdictCounters(getRuntimeContext().getMetricGroup());
        late = verdicts.counter("alerts_late");
        waited = verdicts.counter("alerts_waited_for_directives");
        lateDirectives = verdicts.counter("directives_late");
    }

    @Override
    public void processElement(Alert alert, ReadOnlyContext context, Collector<EpisodeEvent> out) throws Exception {
        DirectiveBook book = memory.book(context.getBroadcastState(DIRECTIVES));
        long watermark = context.timerService().currentWatermark();
        long at = context.timestamp();
        if (at <= watermark) {
            // flagged and still processed, at the earliest instant that is not over yet
            late.inc();
            at = watermark + 1;
        }
        Work work = new Work(entries.value(), new TrackMachine(book), context::output, out);
        if (work.waiting.isEmpty() && memory.knows(at)) {
            work.accept(alert, at);
        } else {
            waited.inc();
            work.waiting.add(new HeldAlert(alert, at));
        }
        save(work, context.timerService());
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<EpisodeEvent> out) throws Exception {
        TrackEntry entry = entries.value();
        if (entry == null) {
            return;
        }
        boolean endOfInput = context.timerService().currentWatermark() == Long.MAX_VALUE;
        DirectiveBook book = memory.book(context.getBroadcastState(DIRECTIVES));
        Work work = new Work(entry, new TrackMachine(book), context::output, out);
        if (entry.timerAt() != null && entry.timerAt() <= timer) {
            work.timerAt = null;
        }
        while (!work.waiting.isEmpty()
                && (endOfInput || memory.decidableAt(work.waiting.get(0).at()) <= timer)) {
            HeldAlert held = work.waiting.remove(0);
            work.accept(held.alert(), held.at());
        }
        if (!endOfInput) {
            // an alert that still waits is later than this timer
            work.catchUp(timer);
            save(work, context.timerService());
        }
    }

    private void save(Work work, TimerService timers) throws Exception {
        Long due = work.wakeAt;
        if (!work.waiting.isEmpty()) {
            long decidable = Math.max(memory.decidableAt(work.waiting.get(0).at()), timers.currentWatermark() + 1);
            due = due == null ? decidable : Math.min(due, decidable);
        }
        if (due != null && (work.timerAt == null || due < work.timerAt)) {
            if (work.timerAt != null) {
                timers.deleteEventTimeTimer(work.timerAt);
            }
            timers.registerEventTimeTimer(due);
            work.timerAt = due;
        }
        if (work.track == null && work.waiting.isEmpty()) {
            if (work.timerAt != null) {
                timers.deleteEventTimeTimer(work.timerAt);
            }
            entries.clear();
            return;
        }
        entries.update(
                new TrackEntry(work.track, work.wakeAt, work.timerAt, work.waiting.isEmpty() ? null : work.waiting));
    }

    @Override
    public void processBroadcastElement(DirectiveInput input, Context context, Collector<EpisodeEvent> out)
            throws Exception {
        try {
            if (memory.take(input, context.getBroadcastState(DIRECTIVES), context.currentWatermark())) {
                lateDirectives.inc();
            }
        } catch (IllegalArgumentException e) {
            // every subtask sees it; one of them tells
            if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
                context.output(DeadLetters.TAG, refused(input, e));
            }
        }
    }

    private static DeadLetter refused(DirectiveInput input, IllegalArgumentException reason) {
        return DeadLetters.of(
                input.directive().tenant(),
                "correlate",
                "invalid-directive",
                reason.getMessage(),
                Topics.DIRECTIVES,
                Wire.DIRECTIVE.write(input.directive()),
                null,
                input.time());
    }

    /** Where side outputs go; both contexts have such a method but no common type. */
    private interface Side {
        void output(OutputTag<Receipt> tag, Receipt receipt);
    }

    /** The entry of one key while it is worked on. */
    private final class Work {
        private final TrackMachine machine;
        private final Side side;
        private final Collector<EpisodeEvent> out;
        private TrackState track;
        private Long wakeAt;
        private Long timerAt;
        private final List<HeldAlert> waiting;

        Work(TrackEntry entry, TrackMachine machine, Side side, Collector<EpisodeEvent> out) {
            this.machine = machine;
            this.side = side;
            this.out = out;
            this.track = entry == null ? null : entry.track();
            this.wakeAt = entry == null ? null : entry.wakeAt();
            this.timerAt = entry == null ? null : entry.timerAt();
            this.waiting =
                    entry == null || entry.waiting() == null ? new ArrayList<>() : new ArrayList<>(entry.waiting());
        }

        void accept(Alert alert, long at) {
            catchUp(at);
            apply(machine.accept(track, alert, at), alert.tenant());
        }

        void catchUp(long upTo) {
            while (wakeAt != null && wakeAt <= upTo) {
                apply(machine.wake(track, wakeAt), track.tenant());
            }
        }

        private void apply(Step<TrackState, TrackOutput> step, String tenant) {
            track = step.next();
            wakeAt = step.wakeAt();
            for (TrackOutput output : step.out()) {
                if (output.verdict() != null) {
                    verdicts.count(tenant, output.verdict());
                }
                if (output.event() != null) {
                    out.collect(output.event());
                }
                if (output.receipt() != null) {
                    side.output(RECEIPTS, output.receipt());
                }
            }
        }
    }
}
