package io.weir.pipeline.deliver;

import io.weir.core.execute.GuardRefusal;
import io.weir.pipeline.kafka.DeadLetters;
import io.weir.schema.Remediation;
import io.weir.schema.Retry;
import io.weir.schema.Topics;
import io.weir.sink.CancelOutcome;
import io.weir.sink.FailPoint;
import io.weir.sink.JobState;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.PlaybookRunner;
import io.weir.sink.PreflightOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
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
 * Runs the playbooks that were asked for, and tells what became of them. Called in the way of {@link TicketDelivery}.
 * Key: the tenant, for what may happen at once is counted per tenant.
 */
final class RemediationExecution extends KeyedCoProcessFunction<String, Remediation, Retry, RemediationNews>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RemediationExecution.class);
    private static final long LOOK_FOR_CHECKPOINT_MS = 100;

    /** Receipts of what had not ended; whether it has by now, only a person can look up. */
    private static final Set<String> GOES_ON = Set.of("launched", "running", "awaiting-approval", "approved");

    private static final String REFUSED = "refused";

    private final ExecutionSetup setup;

    private transient Run run;
    private transient TaskLife life;
    private transient IntentLedger intents;
    private transient PastEffects past;
    private transient PlaybookRunner runner;
    private transient ControlView controls;
    private transient ControlGate gate;
    private transient CallDesk<RunnerCall, RunnerCall.Answer> desk;
    private transient RemediationMemory remediations;
    private transient ValueState<RemediationState> former;
    private transient GuardBook guards;
    private transient Agenda agenda;
    private transient ExecutionMetrics metrics;
    private transient DeliverySpans spans;

    RemediationExecution(ExecutionSetup setup) {
        this.setup = setup;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        life = TaskLife.begin(context, setup.share());
        intents = life.intents();
    }

    @Override
    public void open(OpenContext context) throws Exception {
        controls = setup.controls().open();
        life.join(getRuntimeContext(), setup.ties(), controls);
        past = setup.ties() == null ? setup.past() : life.memory()::remediation;
        runner = setup.runners() == null ? null : setup.runners().open(life.fence());
        gate = new ControlGate(controls, InstantSource.system());
        spans = DeliverySpans.open(setup.share().tracing(), getRuntimeContext().getMetricGroup());
        desk = new CallDesk<>(
                "runner-calls", setup.share().calls(), call -> spans.runner(call, () -> call.ask(runner, gate)));
        remediations = new RemediationMemory(getRuntimeContext());
        former = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("remediation", TypeInformation.of(RemediationState.class)));
        guards = new GuardBook(setup, getRuntimeContext());
        agenda = new Agenda(getRuntimeContext());
        metrics = new ExecutionMetrics(
                getRuntimeContext().getMetricGroup(),
                desk::inFlight,
                controls,
                () -> runner != null && runner.isLeftAlone());
    }

    @Override
    public void processElement1(Remediation remediation, Context context, Collector<RemediationNews> out)
            throws Exception {
        RemediationState known = remediations.get(remediation.remediationId());
        boolean takenBack = remediation.kind() == Remediation.Kind.CANCELLED;
        if (takenBack && (known == null || known.phase() == RemediationState.Phase.OVER)) {
            rememberTakenBack(remediation, known, context);
            return; // too late: its request came before it in the same partition, and it is over
        }
        RemediationProgress progress;
        if (known == null && setup.tuning().tooOld(remediation.requestedAt(), now(context))) {
            LOG.debug("{} is passed over: it was decided too long ago", remediation.remediationId());
            return;
        } else if (known == null) {
            spans.decided(remediation);
            progress = begin(remediation, context);
        } else if (takenBack) {
            progress = RemediationProgress.resume(known, setup.tuning(), run(context));
            progress.withdraw(remediation, now(context));
            if (desk.takeBack(deskKey(progress))) {
                LOG.info("{} was taken back before it was asked for", remediation.remediationId());
            }
        } else {
            return; // repeated
        }
        proceed(progress, context, out);
        agenda.arm(context.timerService());
    }

    private void rememberTakenBack(Remediation order, RemediationState known, Context context) throws Exception {
        if (known != null && known.jobId() == null) {
            RemediationProgress progress = RemediationProgress.resume(known, setup.tuning(), run(context));
            progress.withdraw(order, now(context));
            remediations.put(order.remediationId(), progress.state());
        }
    }

    private RemediationProgress begin(Remediation remediation, Context context) throws Exception {
        long now = now(context);
        String before = past.stateOf(remediation.tenant(), remediation.remediationId());
        RemediationProgress progress =
                RemediationProgress.begin(remediation, setup.tuning(), run(context), runner != null, now);
        if (REFUSED.equals(before)) {
            // its line may not have reached the ticket; told again, it is found there and not written twice
            if (!progress.isOver()) {
                String reason = life.memory().refusal(remediation.tenant(), remediation.remediationId());
                progress.refuse(reason, null, now);
            }
        } else if (before != null) {
            LOG.warn("{} is {} already and is not begun again", remediation.remediationId(), before);
            progress.takeNews();
            if (GOES_ON.contains(before)) {
                progress.lost(now);
            } else {
                progress.done(now);
            }
        }
        admit(progress, now);
        return progress;
    }

    /** Takes up room, or refuses at once. What has expired needs none. */
    private void admit(RemediationProgress progress, long now) throws Exception {
        if (progress.isOver() || progress.expired(now)) {
            return;
        }
        GuardRefusal no = gate.refusal(progress.request(), now);
        no = no != null ? no : guards.enter(progress.request());
        if (no != null) {
            progress.refuse(no.reason(), no.detail(), now);
        }
    }

    @Override
    public void processElement2(Retry retry, Context context, Collector<RemediationNews> out) throws Exception {
        RemediationState known = remediations.get(retry.remediationId());
        Remediation request = Retries.request(retry, known, now(context));
        if (request == null || runner == null || isPast(retry, now(context))) {
            return;
        }
        RemediationProgress progress = RemediationProgress.again(request, known, setup.tuning(), run(context));
        admit(progress, now(context));
        proceed(progress, context, out);
        agenda.arm(context.timerService());
    }

    /** A job that begins anew reads old retries again. */
    private boolean isPast(Retry retry, long now) {
        String before = past.stateOf(retry.tenant(), retry.remediationId());
        boolean done = before != null && !before.equals(REFUSED);
        boolean old = setup.tuning().tooOld(retry.at(), now);
        if (done || old) {
            LOG.warn(
                    "{} is not tried again: {}",
                    retry.remediationId(),
                    done ? "it is " + before : "asked too long ago");
        }
        return done || old;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RemediationNews> out) throws Exception {
        long now = now(context);
        endFormer(context, out);
        for (String id : agenda.rang(now)) {
            RemediationState known = remediations.get(id);
            if (id.equals(Agenda.SWEEP)) {
                sweep(context.getCurrentKey(), now);
            } else if (known == null) {
                agenda.remove(id);
            } else if (desk.awaits(Topics.key(context.getCurrentKey(), id))) {
                agenda.put(id, now + desk.lookAfterMs());
            } else {
                proceed(RemediationProgress.resume(known, setup.tuning(), run(context)), context, out);
            }
        }
        agenda.arm(context.timerService());
    }

    /** State of a version that kept each remediation under a key of its own: said to be unknown rather than lost. */
    private void endFormer(Context context, Collector<RemediationNews> out) throws Exception {
        RemediationState state = former.value();
        if (state != null) {
            former.clear();
            RemediationProgress progress = RemediationProgress.resume(state, setup.tuning(), run(context));
            if (!progress.isOver()) {
                progress.lost(now(context));
                emit(progress, out);
            }
        }
    }

    private void sweep(String tenant, long now) throws Exception {
        boolean empty = remediations.sweep(now);
        empty &= guards.sweep(tenant, setup.tuning().forgetAfterMs(), now);
        if (empty) {
            agenda.remove(Agenda.SWEEP);
        } else {
            agenda.put(Agenda.SWEEP, now + sweepEveryMs());
        }
    }

    private long sweepEveryMs() {
        return Math.max(1000, setup.tuning().forgetAfterMs() / 24);
    }

    private void proceed(RemediationProgress progress, Context context, Collector<RemediationNews> out)
            throws Exception {
        String id = progress.request().remediationId();
        String key = deskKey(progress);
        long now = now(context);
        CallDesk.Answer<RunnerCall, RunnerCall.Answer> answer = desk.collect(key);
        if (answer != null) {
            take(answer, progress, now);
        }
        long wakeAt = desk.busy(key) ? now + desk.lookAfterMs() : start(key, progress, now);
        if (!progress.intends()) {
            intents.settled(key);
        }
        letter(progress, context);
        emit(progress, out);
        remediations.put(id, progress.state());
        if (progress.isOver()) {
            guards.leave(id);
            if (progress.touchedNothing()) {
                guards.giveBack(progress.request());
            }
            agenda.remove(id);
            if (!agenda.has(Agenda.SWEEP)) {
                agenda.put(Agenda.SWEEP, now + sweepEveryMs());
            }
        } else {
            agenda.put(id, wakeAt);
        }
    }

    private void emit(RemediationProgress progress, Collector<RemediationNews> out) {
        for (RemediationNews news : progress.takeNews()) {
            if (news.state().equals(REFUSED)) {
                metrics.refused(news.reason());
            }
            out.collect(news);
        }
    }

    private void letter(RemediationProgress progress, Context context) {
        LaunchOutcome.Refused refused = progress.takeLetter();
        if (refused != null) {
            context.output(DeadLetters.TAG, Retries.letter(progress.request(), refused, now(context)));
        }
    }

    private long start(String key, RemediationProgress progress, long now) {
        boolean intended = progress.intends();
        RunnerCall call = progress.next(now, intents.safe(key));
        if (!intended && progress.intends()) {
            FailPoint.reach("before-durable", "launch");
            intents.intend(key);
            call = progress.next(now, intents.safe(key));
        }
        if (call instanceof RunnerCall.Launch) {
            FailPoint.reach("after-durable", "launch");
        }
        if (call != null) {
            return now
                    + (desk.handIn(key, call)
                            ? desk.lookAfterMs()
                            : setup.tuning().retryFirstMs());
        }
        return progress.intends() ? now + LOOK_FOR_CHECKPOINT_MS : progress.wakeAt();
    }

    private void take(CallDesk.Answer<RunnerCall, RunnerCall.Answer> answer, RemediationProgress progress, long now)
            throws Exception {
        if (answer.problem() != null) {
            LOG.error("the playbook runner broke", answer.problem());
        }
        RunnerCall.Answer result = answer.result();
        if (answer.order() instanceof RunnerCall.Preflight) {
            preflighted(
                    result == null ? new PreflightOutcome.Retry("runner-broke", Duration.ZERO) : result.preflight(),
                    progress,
                    now);
        } else if (answer.order() instanceof RunnerCall.Launch) {
            FailPoint.reach("before-receipt", "launch");
            progress.launched(
                    result == null ? new LaunchOutcome.Wait("runner-broke", Duration.ZERO) : result.launch(), now);
        } else if (answer.order() instanceof RunnerCall.Look) {
            progress.looked(
                    result == null ? new LaunchOutcome.Wait("runner-broke", Duration.ZERO) : result.launch(), now);
        } else if (answer.order() instanceof RunnerCall.Poll) {
            progress.polled(result == null ? JobState.unreachable("runner-broke", null) : result.job(), now);
            holdWaiting(progress, now);
        } else {
            progress.cancelled(
                    result == null ? new CancelOutcome(CancelOutcome.State.UNKNOWN, "runner-broke") : result.cancel(),
                    now);
        }
    }

    /** What waits for a person has not begun, so brakes and downtimes still stop it. */
    private void holdWaiting(RemediationProgress progress, long now) {
        GuardRefusal no = progress.awaitsPerson() ? gate.refusal(progress.request(), now) : null;
        if (no != null && progress.hold(no.reason(), no.detail(), now)) {
            metrics.refused(no.reason());
        }
    }

    private void preflighted(PreflightOutcome outcome, RemediationProgress progress, long now) throws Exception {
        progress.preflighted(outcome, now);
        if (outcome instanceof PreflightOutcome.Ready ready) {
            GuardRefusal no = guards.touch(progress.request(), ready.fleet(), ready.hosts(), now);
            if (no == null) {
                progress.cleared(now);
            } else {
                progress.refuse(no.reason(), no.detail(), now);
            }
        }
    }

    private static String deskKey(RemediationProgress progress) {
        return Topics.key(progress.request().tenant(), progress.request().remediationId());
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
        if (runner != null) {
            runner.close();
        }
        if (controls != null) {
            controls.close();
        }
    }
}
