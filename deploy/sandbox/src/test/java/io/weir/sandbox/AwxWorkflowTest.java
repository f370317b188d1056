package io.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sandbox.awx.AwxOptions;
import io.weir.sandbox.awx.AwxWorkflow;
import io.weir.sandbox.awx.Prompt;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workflows and approvals, answer by answer as AWX's source has them. */
class AwxWorkflowTest extends AwxFixture {
    @Override
    SandboxOptions options() {
        SandboxOptions base = super.options();
        AwxOptions awx = base.awx()
                .withWorkflows(List.of(
                        AwxWorkflow.approved(20, "approved", 7, Duration.ZERO),
                        AwxWorkflow.approved(21, "closed", 7, Duration.ZERO).withPrompts(EnumSet.noneOf(Prompt.class)),
                        AwxWorkflow.approved(22, "hasty", 7, Duration.ofMillis(200))));
        return base.withAwx(awx);
    }

    private int launch(int workflow) throws IOException {
        Http.Reply reply = user.post(
                "/api/v2/workflow_job_templates/" + workflow + "/launch/", "{'limit':'web-01','extra_vars':{'a':'b'}}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.json().path("ignored_fields")).isEmpty();
        assertThat(reply.json().path("type").asText()).isEqualTo("workflow_job");
        assertThat(reply.json().path("id").asInt())
                .isEqualTo(reply.json().path("workflow_job").asInt());
        return reply.json().path("workflow_job").asInt();
    }

    private String pending() {
        return await().until(
                        () -> user.get("/api/v2/workflow_approvals/?status=pending")
                                .json(),
                        list -> list.path("count").asInt() == 1)
                .path("results")
                .path(0)
                .path("url")
                .asText();
    }

    private JsonNode ended(int id) {
        return await().until(
                        () -> user.get("/api/v2/workflow_jobs/" + id + "/").json(),
                        job -> job.path("finished").isTextual());
    }

    @Test
    void refusesWhatItDoesNotAskFor() throws IOException {
        Http.Reply reply =
                user.post("/api/v2/workflow_job_templates/21/launch/", "{'limit':'web-01','extra_vars':{'x':'1'}}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("limit").path(0).asText())
                .isEqualTo("Field is not configured to prompt on launch.");
        assertThat(reply.json().path("extra_vars").path(0).asText())
                .isEqualTo(
                        "Variables x are not allowed on launch. Check the Prompt on Launch setting on the Workflow Job"
                                + " Template to include Extra Variables.");
        assertThat(user.get("/api/v2/workflow_jobs/").json().path("count").asInt())
                .isZero();
        assertThat(user.post("/api/v2/workflow_job_templates/99/launch/", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void runsItsJobOnceApproved() throws IOException {
        int id = launch(20);
        String approval = pending();
        assertThat(user.post(approval + "approve/", "{}").status()).isEqualTo(403);
        assertThat(runs).isEmpty();
        assertThat(admin.post(approval + "approve/", "{}").status()).isEqualTo(204);
        Http.Reply again = admin.post(approval + "deny/", "{}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().path("error").asText())
                .isEqualTo("This workflow step has already been approved or denied.");
        assertThat(ended(id).path("status").asText()).isEqualTo("successful");
        assertThat(runs).hasSize(1).allSatisfy(run -> assertThat(run.limit()).isEqualTo("web-01"));
        JsonNode nodes =
                user.get("/api/v2/workflow_jobs/" + id + "/workflow_nodes/").json();
        assertThat(nodes.path("count").asInt()).isEqualTo(2);
        assertThat(nodes.findValuesAsText("status")).containsOnly("successful");
    }

    @Test
    void runsNothingWhenDeniedOrTooLateOrCancelled() throws IOException {
        int denied = launch(20);
        assertThat(admin.post(pending() + "deny/", "{}").status()).isEqualTo(204);
        JsonNode end = ended(denied);
        assertThat(end.path("status").asText()).isEqualTo("failed");
        assertThat(end.path("job_explanation").asText())
                .isEqualTo("No error handling paths found, marking workflow as failed");

        assertThat(ended(launch(22)).path("status").asText()).isEqualTo("failed");
        JsonNode late = user.get("/api/v2/workflow_approvals/?timed_out=true")
                .json()
                .path("results")
                .path(0);
        assertThat(late.path("job_explanation").asText()).startsWith("The approval node Approve hasty (");

        int cancelled = launch(20);
        String approval = pending();
        assertThat(user.post("/api/v2/workflow_jobs/" + cancelled + "/cancel/", "{}")
                        .status())
                .isEqualTo(202);
        assertThat(ended(cancelled).path("status").asText()).isEqualTo("canceled");
        assertThat(admin.post(approval + "approve/", "{}").status()).isEqualTo(400);
        assertThat(user.post("/api/v2/workflow_jobs/" + cancelled + "/cancel/", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(runs).isEmpty();
    }
}
