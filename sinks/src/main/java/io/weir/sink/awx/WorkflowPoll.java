package io.weir.sink.awx;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.schema.Remediation;
import io.weir.sink.JobState;
import io.weir.sink.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Asks how a workflow stands: whether it waits for a person, what that person said, and what its playbooks did. */
final class WorkflowPoll {
    /** Of several playbooks the worst one speaks for all; that nothing was done only holds when none did anything. */
    private static final List<Verdict> WORST_FIRST =
            List.of(Verdict.FAILED, Verdict.UNKNOWN, Verdict.CANCELED, Verdict.SUCCEEDED, Verdict.NO_EFFECT);

    private final AwxClient client;
    private final JobPoll jobs;
    private final AwxOptions options;

    WorkflowPoll(AwxClient client, JobPoll jobs, AwxOptions options) {
        this.client = client;
        this.jobs = jobs;
        this.options = options;
    }

    /** One workflow. */
    JobState one(String id, Remediation request, String page) {
        try {
            AwxClient.Reply reply = client.get(client.url("workflow_jobs", id));
            if (reply.answer() instanceof AwxAnswer.NotFound) {
                return new JobState(
                        "gone", true, Verdict.UNKNOWN, "AWX does not know the workflow any more", page, false);
            }
            JsonNode workflow = reply.ok();
            JsonNode nodes = client.get(
                            client.url("workflow_jobs", id, "workflow_nodes").addQueryParameter("page_size", "200"))
                    .ok();
            if (workflow == null || nodes == null) {
                return JobState.unreachable("AWX does not show us the workflow", page);
            }
            return state(workflow, nodes.path("results"), request, page);
        } catch (HaltException e) {
            return JobState.unreachable(e.reason(), page);
        }
    }

    private JobState state(JsonNode workflow, JsonNode nodes, Remediation request, String page) throws HaltException {
        String status = workflow.path("status").asText();
        List<String> said = new ArrayList<>();
        for (JsonNode node : nodes) {
            JsonNode job = job(node);
            if (job.path("type").asText().equals("workflow_approval")) {
                String approval = job.path("status").asText();
                if (approval.equals("pending") && !JobVerdict.finished(status)) {
                    return JobState.running(
                            JobState.AWAITING_APPROVAL,
                            null,
                            approvalPage(job.path("id").asText()));
                }
                JobState refused = JobVerdict.finished(status) ? refused(job, status, page) : null;
                if (refused != null) {
                    return refused;
                }
                if (approval.equals("successful")) {
                    said.add("Approved" + by(approval(job)) + ".");
                }
            }
        }
        if (!JobVerdict.finished(status)) {
            return said.isEmpty()
                    ? JobState.running(status, JobPoll.explanation(workflow), page)
                    : JobState.running(JobState.APPROVED, String.join("\n", said), page);
        }
        return ended(workflow, nodes, request, page, said);
    }

    /** The end when an approval was not given; null when it was, or when the workflow was stopped. */
    private JobState refused(JsonNode job, String status, String page) throws HaltException {
        if (!job.path("status").asText().equals("failed")) {
            return null;
        }
        JsonNode approval = approval(job);
        if (approval.path("timed_out").asBoolean()) {
            return new JobState(
                    status,
                    true,
                    Verdict.EXPIRED,
                    approval.path("job_explanation").asText(null),
                    page,
                    false);
        }
        return new JobState(status, true, Verdict.DENIED, "Denied" + by(approval) + ".", page, false);
    }

    private JobState ended(JsonNode workflow, JsonNode nodes, Remediation request, String page, List<String> said)
            throws HaltException {
        List<JobState> ends = new ArrayList<>();
        for (JsonNode node : nodes) {
            JsonNode job = job(node);
            if (job.path("type").asText().equals("job")) {
                String id = job.path("id").asText();
                JobState end = jobs.one(id, request, RunKind.JOB.page(options, id));
                if (!end.finished()) {
                    // its results are still being written
                    return JobState.running(JobState.APPROVED, String.join("\n", said), page);
                }
                ends.add(end);
            }
        }
        String status = workflow.path("status").asText();
        JobState worst = ends.stream()
                .min((a, b) -> WORST_FIRST.indexOf(a.verdict()) - WORST_FIRST.indexOf(b.verdict()))
                .orElse(null);
        Verdict verdict = worst == null ? withoutJob(status) : worst.verdict();
        if (status.equals("canceled") && verdict != Verdict.FAILED) {
            verdict = Verdict.CANCELED;
        }
        if (worst != null && worst.detail() != null) {
            said.add(worst.detail());
        } else if (JobPoll.explanation(workflow) != null) {
            said.add(JobPoll.explanation(workflow));
        }
        boolean infrastructure = worst != null ? worst.infrastructure() : verdict == Verdict.FAILED;
        return new JobState(
                status, true, verdict, said.isEmpty() ? null : String.join("\n", said), page, infrastructure);
    }

    private static Verdict withoutJob(String status) {
        return switch (status) {
            case "successful" -> Verdict.NO_EFFECT;
            case "canceled" -> Verdict.CANCELED;
            default -> Verdict.FAILED;
        };
    }

    private JsonNode approval(JsonNode job) throws HaltException {
        JsonNode approval = client.get(
                        client.url("workflow_approvals", job.path("id").asText()))
                .ok();
        return approval == null ? job : approval;
    }

    private static String by(JsonNode approval) {
        String name = approval.path("summary_fields")
                .path("approved_or_denied_by")
                .path("username")
                .asText("");
        return name.isEmpty() ? "" : " by " + name;
    }

    private static JsonNode job(JsonNode node) {
        return node.path("summary_fields").path("job");
    }

    private String approvalPage(String id) {
        return options.url() + "/#/workflow_approvals/" + id + "/details";
    }
}
