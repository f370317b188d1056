package io.weir.sink.awx;

import static io.weir.sink.awx.AwxRig.launched;
import static io.weir.sink.awx.AwxRig.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.sandbox.awx.AwxHost;
import io.weir.sandbox.awx.AwxInventory;
import io.weir.sandbox.awx.AwxTemplate;
import io.weir.sandbox.awx.AwxWorkflow;
import io.weir.sandbox.awx.Prompt;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.Remediation;
import io.weir.sink.CancelOutcome;
import io.weir.sink.Fixtures;
import io.weir.sink.JobState;
import io.weir.sink.LaunchGate;
import io.weir.sink.LaunchOutcome;
import io.weir.sink.PreflightOutcome;
import io.weir.sink.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workflows that a person has to approve: nothing runs before, and all that runs is on one host. */
class AwxWorkflowTest {
    private static final Remediation APPROVE = Fixtures.remediation("rem-1", Remediation.Mode.APPROVE);
    private static final Remediation AUTO = Fixtures.remediation("rem-1", Remediation.Mode.AUTO);
    private static final AwxWorkflow WORKFLOW = AwxWorkflow.approved(20, "restart service", 7, Duration.ZERO);
    private static final AwxTemplate STEP =
            io.weir.sandbox.awx.AwxOptions.defaults().templates().get(0);

    /** The job template has another name than the workflow, so that neither can be taken for the other. */
    private static AwxRig rig(AwxWorkflow workflow) {
        return rig(workflow, STEP);
    }

    private static AwxRig rig(AwxWorkflow workflow, AwxTemplate step) {
        AwxTemplate renamed = AwxTemplate.named(7, "restart service step", 1, 2)
                .withRunner(step.runner())
                .withPrompts(step.prompts());
        return AwxRig.with(renamed, List.of(workflow));
    }

    private static int decide(AwxRig rig, String decision) throws Exception {
        return decide(rig, decision, "sandbox-awx-admin-token");
    }

    private static int decide(AwxRig rig, String decision, String token) throws Exception {
        String base = rig.sandbox.awxUrl() + "workflow_approvals/";
        String id = await().until(
                        () -> new ObjectMapper()
                                .readTree(send(base + "?status=pending", "GET", token)
                                        .body())
                                .path("results")
                                .path(0)
                                .path("id")
                                .asText(),
                        text -> !text.isEmpty());
        return send(base + id + "/" + decision + "/", "POST", token).statusCode();
    }

    private static HttpResponse<String> send(String url, String method, String token)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JobState until(AwxRig rig, String id, String status) {
        return await().until(
                        () -> rig.runner.poll(id, APPROVE),
                        state -> state.status().equals(status));
    }

    @Test
    void nothingRunsBeforeSomebodyApprovesAndThenTheVerdictIsThePlaybooks() throws Exception {
        try (AwxRig rig = rig(WORKFLOW)) {
            LaunchOutcome.Launched launched = launched(rig.runner.launch(APPROVE, LaunchGate.OPEN));
            assertThat(launched.jobUrl()).endsWith("/#/jobs/workflow/" + launched.jobId());
            JobState waits = until(rig, launched.jobId(), JobState.AWAITING_APPROVAL);
            assertThat(waits.finished()).isFalse();
            assertThat(waits.jobUrl()).contains("/#/workflow_approvals/");
            assertThat(rig.sandbox.jobs()).isEmpty();
            assertThat(decide(rig, "approve", "sandbox-awx-token")).isEqualTo(403);
            assertThat(decide(rig, "approve")).isEqualTo(204);
            JobState end = rig.end(launched.jobId(), APPROVE);
            assertThat(end.verdict()).isEqualTo(Verdict.SUCCEEDED);
            assertThat(end.detail()).isEqualTo("Approved by admin.\neffect: restarted");
            assertThat(rig.sandbox.jobs())
                    .hasSize(1)
                    .allSatisfy(job -> assertThat(job.limit()).isEqualTo("web-01"));
            assertThat(launched(rig.runner.launch(APPROVE, LaunchGate.OPEN)))
                    .returns(launched.jobId(), LaunchOutcome.Launched::jobId)
                    .returns(true, LaunchOutcome.Launched::adopted);
            assertThat(rig.posts("/launch/")).hasSize(1);
        }
    }

    @Test
    void aDeniedOneRunsNothing() throws Exception {
        try (AwxRig rig = rig(WORKFLOW)) {
            String id = launched(rig.runner.launch(APPROVE, LaunchGate.OPEN)).jobId();
            assertThat(decide(rig, "deny")).isEqualTo(204);
            JobState end = rig.end(id, APPROVE);
            assertThat(end.verdict()).isEqualTo(Verdict.DENIED);
            assertThat(end.detail()).isEqualTo("Denied by admin.");
            assertThat(rig.sandbox.jobs()).isEmpty();
        }
    }

    @Test
    void anApprovalThatTimesOutRunsNothing() {
        try (AwxRig rig = rig(AwxWorkflow.approved(20, "restart service", 7, Duration.ofMillis(300)))) {
            String id = launched(rig.runner.launch(APPROVE, LaunchGate.OPEN)).jobId();
            JobState end = rig.end(id, APPROVE);
            assertThat(end.verdict()).isEqualTo(Verdict.EXPIRED);
            assertThat(end.detail()).contains("has expired after");
            assertThat(rig.sandbox.jobs()).isEmpty();
        }
    }

    @Test
    void oneThatAwaitsApprovalCanBeCancelled() {
        try (AwxRig rig = rig(WORKFLOW)) {
            String id = launched(rig.runner.launch(APPROVE, LaunchGate.OPEN)).jobId();
            until(rig, id, JobState.AWAITING_APPROVAL);
            assertThat(rig.runner.cancel(id, APPROVE).state()).isEqualTo(CancelOutcome.State.REQUESTED);
            assertThat(rig.end(id, APPROVE).verdict()).isEqualTo(Verdict.CANCELED);
            assertThat(rig.runner.cancel(id, APPROVE).state()).isEqualTo(CancelOutcome.State.ALREADY_FINISHED);
            assertThat(rig.sandbox.jobs()).isEmpty();
        }
    }

    @Test
    void aLostAnswerIsFoundByTheLabel() {
        try (AwxRig rig = rig(WORKFLOW)) {
            rig.sandbox.fault(Fault.awx(FaultKind.DROP_AFTER).on("POST", "/workflow_job_templates/*/launch"));
            AwxRig.waits(rig.runner.launch(APPROVE, LaunchGate.OPEN));
            assertThat(launched(rig.runner.launch(APPROVE, LaunchGate.OPEN)).adopted())
                    .isTrue();
        }
    }

    @Test
    void approvalNeverLaunchesAJobTemplateNorAutoAWorkflow() {
        try (AwxRig rig = AwxRig.restarting()) {
            assertThat(refused(rig.runner.launch(APPROVE, LaunchGate.OPEN)).reason())
                    .isEqualTo("approve-needs-workflow");
            assertThat(rig.sandbox.jobs()).isEmpty();
        }
        try (AwxRig rig = rig(WORKFLOW)) {
            assertThat(refused(rig.runner.launch(AUTO, LaunchGate.OPEN)).reason())
                    .isEqualTo("workflow-needs-approve");
            assertThat(rig.posts("/launch/")).isEmpty();
        }
    }

    @Test
    void aWorkflowThatDoesNotBeginWithAnApprovalIsRefused() {
        AwxWorkflow beside = WORKFLOW.withNodes(List.of(
                AwxWorkflow.Node.approval(1, "Approve", Duration.ZERO, 2),
                AwxWorkflow.Node.job(2, 7),
                AwxWorkflow.Node.job(3, 7)));
        AwxWorkflow without = WORKFLOW.withNodes(List.of(AwxWorkflow.Node.job(1, 7)));
        for (AwxWorkflow workflow : List.of(beside, without)) {
            try (AwxRig rig = rig(workflow)) {
                assertThat(refused(rig.runner.launch(APPROVE, LaunchGate.OPEN)).reason())
                        .isEqualTo("no-approval-node");
                assertThat(rig.posts("/launch/")).isEmpty();
            }
        }
    }

    @Test
    void aWorkflowThatRunsAPlaybookAfterADenialIsRefused() {
        AwxWorkflow.Node approval = AwxWorkflow.Node.approval(1, "Approve", Duration.ZERO, 2);
        AwxWorkflow.Node second = AwxWorkflow.Node.approval(3, "Approve again", Duration.ZERO, 2);
        AwxWorkflow.Node job = AwxWorkflow.Node.job(2, 7);
        List<List<AwxWorkflow.Node>> wrong = List.of(
                List.of(approval.before(List.of(), List.of(2), List.of()), job),
                List.of(approval.before(List.of(), List.of(), List.of(2)), job),
                List.of(approval.before(List.of(2), List.of(3), List.of()), second, job));
        for (List<AwxWorkflow.Node> nodes : wrong) {
            try (AwxRig rig = rig(WORKFLOW.withNodes(nodes))) {
                assertThat(refused(rig.runner.launch(APPROVE, LaunchGate.OPEN)).reason())
                        .isEqualTo("runs-when-denied");
                assertThat(rig.posts("/launch/")).isEmpty();
            }
        }
        AwxWorkflow.Node behind = AwxWorkflow.Node.job(4, 7);
        AwxWorkflow right = WORKFLOW.withNodes(List.of(approval, job.before(List.of(), List.of(4), List.of()), behind));
        try (AwxRig rig = rig(right)) {
            launched(rig.runner.launch(APPROVE, LaunchGate.OPEN));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Prompt.class,
            names = {"LIMIT", "LABELS", "VARIABLES"})
    void aWorkflowHasToAskForAllThatIsSent(Prompt missing) {
        EnumSet<Prompt> prompts = EnumSet.of(Prompt.LIMIT, Prompt.LABELS, Prompt.VARIABLES);
        prompts.remove(missing);
        try (AwxRig rig = rig(WORKFLOW.withPrompts(prompts))) {
            assertThat(refused(rig.runner.launch(APPROVE, LaunchGate.OPEN)).reason())
                    .endsWith("-not-prompted");
            assertThat(rig.posts("/launch/")).isEmpty();
        }
    }

    @Test
    void aPlaybookThatWouldNotGetTheLimitIsRefused() {
        AwxTemplate step = STEP.withPrompts(EnumSet.of(Prompt.VARIABLES));
        try (AwxRig rig = rig(WORKFLOW, step)) {
            LaunchOutcome.Refused no = refused(rig.runner.launch(APPROVE, LaunchGate.OPEN));
            assertThat(no.reason()).isEqualTo("limit-not-prompted");
            assertThat(no.detail()).contains("restart service step");
        }
    }

    @Test
    void aPreflightCountsTheEnabledHostsAndStartsNothing() {
        List<AwxHost> hosts = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> new AwxHost(i, "web-%02d".formatted(i), Map.of(), i <= 20))
                .toList();
        try (AwxRig rig = AwxRig.with(AwxRig.template(), new AwxInventory(2, "prod", 1, hosts, null))) {
            assertThat(rig.runner.preflight(AUTO)).isEqualTo(new PreflightOutcome.Ready("2", 20));
            Remediation disabled = new Remediation(
                    AUTO.tenant(),
                    AUTO.remediationId(),
                    AUTO.incidentId(),
                    AUTO.kind(),
                    AUTO.rule(),
                    AUTO.template(),
                    "web-25",
                    AUTO.vars(),
                    AUTO.mode(),
                    AUTO.attempt(),
                    AUTO.alertname(),
                    AUTO.fingerprint(),
                    AUTO.requestedAt(),
                    AUTO.expiresAt(),
                    AUTO.verifyWithinMs(),
                    null,
                    null,
                    null);
            assertThat(rig.runner.preflight(disabled))
                    .isInstanceOfSatisfying(
                            PreflightOutcome.Refused.class,
                            no -> assertThat(no.reason()).isEqualTo("host-disabled"));
            assertThat(rig.posts("")).isEmpty();
        }
    }

    @Test
    void theGateIsAskedLastAndItsNoIsFinal() {
        try (AwxRig rig = AwxRig.restarting()) {
            LaunchOutcome no = new LaunchOutcome.Refused("brake", "ada");
            assertThat(rig.runner.launch(AUTO, request -> {
                        assertThat(rig.posts("/labels/")).hasSize(1);
                        return no;
                    }))
                    .isSameAs(no);
            assertThat(rig.posts("/launch/")).isEmpty();
            launched(rig.runner.launch(AUTO, LaunchGate.OPEN));
            assertThat(launched(rig.runner.launch(AUTO, request -> no)).adopted())
                    .as("what exists is none of the gate's business")
                    .isTrue();
        }
    }

    @Test
    void aRefusedPreflightAfterAnEarlierAttemptIsLeftToTheLaunch() {
        try (AwxRig rig = AwxRig.restarting()) {
            launched(rig.runner.launch(AUTO, LaunchGate.OPEN));
            AwxOptions nothing = new AwxOptions(
                    rig.options.url(),
                    rig.options.basePath(),
                    rig.options.auth(),
                    Map.of("acme", new AwxOptions.Tenant("Default", Set.of())),
                    rig.options.timeout(),
                    rig.options.settle(),
                    rig.options.preflightFor(),
                    rig.options.breaker(),
                    rig.options.runTimeout(),
                    rig.options.guardrails());
            try (AwxRunner strict = AwxRunner.create(nothing)) {
                assertThat(strict.preflight(AUTO)).isEqualTo(new PreflightOutcome.Ready(null, 1));
            }
        }
    }
}
