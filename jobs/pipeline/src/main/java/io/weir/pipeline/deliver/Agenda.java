package io.weir.pipeline.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/** When to look at which of the current key's remediations again, behind the key's one timer. */
final class Agenda {
    /** Stands for the sweep of what is over. */
    static final String SWEEP = "";

    private final MapState<String, Long> due;
    private final Alarm alarm;

    Agenda(RuntimeContext context) {
        due = context.getMapState(new MapStateDescriptor<>("due", Types.STRING, Types.LONG));
        alarm = new Alarm(context);
    }

    void put(String id, long at) throws Exception {
        due.put(id, at);
    }

    boolean has(String id) throws Exception {
        return due.contains(id);
    }

    void remove(String id) throws Exception {
        due.remove(id);
    }

    /** The timer has fired: what is due at {@code now}. */
    List<String> rang(long now) throws Exception {
        alarm.rang();
        List<String> ids = new ArrayList<>();
        for (Map.Entry<String, Long> entry : due.entries()) {
            if (entry.getValue() <= now) {
                ids.add(entry.getKey());
            }
        }
        return ids;
    }

    /** Sets the timer for whatever comes first. */
    void arm(TimerService timers) throws Exception {
        long first = Long.MAX_VALUE;
        for (Long at : due.values()) {
            first = Math.min(first, at);
        }
        if (first == Long.MAX_VALUE) {
            alarm.off(timers);
        } else {
            alarm.set(timers, first);
        }
    }
}
