package io.weir.pipeline.deliver;

import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.JobState;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.PlaybookRunner;
import java.time.Duration;
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

/** Runs the playbooks that were asked for, and tells what became of them. Called in the way of {@link TicketDelivery}. */
final class RemediationExecution extends KeyedProcessFunction<String, Remediation, RemediationNews>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RemediationExecution.class);
    private static final long LOOK_FOR_CHECKPOINT_MS = 100;

    private final Runners runners;
    private final DeliverTuning tuning;
    private final int calls;
    private final boolean checkpointed;

    private transient Run run;
    private transient IntentLedger intents;
    private transient PlaybookRunner runner;
    private transient CallDesk<RunnerCall, RunnerCall.Answer> desk;
    private transient ValueState<RemediationState> remediations;
    private transient Alarm alarm;

    /**
     * The operator.
     *
     * @param runners null when there is no runner: everything is refused
     * @param calls calls at once, per task
     * @param checkpointed whether the job makes checkpoints; without them nothing waits for one
     */
    RemediationExecution(Runners runners, DeliverTuning tuning, int calls, boolean checkpointed) {
        this.runners = runners;
        this.tuning = tuning;
        this.calls = calls;
        this.checkpointed = checkpointed;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        intents =
                new IntentLedger(checkpointed, context.getRestoredCheckpointId().orElse(0));
    }

    @Override
    public void open(OpenContext context) {
        runner = runners == null ? null : runners.open();
        desk = new CallDesk<>("runner-calls", calls, call -> call.ask(runner));
        remediations = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("remediation", TypeInformation.of(RemediationState.class)));
        alarm = new Alarm(getRuntimeContext());
        getRuntimeContext().getMetricGroup().addGroup("weir").gauge("callsInFlight", desk::inFlight);
    }

    @Override
    public void processElement(Remediation remediation, Context context, Collector<RemediationNews> out)
            throws Exception {
        RemediationState known = remediations.value();
        boolean takenBack = remediation.kind() == Remediation.Kind.CANCELLED;
        RemediationProgress progress;
        if (takenBack && (known == null || known.phase() == RemediationState.Phase.OVER)) {
            return; // too late: its request came before it in the same partition, and it is over
        }
        if (known == null) {
            progress = RemediationProgress.begin(remediation, tuning, run(context), runner != null, now(context));
        } else if (takenBack) {
            progress = RemediationProgress.resume(known, tuning, run(context));
            progress.withdraw(remediation, now(context));
            if (desk.takeBack(context.getCurrentKey())) {
                LOG.info("{} was taken back before it was asked for", remediation.remediationId());
            }
        } else {
            return; // repeated
        }
        proceed(progress, context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RemediationNews> out) throws Exception {
        alarm.rang();
        if (desk.awaits(context.getCurrentKey())) {
            alarm.set(context.timerService(), now(context) + desk.lookAfterMs());
            return;
        }
        RemediationState known = remediations.value();
        if (known != null) {
            proceed(RemediationProgress.resume(known, tuning, run(context)), context, out);
        }
    }

    private void proceed(RemediationProgress progress, Context context, Collector<RemediationNews> out)
            throws Exception {
        String key = context.getCurrentKey();
        long now = now(context);
        CallDesk.Answer<RunnerCall, RunnerCall.Answer> answer = desk.collect(key);
        if (answer != null) {
            take(answer, progress, now);
        }
        long wakeAt = desk.busy(key) ? now + desk.lookAfterMs() : start(key, progress, now);
        if (!progress.intends()) {
            intents.settled(key);
        }
        progress.takeNews().forEach(out::collect);
        if (progress.forgotten(now)) {
            remediations.clear();
            alarm.off(context.timerService());
        } else {
            remediations.update(progress.state());
            alarm.set(context.timerService(), wakeAt);
        }
    }

    private long start(String key, RemediationProgress progress, long now) {
        boolean intended = progress.intends();
        RunnerCall call = progress.next(now, intents.safe(key));
        if (!intended && progress.intends()) {
            intents.intend(key);
            call = progress.next(now, intents.safe(key));
        }
        if (call != null) {
            return now + (desk.handIn(key, call) ? desk.lookAfterMs() : tuning.retryFirstMs());
        }
        return progress.intends() ? now + LOOK_FOR_CHECKPOINT_MS : progress.wakeAt();
    }

    private void take(CallDesk.Answer<RunnerCall, RunnerCall.Answer> answer, RemediationProgress progress, long now) {
        if (answer.problem() != null) {
            LOG.error("the playbook runner broke", answer.problem());
        }
        RunnerCall.Answer result = answer.result();
        if (answer.order() instanceof RunnerCall.Launch) {
            progress.launched(
                    result == null ? new LaunchOutcome.Wait("runner-broke", Duration.ZERO) : result.launch(), now);
        } else if (answer.order() instanceof RunnerCall.Poll) {
            progress.polled(result == null ? JobState.unreachable("runner-broke", null) : result.job(), now);
        } else {
            progress.cancelled(
                    result == null ? new CancelOutcome(CancelOutcome.State.UNKNOWN, "runner-broke") : result.cancel(),
                    now);
        }
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
        if (runner != null) {
            runner.close();
        }
    }
}
