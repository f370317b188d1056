package io.weir.pipeline.correlate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * A {@link ChronologicalMachine} on Flink: inputs are kept until the watermark says that none can come before them, and
 * then given to the machine in order of time, ties by the machine's own order. So the answer does not depend on the
 * order of arrival.
 *
 * <p>An operator and not a function, for two reasons that the benchmark shows: what waits for the watermark waits on the
 * heap without a timer each, and what is worked on again and again is written once per checkpoint.
 *
 * @param <S> the machine's state
 * @param <I> input
 * @param <O> the machine's output
 * @param <R> what goes on along the main stream
 */
abstract class ChronologicalOperator<S, I, O, R> extends AbstractStreamOperator<R>
        implements OneInputStreamOperator<I, R>, Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1;
    private static final long BURST_MS = 100;
    /** How much memory a state takes for each alert that it knows, with its labels in maps. */
    static final long ALERT_BYTES = 2_400;

    private static final int SHARE = 16;

    private final TypeInformation<S> stateType;
    private final TypeInformation<I> inputType;

    private transient ChronologicalMachine<S, I, O> machine;
    private transient StateCache<S> states;
    private transient EarlyInputs<I> early;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient long watermark;
    private transient Counter late;

    ChronologicalOperator(TypeInformation<S> stateType, TypeInformation<I> inputType) {
        this.stateType = stateType;
        this.inputType = inputType;
    }

    /** The machine; it has no state of its own. */
    abstract ChronologicalMachine<S, I, O> machine();

    /** The instant of an input, milliseconds of pipeline time. */
    abstract long timeOf(I input);

    /** Order of inputs at the same instant. */
    abstract Comparator<I> ties();

    /** Sends one output of the machine on its way: along the main stream, or {@link #aside}. */
    abstract void send(O output, long at);

    /** How much memory a state takes, about. */
    abstract long bytesOf(S state);

    /** How much memory states take. */
    StateCache.Weight<S> weight() {
        return this::bytesOf;
    }

    /** The states that were used last take so many parts of the heap at most: {@code 1 / share}. */
    int share() {
        return SHARE;
    }

    /** How states lie in the keyed state, of which {@code stored} is the first part. */
    StateShelf<S> shelf(ValueState<S> stored) throws Exception {
        return new WholeStates<>(stored, machine::copyOf);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        early = new EarlyInputs<>(this, inputType);
        if (context.isRestored()) {
            early.restore(input -> stepOf(timeOf(input)));
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        machine = machine();
        watermark = Long.MIN_VALUE;
        ValueState<S> stored = getPartitionedState(new ValueStateDescriptor<>("machine", stateType));
        states = new StateCache<>(
                shelf(stored), this::setCurrentKey, weight(), HeapPart.of(getRuntimeContext(), share()));
        timers = getInternalTimerService("due", VoidNamespaceSerializer.INSTANCE, this);
        late = getMetricGroup().addGroup("weir").counter("inputs_late");
    }

    @Override
    public void processElement(StreamRecord<I> element) throws Exception {
        I input = element.getValue();
        long at = timeOf(input);
        if (stepOf(at) <= watermark) {
            late.inc();
        }
        early.add((String) getCurrentKey(), input, stepOf(Math.max(at, watermark + 1)));
    }

    /**
     * Time goes on in steps that are the same in every operator. So a storm on one key is worked through in bursts, and
     * what an operator says of an instant within a step reaches the next operator before that one takes the step: a
     * chain of operators decides each instant with all that was said of it.
     */
    private static long stepOf(long time) {
        return Math.floorDiv(time + BURST_MS - 1, BURST_MS) * BURST_MS;
    }

    private static long roundedDown(long time) {
        return Math.floorDiv(time, BURST_MS) * BURST_MS;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        for (String key = early.nextKey(watermark); key != null; key = early.nextKey(watermark)) {
            setCurrentKey(key);
            advance(key);
        }
        super.processWatermark(mark);
    }

    /** Something may be due. */
    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        states.timerFired(timer.getKey(), timer.getTimestamp());
        advance(timer.getKey());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("time is event time");
    }

    private void advance(String key) throws Exception {
        boolean endOfInput = watermark == Long.MAX_VALUE;
        long upTo = endOfInput ? Long.MAX_VALUE : roundedDown(watermark);
        List<I> burst = new ArrayList<>(early.take(key, upTo, this::timeOf));
        S state = states.get(key);
        if (burst.isEmpty()) {
            Long due = state == null ? null : machine.wakeAt(state);
            if (endOfInput || due == null || due > upTo) {
                wakeUp(key, due);
                return;
            }
        }
        burst.sort(Comparator.comparingLong(this::timeOf).thenComparing(ties()));
        if (endOfInput) {
            // nothing more will come, but time does not go on either: what is due later stays undone
            upTo = timeOf(burst.get(burst.size() - 1));
        }
        long at = upTo;
        Step<S, O> step = machine.goOn(state, burst, at);
        states.put(key, step.next());
        step.out().forEach(output -> send(output, at));
        wakeUp(key, step.wakeAt());
    }

    private void wakeUp(String key, Long due) throws Exception {
        // nothing is due at the end of the input, see above
        if (due == null || watermark == Long.MAX_VALUE || !states.needsTimer(key, stepOf(due))) {
            return;
        }
        Long later = states.timer(key, stepOf(due));
        if (later != null) {
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, later);
        }
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, stepOf(due));
    }

    /** Sends something along the main stream. */
    final void forward(R record, long at) {
        output.collect(new StreamRecord<>(record, at));
    }

    /** Sends something aside. */
    final <T> void aside(OutputTag<T> tag, T record, long at) {
        output.collect(tag, new StreamRecord<>(record, at));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        early.store();
        states.store();
        super.snapshotState(context);
    }
}
