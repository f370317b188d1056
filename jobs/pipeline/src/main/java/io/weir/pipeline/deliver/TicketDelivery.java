package io.weir.pipeline.deliver;

import io.weir.pipeline.kafka.DeadLetters;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketSink;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tickets look like their incidents. The sink is called on threads of the operator's own, so neither records
 * nor checkpoints ever wait for it; answers are looked for by a short wall-clock timer per key with a call out. Timers,
 * rather than the task's mailbox, because they run with the key's state at hand, come back by themselves after a restore,
 * and let a test decide when time passes.
 */
final class TicketDelivery extends KeyedCoProcessFunction<String, Incident, RemediationNews, Receipt>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(TicketDelivery.class);
    private static final long LOOK_FOR_CHECKPOINT_MS = 100;

    private final TicketSinks sinks;
    private final DeliverTuning tuning;
    private final int calls;
    private final boolean checkpointed;

    private transient Run run;
    private transient boolean coldStart;
    private transient IntentLedger intents;
    private transient TicketSink sink;
    private transient CallDesk<TicketOrder, TicketOutcome> desk;
    private transient ValueState<TicketState> tickets;
    private transient Alarm alarm;
    private transient DeliveryMetrics metrics;

    /**
     * The operator.
     *
     * @param calls calls at once, per task
     * @param checkpointed whether the job makes checkpoints; without them nothing waits for one
     */
    TicketDelivery(TicketSinks sinks, DeliverTuning tuning, int calls, boolean checkpointed) {
        this.sinks = sinks;
        this.tuning = tuning;
        this.calls = calls;
        this.checkpointed = checkpointed;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        OptionalLong restored = context.getRestoredCheckpointId();
        coldStart = restored.isEmpty();
        intents = new IntentLedger(checkpointed, restored.orElse(0));
    }

    @Override
    public void open(OpenContext context) {
        sink = sinks.open(calls);
        desk = new CallDesk<>("ticket-calls", calls, sink::apply);
        tickets = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("ticket", TypeInformation.of(TicketState.class)));
        alarm = new Alarm(getRuntimeContext());
        metrics = new DeliveryMetrics(getRuntimeContext().getMetricGroup(), desk::inFlight);
    }

    @Override
    public void processElement1(Incident incident, Context context, Collector<Receipt> out) throws Exception {
        TicketProgress progress = load(context);
        if (progress.desire(incident, coldStart)) {
            proceed(progress, context, out);
        }
    }

    @Override
    public void processElement2(RemediationNews news, Context context, Collector<Receipt> out) throws Exception {
        TicketProgress progress = load(context);
        emit(news.receipt(), out);
        progress.hear(news);
        proceed(progress, context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Receipt> out) throws Exception {
        alarm.rang();
        if (desk.awaits(context.getCurrentKey())) {
            alarm.set(context.timerService(), now(context) + desk.lookAfterMs());
        } else {
            proceed(load(context), context, out);
        }
    }

    private TicketProgress load(Context context) throws Exception {
        return new TicketProgress(context.getCurrentKey(), tickets.value(), tuning, run(context));
    }

    private void proceed(TicketProgress progress, Context context, Collector<Receipt> out) throws Exception {
        String key = context.getCurrentKey();
        long now = now(context);
        CallDesk.Answer<TicketOrder, TicketOutcome> answer = desk.collect(key);
        if (answer != null) {
            intents.settled(key);
            take(answer, progress, context, out);
        }
        progress.verify(now).forEach(news -> emit(news.receipt(), out));
        long wakeAt = desk.busy(key) ? keepWaiting(key, progress, now) : start(key, progress, now);
        if (progress.forgotten()) {
            intents.settled(key);
            tickets.clear();
            alarm.off(context.timerService());
            return;
        }
        tickets.update(progress.state());
        if (wakeAt == Long.MAX_VALUE) {
            alarm.off(context.timerService());
        } else {
            alarm.set(context.timerService(), wakeAt);
        }
    }

    private long keepWaiting(String key, TicketProgress progress, long now) {
        desk.replace(key, progress.order());
        return now + desk.lookAfterMs();
    }

    private long start(String key, TicketProgress progress, long now) {
        Next next = progress.next(now, intents.safe(key));
        if (next instanceof Next.Intend) {
            intents.intend(key);
            next = progress.next(now, intents.safe(key));
        }
        if (next instanceof Next.Call call) {
            return now + (desk.handIn(key, call.order()) ? desk.lookAfterMs() : tuning.retryFirstMs());
        }
        if (next instanceof Next.AwaitCheckpoint) {
            return now + LOOK_FOR_CHECKPOINT_MS;
        }
        return next instanceof Next.Wait wait ? wait.at() : Long.MAX_VALUE;
    }

    private void take(
            CallDesk.Answer<TicketOrder, TicketOutcome> answer,
            TicketProgress progress,
            Context context,
            Collector<Receipt> out) {
        long now = now(context);
        TicketOrder order = answer.order();
        TicketOutcome outcome = answer.result();
        if (answer.problem() != null) {
            LOG.error("the ticket sink broke on incident {}", order.desired().incidentId(), answer.problem());
            outcome = new TicketOutcome.Retry("sink-broke", Duration.ZERO, true, null, List.of());
        }
        if (outcome instanceof TicketOutcome.Done done) {
            TicketReceipts.done(order, done, now).forEach(receipt -> emit(receipt, out));
            metrics.shown(order.desired(), now);
            progress.done(order, done);
        } else if (outcome instanceof TicketOutcome.Retry retry) {
            LOG.info("incident {} waits for its ticket: {}", order.desired().incidentId(), retry.reason());
            metrics.retry();
            progress.retry(retry, now);
            if (progress.isOverdue()) {
                emit(TicketReceipts.delayed(order, retry, progress.ticketUrl(), now), out);
            }
        } else if (outcome instanceof TicketOutcome.Failed failed) {
            LOG.warn("incident {} cannot be delivered: {}", order.desired().incidentId(), failed.reason());
            emit(TicketReceipts.failed(order, failed, progress.ticketUrl(), now), out);
            context.output(DeadLetters.TAG, TicketReceipts.deadLetter(order, failed, now));
            progress.failed(order);
        }
    }

    private void emit(Receipt receipt, Collector<Receipt> out) {
        metrics.receipt(receipt);
        out.collect(receipt);
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
    public void snapshotState(FunctionSnapshotContext context) {
        intents.begun(context.getCheckpointId());
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        intents.completed(checkpointId);
    }

    @Override
    public void close() throws Exception {
        if (desk != null) {
            desk.stop();
        }
        if (sink != null) {
            sink.close();
        }
    }
}
