package io.weir.pipeline.deliver;

import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.Receipt;
import io.weir.sink.AssetSink;
import io.weir.sink.AssetSink.AssetAnswer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts machines into maintenance and back. Keyed by machine; called in the way of {@link TicketDelivery}. */
final class AssetMaintenance extends KeyedProcessFunction<String, AssetHold, Receipt>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AssetMaintenance.class);
    private static final long LOOK_FOR_CHECKPOINT_MS = 100;

    private final Inventory inventory;
    private final Backoff backoff;
    private final long settleMs;
    private final TaskShare share;
    private final Controls controls;
    private final JobTies ties;

    private transient Run run;
    private transient TaskLife life;
    private transient ControlView control;
    private transient IntentLedger intents;
    private transient AssetSink assets;
    private transient CallDesk<AssetCall, AssetAnswer> desk;
    private transient ValueState<AssetState> states;
    private transient Alarm alarm;

    /**
     * The operator.
     *
     * @param share what the task may do
     * @param controls who may deliver; null without ties
     * @param ties to earlier lives and other jobs; null for none
     */
    AssetMaintenance(Inventory inventory, DeliverTuning tuning, TaskShare share, Controls controls, JobTies ties) {
        this.inventory = inventory;
        this.backoff = new Backoff(tuning.retryFirstMs(), tuning.retryMaxMs(), tuning.seed());
        this.settleMs = tuning.settleMs();
        this.share = share;
        this.controls = controls;
        this.ties = ties;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        life = TaskLife.begin(context, share);
        intents = life.intents();
    }

    @Override
    public void open(OpenContext context) throws Exception {
        control = ties == null ? null : controls.open();
        life.join(getRuntimeContext(), ties, control);
        assets = inventory.opener().open(life.fence());
        desk = new CallDesk<>("inventory-calls", Inventory.CALLS, call -> call.ask(assets));
        states =
                getRuntimeContext().getState(new ValueStateDescriptor<>("asset", TypeInformation.of(AssetState.class)));
        alarm = new Alarm(getRuntimeContext());
    }

    @Override
    public void processElement(AssetHold hold, Context context, Collector<Receipt> out) throws Exception {
        if (hold.asset() == null) {
            out.collect(
                    AssetReceipts.of(hold.tenant(), hold.downtimeId(), null, "failed", hold.refusal(), now(context)));
            return;
        }
        AssetState known = states.value();
        AssetProgress progress = known == null
                ? AssetProgress.begin(
                        hold.tenant(), hold.asset(), inventory.state(hold.tenant()), backoff, run(context))
                : AssetProgress.resume(known, backoff, run(context), settleMs);
        progress.heard(hold);
        proceed(progress, context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Receipt> out) throws Exception {
        alarm.rang();
        AssetState known = states.value();
        if (known != null) {
            proceed(AssetProgress.resume(known, backoff, run(context), settleMs), context, out);
        }
    }

    private void proceed(AssetProgress progress, Context context, Collector<Receipt> out) throws Exception {
        String key = context.getCurrentKey();
        long now = now(context);
        CallDesk.Answer<AssetCall, AssetAnswer> answer = desk.collect(key);
        if (answer != null) {
            if (answer.problem() != null) {
                LOG.error("the inventory broke", answer.problem());
            }
            AssetAnswer result =
                    answer.problem() == null ? answer.result() : new AssetAnswer.Retry("inventory-broke", settleMs);
            progress.answered(answer.order(), result, now);
        }
        long wakeAt = desk.busy(key) ? now + desk.lookAfterMs() : start(key, progress, now);
        progress.takeReceipts().forEach(out::collect);
        if (!progress.intends()) {
            intents.settled(key);
        }
        if (progress.forgotten() && !desk.busy(key)) {
            states.clear();
            alarm.off(context.timerService());
            return;
        }
        states.update(progress.state());
        if (wakeAt == Long.MAX_VALUE) {
            alarm.off(context.timerService());
        } else {
            alarm.set(context.timerService(), wakeAt);
        }
    }

    private long start(String key, AssetProgress progress, long now) {
        if (progress.takeIntended()) {
            intents.intend(key);
        }
        AssetCall call = progress.next(now, intents.safe(key));
        if (call != null) {
            return now + (desk.handIn(key, call) ? desk.lookAfterMs() : LOOK_FOR_CHECKPOINT_MS);
        }
        if (!progress.waits()) {
            return Long.MAX_VALUE;
        }
        return Math.max(now + LOOK_FOR_CHECKPOINT_MS, progress.nextAttemptAt());
    }

    private Run run(Context context) {
        if (run == null) {
            run = Run.begin(now(context));
        }
        return run;
    }

    private static long now(Context context) {
        return context.timerService().currentProcessingTime();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        life.snapshot(context);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        life.completed(checkpointId);
    }

    @Override
    public void close() throws Exception {
        if (desk != null) {
            desk.stop();
        }
        if (assets != null) {
            assets.close();
        }
        if (control != null) {
            control.close();
        }
    }
}
