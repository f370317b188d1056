package io.weir.pipeline.correlate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A {@link ChronologicalMachine} on Flink: inputs are kept until the watermark says that none can come before them, and
 * then given to the machine in order of time, ties by the machine's own order. So the answer does not depend on the
 * order of arrival.
 *
 * @param <S> the machine's state
 * @param <I> input
 * @param <O> the machine's output
 * @param <R> what goes on along the main stream
 */
abstract class ChronologicalFunction<S, I, O, R> extends KeyedProcessFunction<String, I, R> {
    private static final long serialVersionUID = 1;
    private static final long BURST_MS = 100;

    private final Class<S> stateType;
    private final Class<I> inputType;

    private transient ChronologicalMachine<S, I, O> machine;
    private transient ValueState<S> state;
    private transient ListState<I> early;
    private transient ValueState<Long> wake;
    private transient Counter late;

    ChronologicalFunction(Class<S> stateType, Class<I> inputType) {
        this.stateType = stateType;
        this.inputType = inputType;
    }

    /** The machine; it has no state of its own. */
    abstract ChronologicalMachine<S, I, O> machine();

    /** The instant of an input, milliseconds of pipeline time. */
    abstract long timeOf(I input);

    /** Order of inputs at the same instant. */
    abstract Comparator<I> ties();

    /** Sends one output of the machine on its way: along the main stream, or aside. */
    abstract void send(O output, Context context, Collector<R> out);

    @Override
    public void open(OpenContext context) {
        machine = machine();
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("machine", TypeInformation.of(stateType)));
        early = getRuntimeContext().getListState(new ListStateDescriptor<>("early", TypeInformation.of(inputType)));
        wake = getRuntimeContext().getState(new ValueStateDescriptor<>("wake", Types.LONG));
        late = getRuntimeContext().getMetricGroup().addGroup("weir").counter("inputs_late");
    }

    @Override
    public void processElement(I input, Context context, Collector<R> out) throws Exception {
        long watermark = context.timerService().currentWatermark();
        if (timeOf(input) <= roundedDown(watermark)) {
            late.inc();
        }
        early.add(input);
        context.timerService().registerEventTimeTimer(roundedUp(Math.max(timeOf(input), watermark + 1)));
    }

    /**
     * Time goes on in steps that are the same in every operator. So a storm on one key is worked through in bursts, and
     * what an operator says of an instant within a step reaches the next operator before that one takes the step: a
     * chain of operators decides each instant with all that was said of it.
     */
    private static long roundedUp(long time) {
        return Math.floorDiv(time + BURST_MS - 1, BURST_MS) * BURST_MS;
    }

    private static long roundedDown(long time) {
        return Math.floorDiv(time, BURST_MS) * BURST_MS;
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<R> out) throws Exception {
        TimerService timers = context.timerService();
        boolean endOfInput = timers.currentWatermark() == Long.MAX_VALUE;
        List<I> later = new ArrayList<>();
        List<I> burst = new ArrayList<>();
        long upTo = endOfInput ? Long.MAX_VALUE : roundedDown(timers.currentWatermark());
        for (I input : early.get()) {
            (timeOf(input) <= upTo ? burst : later).add(input);
        }
        Long wakeAt = wake.value();
        if (burst.isEmpty() && (endOfInput || wakeAt == null || wakeAt > upTo)) {
            return;
        }
        burst.sort(Comparator.comparingLong(this::timeOf).thenComparing(ties()));
        if (endOfInput) {
            // nothing more will come, but time does not go on either: what is due later stays undone
            upTo = timeOf(burst.get(burst.size() - 1));
        }
        early.update(later);
        Step<S, O> step = machine.accept(state.value(), burst, upTo);
        step.out().forEach(output -> send(output, context, out));
        if (wakeAt != null && later.stream().noneMatch(input -> roundedUp(timeOf(input)) == roundedUp(wakeAt))) {
            // an input that waits for the same step needs the timer
            timers.deleteEventTimeTimer(roundedUp(wakeAt));
        }
        if (step.next() == null) {
            state.clear();
            wake.clear();
            return;
        }
        state.update(step.next());
        wake.update(step.wakeAt());
        if (step.wakeAt() != null) {
            timers.registerEventTimeTimer(roundedUp(step.wakeAt()));
        }
    }
}
