package io.weir.sink.awx;

import static io.weir.sink.awx.AwxRig.launched;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.awx.AwxJob;
import io.weir.sandbox.awx.HostResult;
import io.weir.sandbox.awx.JobOutcome;
import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.Fixtures;
import io.weir.sink.JobState;
import io.weir.sink.LaunchGate;
import io.weir.sink.LaunchOutcome.Launched;
import io.weir.sink.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From the launch to the verdict. */
class AwxJobTest {
    private static final Remediation AUTO = Fixtures.remediation("rem-1", Remediation.Mode.AUTO);
    private static final Remediation DRY = Fixtures.remediation("rem-2", Remediation.Mode.DRY_RUN);

    @Test
    void runsThePlaybookOnOneHostAndSaysWhatItDid() {
        try (AwxRig rig = AwxRig.restarting()) {
            Launched launched = launched(rig.runner.launch(AUTO, LaunchGate.OPEN));
            assertThat(launched.adopted()).isFalse();
            assertThat(launched.jobUrl()).endsWith("/#/jobs/playbook/" + launched.jobId());
            JobState state = rig.end(launched.jobId(), AUTO);
            assertThat(state.verdict()).isEqualTo(Verdict.SUCCEEDED);
            assertThat(state.detail()).isEqualTo("effect: restarted");
            AwxJob job = rig.sandbox.jobs().get(0);
            assertThat(job.limit()).isEqualTo("web-01");
            assertThat(job.labels()).containsExactly("rem-1");
            assertThat(job.jobType()).isEqualTo("run");
            assertThat(job.extraVars())
                    .contains("\"remediation_id\"")
                    .contains("rem-1")
                    .contains("nginx")
                    .contains(Fixtures.INCIDENT);
            assertThat(launched(rig.runner.launch(AUTO, LaunchGate.OPEN))).returns(true, Launched::adopted);
            assertThat(rig.sandbox.jobs()).hasSize(1);
        }
    }

    @Test
    void aDryRunChecksAndNeverSucceeds() {
        try (AwxRig rig = AwxRig.restarting()) {
            String id = launched(rig.runner.launch(DRY, LaunchGate.OPEN)).jobId();
            assertThat(rig.end(id, DRY).verdict()).isEqualTo(Verdict.NO_EFFECT);
            assertThat(rig.end(id, DRY).detail()).startsWith("check mode:");
            assertThat(rig.sandbox.jobs().get(0).jobType()).isEqualTo("check");
            assertThat(rig.posts("/launch").get(0).body()).contains("\"diff_mode\":true");
        }
    }

    @Test
    void aPlaybookThatMatchedNoHostHadNoEffect() {
        try (AwxRig rig = AwxRig.running(run -> JobOutcome.successful(Map.of(), "", "skipping: no hosts matched\n"))) {
            String id = launched(rig.runner.launch(AUTO, LaunchGate.OPEN)).jobId();
            JobState state = rig.end(id, AUTO);
            assertThat(state.verdict()).isEqualTo(Verdict.NO_EFFECT);
            assertThat(state.detail()).isEqualTo("playbook matched no host: nothing was done");
        }
    }

    @Test
    void aFailureShowsTheLastLinesWithoutSecrets() {
        String output =
                "TASK [restart nginx]\nfatal: [web-01]: FAILED! => {\"password\": \"hunter2\", \"msg\": \"boom\"}\n";
        try (AwxRig rig = AwxRig.running(run -> JobOutcome.failed(Map.of("web-01", HostResult.failed()), output))) {
            String id = launched(rig.runner.launch(AUTO, LaunchGate.OPEN)).jobId();
            JobState state = rig.end(id, AUTO);
            assertThat(state.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(state.detail())
                    .contains("restart nginx")
                    .contains("boom")
                    .doesNotContain("hunter2");
            assertThat(state.infrastructure()).isFalse();
        }
    }

    @Test
    void aPendingJobCanBeCanceledOnce() {
        try (AwxRig rig = AwxRig.pending()) {
            String id = launched(rig.runner.launch(AUTO, LaunchGate.OPEN)).jobId();
            JobState state = rig.runner.poll(id, AUTO);
            assertThat(state.status()).isEqualTo("pending");
            assertThat(state.finished()).isFalse();
            assertThat(rig.runner.cancel(id, AUTO).state()).isEqualTo(CancelOutcome.State.REQUESTED);
            assertThat(rig.end(id, AUTO).verdict()).isEqualTo(Verdict.CANCELED);
            assertThat(rig.runner.cancel(id, AUTO).state()).isEqualTo(CancelOutcome.State.ALREADY_FINISHED);
            assertThat(rig.runner.cancel("4711", AUTO).state()).isEqualTo(CancelOutcome.State.NOT_FOUND);
        }
    }

    @Test
    void manyJobsAreAskedForAtOnce() {
        try (AwxRig rig = AwxRig.pending()) {
            Remediation other = Fixtures.remediation("rem-3", Remediation.Mode.AUTO);
            String one = launched(rig.runner.launch(AUTO, LaunchGate.OPEN)).jobId();
            String two = launched(rig.runner.launch(other, LaunchGate.OPEN)).jobId();
            rig.sandbox.clearRequests();
            Map<String, JobState> states = rig.runner.poll(Map.of(one, AUTO, two, other));
            assertThat(states).hasSize(2).allSatisfy((id, state) -> {
                assertThat(state.status()).isEqualTo("pending");
                assertThat(state.jobUrl()).endsWith("/" + id);
            });
            assertThat(rig.sandbox.requests()).hasSize(1);
            rig.runner.cancel(one, AUTO);
            states = rig.runner.poll(Map.of(one, AUTO, two, other, "4711", AUTO));
            assertThat(states.get(one).verdict()).isEqualTo(Verdict.CANCELED);
            assertThat(states.get(two).finished()).isFalse();
            assertThat(states.get("4711").verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void anUnreachableAwxIsNoVerdict() {
        try (AwxRig rig = AwxRig.pending()) {
            String id = launched(rig.runner.launch(AUTO, LaunchGate.OPEN)).jobId();
            rig.sandbox.close();
            JobState state = rig.runner.poll(id, AUTO);
            assertThat(state.status()).isEqualTo(JobState.UNREACHABLE);
            assertThat(state.finished()).isFalse();
            assertThat(rig.runner.poll(Map.of(id, AUTO)))
                    .hasEntrySatisfying(id, s -> assertThat(s.status()).isEqualTo(JobState.UNREACHABLE));
            assertThat(rig.runner.cancel(id, AUTO).state()).isEqualTo(CancelOutcome.State.UNKNOWN);
        }
    }
}
