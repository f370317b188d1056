package io.weir.pipeline.deliver;

import io.weir.pipeline.kafka.DeadLetters;
import io.weir.pipeline.kafka.DecidedRevision;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Retry;
import io.weir.schema.Wire;
import io.weir.sink.FailPoint;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketSink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
final class TicketDelivery extends KeyedCoProcessFunction<String, DecidedRevision, TicketSignal, Receipt>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(TicketDelivery.class);
    private static final long LOOK_FOR_CHECKPOINT_MS = 50;
    private static final long LOOK_FOR_RIGHT_MS = 200;

    private final TicketSinks sinks;
    private final DeliverTuning tuning;
    private final TaskShare share;
    private final Controls controls;
    private final JobTies ties;

    private transient Run run;
    private transient TaskLife life;
    private transient ControlView control;
    private transient TicketProgress.Start start;
    private transient TicketSink sink;
    private transient CallDesk<TicketOrder, TicketOutcome> desk;
    private transient Turnstile turnstile;
    private transient TicketWatch watch;
    private transient IdleKeys idle;
    private transient ValueState<TicketState> tickets;
    private transient Alarm alarm;
    private transient DeliveryMetrics metrics;
    private transient DeliverySpans spans;

    /**
     * The operator.
     *
     * @param controls who may deliver; null without ties
     * @param ties null for none: then only the lease counts, and nothing is known of earlier lives
     */
    TicketDelivery(TicketSinks sinks, DeliverTuning tuning, TaskShare share, Controls controls, JobTies ties) {
        this.sinks = sinks;
        this.tuning = tuning;
        this.share = share;
        this.controls = controls;
        this.ties = ties;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        life = TaskLife.begin(context, share);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        control = ties == null ? null : controls.open();
        life.join(getRuntimeContext(), ties, control);
        life.claim(getRuntimeContext(), ties);
        start = new TicketProgress.Start(life.isCold(), life.memory().hasAny());
        sink = sinks.open(share.calls(), life.fence());
        spans = DeliverySpans.open(share.tracing(), getRuntimeContext().getMetricGroup());
        desk = new CallDesk<>(
                "ticket-calls", share.calls(), order -> spans.ticket(order, operation(order), () -> sink.apply(order)));
        turnstile = new Turnstile(Turnstile.placesFor(share.calls(), share.perSecond()), share.perSecond());
        watch = new TicketWatch(sink, tuning.lookEveryMs());
        idle = new IdleKeys(turnstile, watch, tuning.lookEveryMs());
        tickets = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("ticket", TypeInformation.of(TicketState.class)));
        alarm = new Alarm(getRuntimeContext());
        metrics = new DeliveryMetrics(
                getRuntimeContext().getMetricGroup(), desk::inFlight, turnstile::waiting, sink::isLeftAlone);
    }

    @Override
    public void processElement1(DecidedRevision revision, Context context, Collector<Receipt> out) throws Exception {
        TicketProgress progress = load(context);
        long now = now(context);
        TicketProgress.Wish wish = progress.desire(revision, start, now);
        if (wish == TicketProgress.Wish.EXPIRED) {
            emit(TicketReceipts.passedOver(revision.incident(), "expired", tooOld(), now), out);
        }
        if (wish == TicketProgress.Wish.TAKEN) {
            metrics.heard(revision, now);
            spans.decided(revision);
        }
        if (wish != TicketProgress.Wish.KNOWN) {
            proceed(progress, context, out);
        }
    }

    @Override
    public void processElement2(TicketSignal signal, Context context, Collector<Receipt> out) throws Exception {
        TicketProgress progress = load(context);
        if (signal.news() != null) {
            emit(signal.news().receipt(), out);
            progress.hear(signal.news());
        } else if (!heardBefore(signal.retry(), now(context))) {
            DecidedRevision letter = letter(signal.retry());
            if (progress.retryAsked(letter, now(context)) == TicketProgress.Wish.EXPIRED) {
                emit(TicketReceipts.passedOver(letter.incident(), "expired", tooOld(), now(context)), out);
            }
        }
        proceed(progress, context, out);
    }

    private String tooOld() {
        return "decided more than " + Duration.ofMillis(tuning.maxAgeMs()) + " ago";
    }

    /** A job that begins without state reads old wishes again. */
    private boolean heardBefore(Retry retry, long now) {
        return retry.at() < now - tuning.maxAgeMs() || (life.isCold() && retry.at() < run.startedAt());
    }

    /** The revision that was given up; null when it cannot be read, for then the state has to know it. */
    private static DecidedRevision letter(Retry retry) {
        byte[] body = retry.body();
        try {
            return body == null ? null : DecidedRevision.of(Wire.INCIDENT.read(body), body);
        } catch (IOException e) {
            LOG.warn("dead letter {} holds no incident: {}", retry.letterId(), e.getMessage());
            return null;
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Receipt> out) throws Exception {
        alarm.rang();
        String key = context.getCurrentKey();
        long now = now(context);
        long again = lookAgainAt(key, now);
        if (again > 0) {
            alarm.set(context.timerService(), again);
        } else {
            proceed(load(context), context, out);
        }
    }

    /** When to ask again about a key of which nothing is new; 0 when its state has to be read. */
    private long lookAgainAt(String key, long now) {
        if (desk.awaits(key)) {
            return now + desk.lookAfterMs();
        }
        if (!mayAct()) {
            return 0;
        }
        return life.intents().safe(key) ? idle.nextLook(key, now) : now + LOOK_FOR_CHECKPOINT_MS;
    }

    private boolean mayAct() {
        return life.fence().closedBecause() == null;
    }

    private TicketProgress load(Context context) throws Exception {
        String key = context.getCurrentKey();
        return new TicketProgress(key, tickets.value(), life.memory().ticket(key), tuning, run(context));
    }

    private void proceed(TicketProgress progress, Context context, Collector<Receipt> out) throws Exception {
        String key = context.getCurrentKey();
        long now = now(context);
        idle.wake(key);
        CallDesk.Answer<TicketOrder, TicketOutcome> answer = desk.collect(key);
        if (answer != null) {
            life.intents().settled(key);
            Incident about = answer.order().desired();
            DeliverySpans.about(about.tenant(), about.incidentId(), about.trace())
                    .run(() -> take(answer, progress, context, out));
        }
        progress.verify(now).forEach(news -> emit(news.receipt(), out));
        long wakeAt = desk.busy(key) ? keepWaiting(key, progress, now) : start(key, progress, now, out);
        if (progress.forgotten()) {
            life.intents().settled(key);
            turnstile.leave(key);
            tickets.clear();
            alarm.off(context.timerService());
            return;
        }
        if (!progress.state().equals(progress.known())) {
            tickets.update(progress.state());
        }
        if (wakeAt == Long.MAX_VALUE) {
            alarm.off(context.timerService());
        } else {
            alarm.set(context.timerService(), wakeAt);
        }
    }

    private long keepWaiting(String key, TicketProgress progress, long now) {
        desk.replace(key, older -> progress.order(older.visit()));
        return now + desk.lookAfterMs();
    }

    private long start(String key, TicketProgress progress, long now, Collector<Receipt> out) {
        boolean changed = changedOutside(key, progress, now);
        boolean open = mayAct();
        Next next = progress.next(now, life.intents().safe(key), changed, open && turnstile.isInside(key));
        if (next instanceof Next.Queue) {
            if (!open) {
                turnstile.leave(key);
                return now + LOOK_FOR_RIGHT_MS;
            }
            if (!turnstile.admits(key, progress.urgency(), progress.ticketId() != null, progress.updatedAt(), now)) {
                tellIfLate(key, progress, now, out);
                idle.waits(key, progress.elseDueAt());
                return now + turnstile.lookAfterMs(key, now);
            }
            next = progress.next(now, life.intents().safe(key), changed, true);
        }
        if (next instanceof Next.Intend) {
            FailPoint.reach("before-durable", "create");
            life.intents().intend(key);
            next = progress.next(now, life.intents().safe(key), changed, true);
        }
        if (next instanceof Next.Call call) {
            FailPoint.reach("after-durable", operation(call.order()));
            watch.visiting(call.order().desired().incidentId());
            return now + (desk.handIn(key, call.order()) ? desk.lookAfterMs() : tuning.retryFirstMs());
        }
        if (next instanceof Next.AwaitCheckpoint) {
            return now + LOOK_FOR_CHECKPOINT_MS;
        }
        turnstile.leave(key);
        if (next instanceof Next.Skip) {
            emit(TicketReceipts.passedOver(progress.desired(), "skipped", "resolved-before-ticket", now), out);
            progress.skip();
            next = progress.next(now, false, false, false);
        }
        if (progress.isWatched()) {
            idle.watches(key, progress.ticketId(), progress.look().version(), progress.elseDueAt());
        }
        return next instanceof Next.Wait wait ? wait.at() : Long.MAX_VALUE;
    }

    private boolean changedOutside(String key, TicketProgress progress, long now) {
        if (!progress.looks(now)) {
            return false;
        }
        boolean missed = progress.look().isToBeVisited();
        if (missed
                || watch.isNews(
                        IdleKeys.incidentOf(key),
                        progress.ticketId(),
                        progress.look().version())) {
            return true;
        }
        progress.looked(now);
        return false;
    }

    private void tellIfLate(String key, TicketProgress progress, long now, Collector<Receipt> out) {
        if (turnstile.awayBecause() != null && progress.isOverdue(turnstile.waitedMs(key, now))) {
            emit(
                    TicketReceipts.delayed(
                            progress.desired(),
                            turnstile.awayBecause(),
                            progress.ticketId(),
                            progress.ticketUrl(),
                            now),
                    out);
        }
    }

    private void take(
            CallDesk.Answer<TicketOrder, TicketOutcome> answer,
            TicketProgress progress,
            Context context,
            Collector<Receipt> out) {
        String key = context.getCurrentKey();
        long now = now(context);
        TicketOrder order = answer.order();
        TicketOutcome outcome = answer.result();
        FailPoint.reach("before-receipt", operation(order));
        if (answer.problem() != null) {
            LOG.error("the ticket sink broke on incident {}", order.desired().incidentId(), answer.problem());
            outcome = new TicketOutcome.Retry("sink-broke", Duration.ZERO, true, null, List.of());
        }
        watch.visited(order.desired().incidentId(), outcome instanceof TicketOutcome.Done);
        if (outcome instanceof TicketOutcome.Retry retry && retry.unavailable()) {
            turnstile.foundAway(key, retry.reason(), now);
        } else {
            turnstile.answered(key);
        }
        if (outcome instanceof TicketOutcome.Done done) {
            long toldRevision = progress.shownRevision();
            boolean seen = progress.done(order, done, now);
            TicketReceipts.done(order, done, seen, toldRevision, now).forEach(receipt -> emit(receipt, out));
            metrics.shown(order.desired(), order.desired().revision() > toldRevision, done.merged(), now);
            if (done.action() != TicketOutcome.Action.UNCHANGED) {
                LOG.info(
                        "incident {}: ticket {} is {}",
                        order.desired().incidentId(),
                        done.ticketId(),
                        done.action().word());
            }
        } else if (outcome instanceof TicketOutcome.Retry retry) {
            LOG.info("incident {} waits for its ticket: {}", order.desired().incidentId(), retry.reason());
            metrics.retry();
            progress.retry(order, retry, now);
            if (progress.isOverdue(0)) {
                emit(
                        TicketReceipts.delayed(
                                order.desired(), retry.reason(), order.ticketId(), progress.ticketUrl(), now),
                        out);
            }
        } else if (outcome instanceof TicketOutcome.Failed failed) {
            LOG.warn("incident {} cannot be delivered: {}", order.desired().incidentId(), failed.reason());
            emit(TicketReceipts.failed(order, failed, progress.ticketUrl(), now), out);
            context.output(DeadLetters.TAG, TicketReceipts.deadLetter(order, failed, now));
            progress.failed(order, failed, now);
        }
    }

    /** The word of the weightiest thing that an order does. */
    private static String operation(TicketOrder order) {
        if (order.ticketId() == null) {
            return "create";
        }
        return order.desired().status() == Incident.Status.RESOLVED ? "solve" : "update";
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
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        life.snapshot(context);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        life.completed(checkpointId);
    }

    @Override
    public void close() throws Exception {
        if (watch != null) {
            watch.stop();
        }
        if (desk != null) {
            desk.stop();
        }
        if (spans != null) {
            spans.close();
        }
        if (sink != null) {
            sink.close();
        }
        if (control != null) {
            control.close();
        }
    }
}
