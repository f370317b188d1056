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
 * @param <O> output
 */
abstract class ChronologicalFunction<S, I, O> extends KeyedProcessFunction<String, I, O> {
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

    @Override
    public void open(OpenContext context) {
        machine = machine();
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("machine", TypeInformation.of(stateType)));
        early = getRuntimeContext().getListState(new ListStateDescriptor<>("early", TypeInformation.of(inputType)));
        wake = getRuntimeContext().getState(new ValueStateDescriptor<>("wake", Types.LONG));
        late = getRuntimeContext().getMetricGroup().addGroup("weir").counter("inputs_late");
    }

    @Override
    public void processElement(I input, Context context, Collector<O> out) throws Exception {
        long watermark = context.timerService().currentWatermark();
        if (timeOf(input) <= watermark) {
            late.inc();
        }
        early.add(input);
        context.timerService().registerEventTimeTimer(Math.max(roundedUp(timeOf(input)), watermark + 1));
    }

    /** A storm on one key is worked through in bursts; how it is cut into bursts does not change the answer. */
    private static long roundedUp(long time) {
        return Math.floorDiv(time + BURST_MS - 1, BURST_MS) * BURST_MS;
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<O> out) throws Exception {
        TimerService timers = context.timerService();
        boolean endOfInput = timers.currentWatermark() == Long.MAX_VALUE;
        List<I> later = new ArrayList<>();
        List<I> burst = new ArrayList<>();
        long upTo = endOfInput ? Long.MAX_VALUE : timers.currentWatermark();
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
        step.out().forEach(out::collect);
        if (wakeAt != null && !wakeAt.equals(step.wakeAt())) {
            timers.deleteEventTimeTimer(wakeAt);
        }
        if (step.next() == null) {
            state.clear();
            wake.clear();
            return;
        }
        state.update(step.next());
        wake.update(step.wakeAt());
        if (step.wakeAt() != null) {
            timers.registerEventTimeTimer(step.wakeAt());
        }
    }
}
