package io.weir.pipeline.correlate;

import io.weir.core.EpisodeEvent;
import io.weir.core.decide.Count;
import io.weir.core.directives.DirectiveBook;
import io.weir.core.track.TrackMachine;
import io.weir.pipeline.kafka.DeadLetters;
import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Decision;
import io.weir.schema.Directive;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.schema.rules.RuleBookParser;
import org.apache.flink.api.common.functions.OpenContext;
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
    /** What became of alerts that go no further, or are released. */
    static final OutputTag<Decision> DECISIONS = new OutputTag<>("decisions", Types.POJO(Decision.class)) {};
    /** What became of each observation. */
    static final OutputTag<Count> COUNTS = new OutputTag<>("counts", Types.POJO(Count.class)) {};

    private static final long serialVersionUID = 1;
    /** The alerts that were seen last take so many parts of the heap at most. */
    private static final int SHARE = 8;

    private final String defaultBook;
    private final long leadMs;

    private transient RecentEntries entries;
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
        entries = new RecentEntries(
                getRuntimeContext().getState(new ValueStateDescriptor<>("track", TrackEntrySerializer.TYPE)),
                HeapPart.of(getRuntimeContext(), SHARE));
        memory = new DirectiveMemory(RuleBookParser.parse(defaultBook), leadMs);
        verdicts = new VerdictCounters(getRuntimeContext().getMetricGroup());
        late = verdicts.counter("alerts_late");
        waited = verdicts.counter("alerts_waited_for_directives");
        lateDirectives = verdicts.counter("directives_late");
    }

    @Override
    public void processElement(Alert alert, ReadOnlyContext context, Collector<EpisodeEvent> out) throws Exception {
        DirectiveBook book = book(context);
        long watermark = context.timerService().currentWatermark();
        long at = context.timestamp();
        if (at <= watermark) {
            // flagged and still processed, at the earliest instant that is not over yet
            late.inc();
            at = watermark + 1;
        }
        TrackWork work = new TrackWork(entries.get(context.getCurrentKey()), book, verdicts, context::output, out);
        work.timersFired(watermark);
        if (work.waiting.isEmpty() && memory.knows(at)) {
            work.accept(alert, at);
        } else {
            waited.inc();
            work.waiting.add(new HeldAlert(alert, at));
        }
        save(context.getCurrentKey(), work, watermark, context.timerService());
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<EpisodeEvent> out) throws Exception {
        TrackEntry entry = entries.get(context.getCurrentKey());
        if (entry == null) {
            return;
        }
        boolean endOfInput = context.timerService().currentWatermark() == Long.MAX_VALUE;
        DirectiveBook book = book(context);
        TrackWork work = new TrackWork(entry, book, verdicts, context::output, out);
        work.timersFired(timer);
        while (!work.waiting.isEmpty()
                && (endOfInput || memory.decidableAt(work.waiting.get(0).at()) <= timer)) {
            HeldAlert held = work.waiting.remove(0);
            work.accept(held.alert(), held.at());
        }
        if (endOfInput) {
            // time does not go on, so nothing is due; but a key may have another timer
            entries.put(context.getCurrentKey(), work.entry());
            return;
        }
        // an alert that still waits is later than this timer
        work.catchUp(timer);
        save(context.getCurrentKey(), work, timer, context.timerService());
    }

    /**
     * Writes what is known, and sees that there is a timer for what is due next.
     *
     * @param now how far time is: the timer that fires, not the watermark, which may have jumped far past it. What is due
     *     up to the watermark has to be done before the operators behind see that watermark.
     */
    private void save(String key, TrackWork work, long now, TimerService timers) throws Exception {
        Long due = work.wakeAt;
        if (!work.waiting.isEmpty()) {
            long decidable = Math.max(memory.decidableAt(work.waiting.get(0).at()), now + 1);
            due = due == null ? decidable : Math.min(due, decidable);
        }
        boolean registers = due != null && (work.timerAt == null || due < work.timerAt);
        boolean sooner = registers && work.timerAt != null;
        if (registers) {
            if (sooner) {
                timers.deleteEventTimeTimer(work.timerAt);
            }
            timers.registerEventTimeTimer(due);
            work.timerAt = due;
        }
        TrackEntry entry = work.entry();
        if (entry != null) {
            // A timer that is no more must not be taken for one that will come. One that is not known is registered
            // again
            // with each repeat; but what is held has another every ten seconds.
            boolean tells = sooner || (registers && !work.isHeld());
            if (tells || !work.isOnlyLater()) {
                entries.put(key, entry);
            }
            return;
        }
        if (work.timerAt != null) {
            timers.deleteEventTimeTimer(work.timerAt);
        }
        entries.forget(key);
    }

    @Override
    public void processBroadcastElement(DirectiveInput input, Context context, Collector<EpisodeEvent> out)
            throws Exception {
        DirectiveShelves shelves = DirectiveStates.shelves(context);
        if (memory.book() == null) {
            memory.read(shelves.all());
        }
        try {
            if (memory.take(input, shelves, context.currentWatermark())) {
                lateDirectives.inc();
            }
            acknowledge(input, context.currentWatermark(), out);
        } catch (IllegalArgumentException e) {
            // every subtask sees it; one of them tells
            if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
                context.output(DeadLetters.TAG, refused(input, e));
            }
        }
    }

    private DirectiveBook book(ReadOnlyContext context) throws Exception {
        DirectiveBook book = memory.book();
        return book != null ? book : memory.read(DirectiveStates.kept(context));
    }

    /** Every subtask sees it; one of them hands it on, to be obeyed when it is in force. */
    private void acknowledge(DirectiveInput input, long watermark, Collector<EpisodeEvent> out) {
        Directive directive = input.directive();
        if (directive != null
                && directive.acknowledgement() != null
                && getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            long at = Math.max(DirectiveBook.effectiveAt(directive, input.time(), leadMs), watermark + 1);
            out.collect(EpisodeEvent.acknowledged(at, directive.tenant(), directive.acknowledgement()));
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
}
