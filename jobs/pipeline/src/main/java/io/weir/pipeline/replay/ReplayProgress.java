package io.weir.pipeline.replay;

import io.weir.pipeline.kafka.LogRecord;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Behind a source of alerts: counts what is read, and lets through only what the replay is about. Ticks, what lies at or
 * behind the end and what is another tenant's have moved the clock and are done with.
 *
 * <p>A runner reads the counts as accumulators of the job. Those that add up go on after a restore.
 */
public final class ReplayProgress extends ProcessFunction<LogRecord, LogRecord> implements CheckpointedFunction {
    /** Accumulator, {@code Long}: records of the alerts' topic that were read, ticks included. */
    public static final String EVENTS = "replay-events";
    /** Accumulator, {@code Long}: alerts among them that the replay is about. */
    public static final String ALERTS = "replay-alerts";
    /**
     * Accumulator, {@code Long}: the log has been read up to here, milliseconds since the epoch; that of the slowest
     * reader. {@link Long#MAX_VALUE} before the first record.
     */
    public static final String TIME = "replay-time";

    private static final long serialVersionUID = 1L;

    private final long toMs;
    private final byte[] tenantKey;

    private transient LongCounter events;
    private transient LongCounter alerts;
    private transient ReachedTime time;
    private transient ListState<Long> eventsBefore;
    private transient ListState<Long> alertsBefore;

    /**
     * @param toMs alerts at or after this instant go no further
     * @param tenant whose records go further, by their keys; null for all
     */
    ReplayProgress(long toMs, String tenant) {
        this.toMs = toMs;
        this.tenantKey = tenant == null ? null : (tenant + "|").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        eventsBefore = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("events", Types.LONG));
        alertsBefore = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("alerts", Types.LONG));
        events = restored(eventsBefore);
        alerts = restored(alertsBefore);
        time = new ReachedTime();
    }

    private static LongCounter restored(ListState<Long> before) throws Exception {
        LongCounter counter = new LongCounter();
        for (long count : before.get()) {
            counter.add(count);
        }
        return counter;
    }

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(EVENTS, events);
        getRuntimeContext().addAccumulator(ALERTS, alerts);
        getRuntimeContext().addAccumulator(TIME, time);
    }

    @Override
    public void processElement(LogRecord record, Context context, Collector<LogRecord> out) {
        events.add(1L);
        time.reach(context.timerService().currentWatermark(), record.time());
        if (record.value() != null && record.time() < toMs && !Wire.isTick(record.value()) && isOurs(record.key())) {
            // what stands for repeats is no alert, but it counts
            alerts.add(Wire.isFold(record.value()) ? 0L : 1L);
            out.collect(record);
        }
    }

    /** A record without a key may be anyone's. */
    private boolean isOurs(byte[] key) {
        if (tenantKey == null || key == null) {
            return true;
        }
        return key.length >= tenantKey.length
                && Arrays.equals(key, 0, tenantKey.length, tenantKey, 0, tenantKey.length);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        eventsBefore.update(List.of(events.getLocalValuePrimitive()));
        alertsBefore.update(List.of(alerts.getLocalValuePrimitive()));
    }
}
