package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.remediation;
import static io.weir.pipeline.Samples.requested;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.JobState;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.Verdict;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class RemediationExecutionTest extends ExecutionFixture {
    private static final LaunchOutcome FOUND = new LaunchOutcome.Launched("41", "http://awx/41", true);

    @Test
    void aRequestRunsToItsVerdict() throws Exception {
        start(null);
        awx.polling(
                JobState.running("pending", null, null),
                JobState.running("running", null, null),
                JobState.unreachable("timeout", null),
                JobState.running("running", null, null));
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        pass(5000);
        assertThat(awx.calls()).as("the intent is not in a checkpoint yet").isEmpty();
        completeCheckpoint();
        untilTold("succeeded");

        assertThat(told()).containsExactly("launched", "running", "succeeded");
        assertThat(awx.calls()).containsExactly("launch", "poll", "poll", "poll", "poll", "poll");
        RemediationNews last = flink.extractOutputValues().get(2);
        assertThat(last.jobId()).isEqualTo("42");
        assertThat(last.note().id()).isEqualTo("rem-1:succeeded");
        assertThat(last.note().link()).isEqualTo("http://awx/42");
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        pass(60_000);
        assertThat(awx.calls()).as("repeated request").hasSize(6);

        pass(200_000);
        assertThat(flink.numKeyedStateEntries()).isZero();
        assertThat(flink.numProcessingTimeTimers()).isZero();
    }

    @Test
    void aRefusalIsTold() throws Exception {
        start(null);
        in(remediation("i1", "rem-1", Remediation.Kind.REFUSED, 0, "cooldown"));
        assertThat(told()).containsExactly("refused");
        assertThat(flink.extractOutputValues().get(0).note().text()).contains("cooldown");
        assertThat(awx.calls()).isEmpty();
    }

    @Test
    void withoutARunnerEveryRequestIsRefused() throws Exception {
        start(null, null);
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        assertThat(told()).containsExactly("refused");
        assertThat(flink.extractOutputValues().get(0).reason()).isEqualTo("no-runner");
    }

    @Test
    void anExpiredRequestIsNotLaunched() throws Exception {
        start(null);
        in(requested("i1", "rem-1", now - 1));
        assertThat(told()).containsExactly("canceled");
        assertThat(flink.extractOutputValues().get(0).reason()).isEqualTo("expired");
        assertThat(awx.calls()).isEmpty();
    }

    @Test
    void aRequestThatExpiresWhileTheRunnerIsAwayIsGivenUp() throws Exception {
        start(null);
        awx.launching(new LaunchOutcome.Retry("circuit-open", Duration.ofMinutes(5)));
        in(requested("i1", "rem-1", now + 200_000));
        completeCheckpoint();
        untilCalled(1);
        pass(200_000);
        untilTold("canceled");
        assertThat(awx.calls()).containsExactly("launch");
        assertThat(now).isLessThan(1_000_000 + 300_000);
    }

    @Test
    void anUnclearLaunchThatExpiresIsNotCalledCanceled() throws Exception {
        start(null);
        awx.launching(new LaunchOutcome.Wait("timeout", Duration.ofMinutes(5)));
        in(requested("i1", "rem-1", now + 200_000));
        completeCheckpoint();
        untilCalled(1);
        pass(200_000);
        untilTold("unknown");
        assertThat(awx.calls()).as("looked for, not launched").containsExactly("launch", "held");
    }

    private void withdrawnInDoubt() throws Exception {
        start(null);
        awx.launching(new LaunchOutcome.Wait("timeout", Duration.ofMinutes(5)));
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        completeCheckpoint();
        untilCalled(1);
        pass(5000);
        awx.finding(new LaunchOutcome.Wait("settling", Duration.ofSeconds(60)), FOUND);
        in(remediation("i1", "rem-1", Remediation.Kind.CANCELLED, 0, "incident resolved"));
        untilCalled(2);
        pass(50);
        assertThat(told()).as("it may yet turn up").isEmpty();
        in(request("rem-2", "i2", "web1", Remediation.Mode.AUTO));
        assertThat(told("rem-2")).as("the place is kept").containsExactly("refused");
    }

    @Test
    void theJobOfAWithdrawnLaunchInDoubtIsFoundAndStoppedWhenItHasNotBegun() throws Exception {
        awx.polling(
                JobState.running("pending", null, null),
                new JobState("canceled", true, Verdict.CANCELED, null, null, false));
        withdrawnInDoubt();
        pass(60_000);
        untilTold("rem-1", "canceled");
        assertThat(awx.calls()).containsExactly("launch", "look", "look", "poll", "cancel", "poll");
        assertThat(last().jobId()).isEqualTo("41");
    }

    @Test
    void theJobOfAWithdrawnLaunchInDoubtThatRunsIsWatchedToItsEnd() throws Exception {
        awx.polling(JobState.running("running", null, null));
        withdrawnInDoubt();
        pass(60_000);
        untilTold("rem-1", "succeeded");
        assertThat(awx.calls()).containsExactly("launch", "look", "look", "poll", "poll");
    }

    @Test
    void aJobThatCannotBeAskedAtFirstIsAskedAgain() throws Exception {
        start(null);
        awx.polling(JobState.unreachable("timeout", null));
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        completeCheckpoint();
        untilCalled(2);
        in(remediation("i1", "rem-1", Remediation.Kind.CANCELLED, 0, "incident resolved"));
        untilTold("succeeded");
    }

    @Test
    void aStopThatIsNeverAnsweredIsGivenUpAfterADay() throws Exception {
        start(null);
        CancelOutcome unknown = new CancelOutcome(CancelOutcome.State.UNKNOWN, "timeout");
        awx.cancelling(unknown, unknown, unknown, unknown);
        JobState pending = JobState.running("pending", null, null);
        awx.polling(pending, pending, pending, pending, pending, pending);
        in(requested("i1", "rem-1", now + 600_000));
        completeCheckpoint();
        untilCalled(2);
        pass(600_000);
        quickly().until(() -> {
            step();
            return awx.calls().contains("cancel");
        });
        pass(24 * 3_600_000L);
        untilTold("unknown");
    }

    @Test
    void whatIsOlderThanTheAgeIsPassedOver() throws Exception {
        now = TUNING.maxAgeMs() + 3001;
        start(null);
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        in(remediation("i1", "rem-2", Remediation.Kind.REFUSED, 0, "cooldown"));
        for (int i = 0; i < 5; i++) {
            step();
        }
        assertThat(told()).isEmpty();
        assertThat(awx.calls()).isEmpty();
        assertThat(flink.numKeyedStateEntries()).isZero();
    }

    @Test
    void anUnclearLaunchIsAskedAgain() throws Exception {
        start(null);
        awx.launching(new LaunchOutcome.Wait("timeout", Duration.ofSeconds(30)));
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        completeCheckpoint();
        untilCalled(1);
        pass(1000);
        pass(28_000);
        completeCheckpoint();
        assertThat(awx.calls()).hasSize(1);
        pass(4000);
        completeCheckpoint();
        untilTold("succeeded");
        assertThat(told()).containsExactly("launched", "succeeded");
    }

    @Test
    void whatIsTakenBackBeforeItsLaunchIsNotLaunched() throws Exception {
        start(null);
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        in(remediation("i1", "rem-1", Remediation.Kind.CANCELLED, 0, "incident resolved"));
        completeCheckpoint();
        pass(5000);
        assertThat(told()).containsExactly("canceled");
        assertThat(awx.calls()).isEmpty();
    }

    @Test
    void whatIsNotKnownCannotBeTakenBack() throws Exception {
        start(null);
        in(remediation("i1", "rem-1", Remediation.Kind.CANCELLED, 0, "incident resolved"));
        pass(5000);
        assertThat(told()).isEmpty();
        assertThat(flink.numKeyedStateEntries()).isZero();
        assertThat(flink.numProcessingTimeTimers()).isZero();
    }

    @Test
    void whatIsOverCannotBeTakenBackNeitherBeforeNorAfterItIsForgotten() throws Exception {
        start(null);
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        completeCheckpoint();
        untilTold("succeeded");
        Remediation takenBack = remediation("i1", "rem-1", Remediation.Kind.CANCELLED, 0, "incident resolved");
        in(takenBack);
        pass(5000);
        assertThat(told()).containsExactly("launched", "succeeded");
        pass(200_000);
        assertThat(flink.numKeyedStateEntries()).as("forgotten").isZero();
        in(takenBack);
        pass(5000);
        assertThat(told()).containsExactly("launched", "succeeded");
        assertThat(awx.calls()).containsExactly("launch", "poll");
    }

    @Test
    void whatIsTakenBackDuringItsLaunchIsStopped() throws Exception {
        start(null);
        awx.hold();
        awx.polling(new JobState("canceled", true, Verdict.CANCELED, null, null, false));
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        completeCheckpoint();
        untilCalled(1);
        in(remediation("i1", "rem-1", Remediation.Kind.CANCELLED, 0, "incident resolved"));
        awx.release();
        untilTold("canceled");
        assertThat(awx.calls()).containsExactly("launch", "cancel", "poll");
    }

    @Test
    void whatRunsAlreadyIsNotStopped() throws Exception {
        start(null);
        awx.polling(JobState.running("running", null, null), JobState.running("running", null, null));
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        completeCheckpoint();
        untilTold("running");
        in(remediation("i1", "rem-1", Remediation.Kind.CANCELLED, 0, "incident resolved"));
        untilTold("succeeded");
        assertThat(awx.calls()).doesNotContain("cancel");
    }

    @Test
    void aLaunchedJobIsPolledOnAfterARestore() throws Exception {
        start(null);
        awx.polling(JobState.running("running", null, null));
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        completeCheckpoint();
        untilTold("running");
        OperatorSubtaskState state = snapshot();
        flink.close();
        awx = new ScriptedRunner();
        start(state);
        untilTold("succeeded");
        assertThat(awx.calls()).containsExactly("poll");
    }

    @Test
    void anUnansweredLaunchIsAskedAgainAfterARestore() throws Exception {
        start(null);
        awx.hold();
        in(requested("i1", "rem-1", Long.MAX_VALUE - 1));
        completeCheckpoint();
        untilCalled(1);
        OperatorSubtaskState state = snapshot();
        awx.release();
        flink.close();
        awx = new ScriptedRunner();
        awx.launching(new LaunchOutcome.Launched("41", "http://awx/41", true));
        start(state);
        untilTold("succeeded");
        assertThat(awx.calls()).containsExactly("launch", "poll");
        assertThat(flink.extractOutputValues().get(0).jobId()).isEqualTo("41");
    }
}
