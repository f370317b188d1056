package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.pipeline.Samples;
import io.weir.schema.DeadLetter;
import io.weir.schema.Remediation;
import io.weir.schema.Remediation.Mode;
import io.weir.schema.Retry;
import io.weir.schema.Wire;
import io.weir.sink.JobState;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.PreflightOutcome;
import io.weir.sink.Verdict;
import io.weir.sink.awx.AwxOptions;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What the executor does not do, and that it says why. */
class GuardedExecutionTest extends ExecutionFixture {
    private static final JobState RUNNING = JobState.running("running", null, null);
    private static final JobState AWAITING = JobState.running(JobState.AWAITING_APPROVAL, null, "http://awx/approve/6");

    private void assertRefused(String id, String reason) {
        assertThat(told(id)).containsExactly("refused");
        RemediationNews news = flink.extractOutputValues().stream()
                .filter(n -> n.request().remediationId().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(news.reason()).isEqualTo(reason);
        assertThat(news.note().text()).startsWith("Remediation not started: " + reason + ". ");
        assertThat(letters()).as("a guardrail is no mistake to correct").isEmpty();
    }

    @Test
    void oneAtATimePerTargetAndTheNextOneWhenItIsOver() throws Exception {
        start(null);
        awx.polling(RUNNING);
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        in(request("rem-2", "i2", "web1", Mode.AUTO));
        assertRefused("rem-2", "concurrency");
        untilTold("rem-1", "succeeded");
        in(request("rem-3", "i3", "web1", Mode.AUTO));
        untilTold("rem-3", "succeeded");
        assertThat(told("rem-2")).as("refused, not queued").containsExactly("refused");
    }

    @Test
    void whatRunsStillCountsAfterARestore() throws Exception {
        start(null);
        awx.hold();
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        untilCalled(1);
        OperatorSubtaskState state = snapshot();
        awx.release();
        flink.close();
        awx = new ScriptedRunner();
        start(state);
        in(request("rem-2", "i2", "web1", Mode.AUTO));
        assertRefused("rem-2", "concurrency");
    }

    @Test
    void onlySoManyHostsOfAnInventoryWithinTheWindow() throws Exception {
        limits = new AwxOptions.Guardrails(100, 100, 100, 10, 60_000, 100);
        awx.preflighting(new PreflightOutcome.Ready("2", 10), new PreflightOutcome.Ready("2", 10));
        start(null);
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        untilTold("rem-1", "succeeded");
        in(request("rem-2", "i2", "web2", Mode.AUTO));
        untilTold("rem-2", "refused");
        assertRefused("rem-2", "fleet-share");
        assertThat(awx.calls()).containsExactly("launch", "poll");
        pass(60_000);
        in(request("rem-3", "i3", "web3", Mode.AUTO));
        untilTold("rem-3", "succeeded");
    }

    @Test
    void dryRunsCountForNothing() throws Exception {
        limits = new AwxOptions.Guardrails(100, 100, 100, 1, 60_000, 1);
        start(null);
        for (int i = 0; i < 3; i++) {
            in(request("rem-dry" + i, "i1", "web" + i, Mode.DRY_RUN));
            untilTold("rem-dry" + i, "succeeded");
        }
        in(request("rem-1", "i1", "web9", Mode.AUTO));
        untilTold("rem-1", "succeeded");
    }

    @Test
    void anIncidentReachesOnlySoManyHosts() throws Exception {
        limits = new AwxOptions.Guardrails(100, 100, 100, 100, 60_000, 2);
        start(null);
        for (int i = 1; i <= 2; i++) {
            in(request("rem-" + i, "i1", "web" + i, Mode.AUTO));
            untilTold("rem-" + i, "succeeded");
        }
        in(request("rem-3", "i1", "web3", Mode.AUTO));
        assertRefused("rem-3", "blast-radius");
        in(request("rem-4", "i2", "web3", Mode.AUTO));
        untilTold("rem-4", "succeeded");
    }

    @Test
    void aBrakeStopsWhatIsAskedFor() throws Exception {
        start(null);
        controls.set(brake("other", true));
        controls.set(brake(TENANT, true));
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        assertRefused("rem-1", "brake");
        assertThat(last().note().text()).contains("this tenant by ada").contains("storm");
        controls.set(brake(TENANT, false));
        controls.set(brake(null, true));
        in(request("rem-2", "i1", "web1", Mode.AUTO));
        assertRefused("rem-2", "brake");
        assertThat(last().note().text()).contains("for all tenants");
        controls.set(brake(null, false));
        in(request("rem-3", "i1", "web1", Mode.AUTO));
        untilTold("rem-3", "succeeded");
    }

    @Test
    void aBrakeStopsALaunchAtTheLastMoment() throws Exception {
        start(null);
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        pass(500);
        controls.set(brake(null, true));
        untilTold("rem-1", "refused");
        assertRefused("rem-1", "brake");
        assertThat(awx.calls()).doesNotContain("launch");
    }

    @Test
    void aDowntimeThatBeganAfterTheAlertStopsIt() throws Exception {
        start(null);
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        pass(500);
        controls.down(TENANT, "host=\"web1\"");
        untilTold("rem-1", "refused");
        assertRefused("rem-1", "in-downtime");
        assertThat(last().note().text()).contains("dt-1").contains("new disks");
        in(request("rem-2", "i2", "web2", Mode.AUTO));
        untilTold("rem-2", "succeeded");
    }

    @Test
    void nothingIsLaunchedWhileBrakesCannotBeRead() throws Exception {
        start(null);
        controls.readable(false);
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        untilCalled(3);
        assertThat(awx.calls()).containsOnly("held");
        assertThat(told()).isEmpty();
        controls.readable(true);
        untilTold("rem-1", "succeeded");
    }

    @Test
    void whoeverIsAskedApproves() throws Exception {
        start(null);
        awx.polling(RUNNING, AWAITING, AWAITING, JobState.running(JobState.APPROVED, "Approved by ada.", null));
        in(request("rem-1", "i1", "web1", Mode.APPROVE));
        untilTold("rem-1", "awaiting-approval");
        assertThat(last().note().link()).isEqualTo("http://awx/approve/6");
        untilTold("rem-1", "succeeded");
        assertThat(told("rem-1")).containsExactly("launched", "awaiting-approval", "approved", "succeeded");
        assertThat(flink.extractOutputValues().get(2).note().text()).contains("Approved by ada.");
    }

    @Test
    void whoeverIsAskedDenies() throws Exception {
        start(null);
        awx.polling(AWAITING, new JobState("failed", true, Verdict.DENIED, "Denied by ada.", null, false));
        in(request("rem-1", "i1", "web1", Mode.APPROVE));
        untilTold("rem-1", "denied");
        assertThat(last().note().text()).startsWith("Remediation denied").contains("Denied by ada.");
    }

    @Test
    void nobodyApprovesInTime() throws Exception {
        start(null);
        awx.polling(AWAITING);
        in(request(Samples.requested("i1", "rem-1", now + 600_000), "web1", Mode.APPROVE, Map.of()));
        untilTold("rem-1", "awaiting-approval");
        awx.polling(AWAITING, new JobState("canceled", true, Verdict.CANCELED, null, null, false));
        pass(600_000);
        untilTold("rem-1", "expired");
        assertThat(awx.calls()).contains("cancel");
        assertThat(last().note().text()).startsWith("Remediation expired: nobody approved");
    }

    @Test
    void anAlertThatEndsWhileApprovalIsAwaitedStopsTheWorkflow() throws Exception {
        start(null);
        awx.polling(AWAITING, new JobState("canceled", true, Verdict.CANCELED, null, null, false));
        in(request("rem-1", "i1", "web1", Mode.APPROVE));
        untilTold("rem-1", "awaiting-approval");
        in(Samples.remediation("i1", "rem-1", Remediation.Kind.CANCELLED, 0, "the alert resolved"));
        untilTold("rem-1", "canceled");
        assertThat(awx.calls()).contains("cancel");
        assertThat(last().reason()).isEqualTo("the alert resolved");
    }

    @Test
    void whoWaitsForApprovalTakesUpAPlace() throws Exception {
        limits = new AwxOptions.Guardrails(1, 1, 1, 100, 60_000, 100);
        start(null);
        awx.polling(AWAITING);
        in(request("rem-1", "i1", "web1", Mode.APPROVE));
        untilTold("rem-1", "awaiting-approval");
        in(request("rem-2", "i2", "web2", Mode.AUTO));
        assertRefused("rem-2", "concurrency");
    }

    @Test
    void aBrakeStopsWhatWaitsForApproval() throws Exception {
        start(null);
        awx.polling(AWAITING, AWAITING, new JobState("canceled", true, Verdict.CANCELED, null, null, false));
        in(request("rem-1", "i1", "web1", Mode.APPROVE));
        untilTold("rem-1", "awaiting-approval");
        controls.set(brake(TENANT, true));
        untilTold("rem-1", "canceled");
        assertThat(awx.calls()).containsOnlyOnce("cancel");
        assertThat(last().reason()).startsWith("brake: ");
        assertThat(last().note().text()).contains("by ada").contains("storm");
    }

    @Test
    void aDowntimeStopsWhatWaitsForApproval() throws Exception {
        start(null);
        awx.polling(AWAITING, AWAITING, new JobState("canceled", true, Verdict.CANCELED, null, null, false));
        in(request("rem-1", "i1", "web1", Mode.APPROVE));
        untilTold("rem-1", "awaiting-approval");
        controls.down(TENANT, "host=\"web1\"");
        untilTold("rem-1", "canceled");
        assertThat(last().reason()).startsWith("in-downtime: ");
    }

    @Test
    void whatWasNeverLaunchedCountsNeitherForTheFleetNorForTheIncident() throws Exception {
        limits = new AwxOptions.Guardrails(100, 100, 100, 1, 60_000, 1);
        start(null);
        awx.launching(new LaunchOutcome.Refused("launch-refused", "survey"));
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        untilTold("rem-1", "refused");
        in(request("rem-2", "i1", "web2", Mode.AUTO));
        untilTold("rem-2", "succeeded");
        in(request("rem-3", "i1", "web3", Mode.AUTO));
        assertThat(told("rem-3")).containsExactly("refused");
        assertThat(last().reason()).isEqualTo("blast-radius");
    }

    @Test
    void whatRanAlthoughItWasRefusedCounts() throws Exception {
        limits = new AwxOptions.Guardrails(100, 100, 100, 1, 60_000, 1);
        start(null);
        awx.launching(new LaunchOutcome.Refused("limit-ignored", "canceled"));
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        untilTold("rem-1", "refused");
        in(request("rem-2", "i1", "web2", Mode.AUTO));
        untilTold("rem-2", "refused");
        assertThat(last().reason()).isEqualTo("blast-radius");
    }

    @Test
    void whatWasTakenBackAfterItsRefusalIsNotTriedAgain() throws Exception {
        start(null);
        awx.preflighting(new PreflightOutcome.Refused("template-not-found", "no such template"));
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        untilTold("rem-1", "refused");
        in(Samples.remediation("i1", "rem-1", Remediation.Kind.CANCELLED, 0, "the alert resolved"));
        in(retry(letters().get(0), TENANT));
        for (int i = 0; i < 5; i++) {
            step();
        }
        assertThat(told("rem-1")).containsExactly("refused");
        assertThat(awx.calls()).isEmpty();
    }

    @Test
    void aRetryOfWhatHasAnotherReceiptOrIsTooOldIsPassedOver() throws Exception {
        String[] before = {"canceled"};
        past = (tenant, id) -> before[0];
        start(null);
        Remediation request = request("rem-1", "i1", "web1", Mode.AUTO);
        DeadLetter letter = Retries.letter(request, new LaunchOutcome.Refused("template-not-found", "none"), now);
        in(retry(letter, TENANT));
        completeCheckpoint();
        assertThat(flink.numKeyedStateEntries()).as("it was canceled").isZero();
        before[0] = "refused";
        in(retry(letter, TENANT, now - TUNING.maxAgeMs() - 1));
        completeCheckpoint();
        assertThat(flink.numKeyedStateEntries()).as("too old").isZero();
        in(retry(letter, TENANT));
        untilTold("rem-1", "succeeded");
    }

    @Test
    void aRefusalThatIsKnownOnlyFromItsReceiptIsToldAgain() throws Exception {
        past = (tenant, id) -> "refused";
        start(null);
        in(Samples.remediation("i1", "rem-1", Remediation.Kind.REFUSED, 0, "cooldown"));
        in(request("rem-2", "i1", "web2", Mode.AUTO));
        step();
        assertThat(told()).containsExactly("refused", "refused");
        assertThat(flink.extractOutputValues().get(0).note().id()).isEqualTo("rem-1:refused");
        assertThat(last().note().id()).isEqualTo("rem-2:refused");
        assertThat(awx.calls()).isEmpty();
    }

    @Test
    void aJobThatDidNotBeginInTimeIsCancelled() throws Exception {
        start(null);
        JobState pending = JobState.running("pending", null, null);
        awx.polling(pending);
        in(request(Samples.requested("i1", "rem-1", now + 600_000), "web1", Mode.AUTO, Map.of()));
        untilCalled(2);
        awx.polling(pending, new JobState("canceled", true, Verdict.CANCELED, null, null, false));
        pass(600_000);
        untilTold("rem-1", "canceled");
        assertThat(awx.calls()).contains("cancel");
        assertThat(last().reason()).isEqualTo("expired before it began");
    }

    @Test
    void aPlaybookThatRunsTooLongIsCancelled() throws Exception {
        start(null);
        awx.polling(RUNNING, RUNNING);
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        untilTold("rem-1", "running");
        awx.polling(RUNNING, new JobState("canceled", true, Verdict.CANCELED, null, null, false));
        pass(TUNING.runTimeoutMs());
        untilTold("rem-1", "canceled");
        assertThat(awx.calls()).contains("cancel");
        assertThat(last().note().text()).contains("it ran longer than 60 minutes");
    }

    @Test
    void aMistakeInTheSetUpCanBeCorrectedAndTriedAgain() throws Exception {
        start(null);
        awx.preflighting(new PreflightOutcome.Refused("template-not-found", "no such template"));
        Remediation request = request(Samples.requested("i1", "rem-1", now + 60_000), "web1", Mode.AUTO, Map.of());
        in(request);
        untilTold("rem-1", "refused");
        assertThat(letters()).hasSize(1);
        DeadLetter letter = letters().get(0);
        assertThat(letter.stage()).isEqualTo("awx");
        assertThat(letter.reason()).isEqualTo("template-not-found");
        assertThat(letter.remediationId()).isEqualTo("rem-1");
        assertThat(Wire.REMEDIATION.read(letter.body())).isEqualTo(request);

        pass(200_000);
        assertThat(flink.numKeyedStateEntries()).as("forgotten").isZero();
        awx.launching(new LaunchOutcome.Refused("launch-refused", "survey"));
        in(retry(letter, TENANT));
        in(retry(letter, TENANT));
        quickly().until(() -> {
            step();
            return told("rem-1").size() == 2;
        });
        assertThat(last().note().id()).isEqualTo("rem-1:refused-1");
        in(retry(letter, TENANT));
        untilTold("rem-1", "succeeded");
        assertThat(awx.calls()).containsExactly("launch", "launch", "poll");

        in(retry(letter, TENANT));
        step();
        assertThat(told("rem-1")).as("it has a job").hasSize(4);
    }

    @Test
    void aRetryPassesTheGuardrailsToo() throws Exception {
        start(null);
        awx.preflighting(new PreflightOutcome.Refused("template-not-found", "no such template"));
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        untilTold("rem-1", "refused");
        DeadLetter letter = letters().get(0);
        in(retry(letter, "other"));
        controls.set(brake(TENANT, true));
        in(retry(letter, TENANT));
        assertThat(told("rem-1")).containsExactly("refused", "refused");
        assertThat(last().reason()).isEqualTo("brake");
        assertThat(awx.calls()).isEmpty();
    }

    @Test
    void whatHasAReceiptIsNotDoneAgain() throws Exception {
        past = (tenant, id) -> id.equals("rem-1") ? "succeeded" : null;
        start(null);
        in(request("rem-1", "i1", "web1", Mode.AUTO));
        in(request("rem-2", "i2", "web2", Mode.AUTO));
        untilTold("rem-2", "succeeded");
        assertThat(told("rem-1")).isEmpty();
        assertThat(awx.calls()).containsExactly("launch", "poll");
    }

    private static Retry retry(DeadLetter letter, String tenant) {
        return retry(letter, tenant, 1L);
    }

    private static Retry retry(DeadLetter letter, String tenant, long at) {
        return new Retry(
                tenant,
                "0-1",
                letter.stage(),
                letter.reason(),
                letter.source(),
                letter.body(),
                letter.incidentId(),
                letter.remediationId(),
                "ada",
                at);
    }
}
