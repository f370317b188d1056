package io.weir.pipeline.deliver;

import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.Directive;
import io.weir.sink.AssetSink;
import io.weir.sink.AssetSink.AssetAnswer;
import io.weir.sink.Fence;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when a downtime takes which machines, and lets them go. Keyed by downtime; runs on the wall clock. */
final class DowntimeWatching extends KeyedProcessFunction<String, Directive, AssetHold> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DowntimeWatching.class);

    private final Inventory inventory;
    private final Backoff backoff;

    private transient AssetSink assets;
    private transient CallDesk<AssetCall, AssetAnswer> desk;
    private transient ValueState<DowntimeWatchState> watches;
    private transient Alarm alarm;

    DowntimeWatching(Inventory inventory, DeliverTuning tuning) {
        this.inventory = inventory;
        this.backoff = new Backoff(tuning.retryFirstMs(), tuning.retryMaxMs(), tuning.seed());
    }

    @Override
    public void open(OpenContext context) {
        assets = inventory.opener().open(Fence.OPEN);
        desk = new CallDesk<>("inventory-lists", 1, call -> call.ask(assets));
        watches = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("downtime", TypeInformation.of(DowntimeWatchState.class)));
        alarm = new Alarm(getRuntimeContext());
    }

    @Override
    public void processElement(Directive directive, Context context, Collector<AssetHold> out) throws Exception {
        DowntimeWatch watch = load(directive.tenant());
        if (watch.heard(directive, now(context))) {
            proceed(watch, context, out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AssetHold> out) throws Exception {
        alarm.rang();
        if (watches.value() != null) {
            String key = context.getCurrentKey();
            proceed(load(key.substring(0, key.indexOf('|'))), context, out);
        }
    }

    private DowntimeWatch load(String tenant) throws Exception {
        return new DowntimeWatch(tenant, inventory.label(tenant), backoff, watches.value());
    }

    private void proceed(DowntimeWatch watch, Context context, Collector<AssetHold> out) throws Exception {
        String key = context.getCurrentKey();
        long now = now(context);
        CallDesk.Answer<AssetCall, AssetAnswer> answer = desk.collect(key);
        if (answer != null) {
            take(answer, watch, now);
        }
        DowntimeWatch.Next next = watch.next(now);
        long wakeAt;
        if (next instanceof DowntimeWatch.Next.Ask) {
            if (!desk.busy(key)) {
                desk.handIn(key, new AssetCall.Names(key.substring(0, key.indexOf('|'))));
            }
            wakeAt = now + desk.lookAfterMs();
        } else {
            wakeAt = next instanceof DowntimeWatch.Next.Wait wait ? wait.at() : Long.MAX_VALUE;
        }
        watch.takeTold().forEach(out::collect);
        if (next instanceof DowntimeWatch.Next.Over) {
            watches.clear();
            alarm.off(context.timerService());
        } else {
            watches.update(watch.state());
            alarm.set(context.timerService(), wakeAt);
        }
    }

    private void take(CallDesk.Answer<AssetCall, AssetAnswer> answer, DowntimeWatch watch, long now) {
        if (answer.problem() != null) {
            LOG.error("the inventory broke", answer.problem());
            watch.retry(0, now);
        } else if (answer.result() instanceof AssetAnswer.Names names) {
            if (!names.complete()) {
                LOG.warn(
                        "too many machines to look through for a downtime: only the first {}",
                        names.names().size());
            }
            watch.listed(names.names(), now);
        } else if (answer.result() instanceof AssetAnswer.Retry retry) {
            watch.retry(retry.afterMs(), now);
        } else {
            watch.refused(answer.result() instanceof AssetAnswer.Refused no ? no.reason() : "not understood");
        }
    }

    private static long now(Context context) {
        return context.timerService().currentProcessingTime();
    }

    @Override
    public void close() throws Exception {
        if (desk != null) {
            desk.stop();
        }
        if (assets != null) {
            assets.close();
        }
    }
}
