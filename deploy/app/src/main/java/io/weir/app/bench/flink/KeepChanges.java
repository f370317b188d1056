package io.weir.app.bench.flink;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets an alert pass when it says something new. Remembers of each what a correlator cannot do without: whether it fires,
 * since when, when it was last seen and how often. No time to live, no timer.
 */
public final class KeepChanges extends KeyedProcessFunction<String, Alert, Alert> {
    private static final long serialVersionUID = 1L;

    /** What is remembered of an alert. */
    public record Seen(boolean firing, long startsAt, long lastSeenAt, int times) {}

    private transient ValueState<Seen> state;

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", TypeInformation.of(Seen.class)));
    }

    @Override
    public void processElement(Alert alert, Context context, Collector<Alert> out) throws Exception {
        boolean firing = alert.status() == AlertStatus.FIRING;
        long startsAt = alert.startsAt() == null ? alert.receivedAt() : alert.startsAt();
        Seen before = state.value();
        boolean same = before != null && before.firing() == firing && before.startsAt() == startsAt;
        state.update(new Seen(firing, startsAt, alert.receivedAt(), same ? before.times() + 1 : 1));
        if (!same) {
            out.collect(alert);
        }
    }
}
