package io.weir.pipeline.deliver;

import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/** The one wall-clock timer of the current key. */
final class Alarm {
    private final ValueState<Long> set;

    Alarm(RuntimeContext context) {
        set = context.getState(new ValueStateDescriptor<>("alarm", Types.LONG));
    }

    /** Moves the timer to {@code at}, milliseconds since the epoch. */
    void set(TimerService timers, long at) throws IOException {
        Long before = set.value();
        if (before != null && before == at) {
            return;
        }
        if (before != null) {
            timers.deleteProcessingTimeTimer(before);
        }
        timers.registerProcessingTimeTimer(at);
        set.update(at);
    }

    /** Takes the timer away. */
    void off(TimerService timers) throws IOException {
        Long before = set.value();
        if (before != null) {
            timers.deleteProcessingTimeTimer(before);
            set.clear();
        }
    }

    /** The timer has fired. */
    void rang() {
        set.clear();
    }
}
