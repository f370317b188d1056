package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.store.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Rows of launched workflows and of their approvals. Keys that start with an underscore never leave. */
final class WorkflowRows {
    static final String TABLE = "workflow_job";
    static final String APPROVALS = "workflow_approval";
    /** AWX numbers all that it launches in one sequence; here they only never meet. */
    private static final int FIRST_WORKFLOW = 100_001;

    private static final int FIRST_APPROVAL = 200_001;

    private final AwxOptions options;
    private final Tables tables;

    WorkflowRows(AwxOptions options, Tables tables) {
        this.options = options;
        this.tables = tables;
    }

    String url(String kind, int id) {
        return options.basePath() + kind + "/" + id + "/";
    }

    /** What a node's summary says of its template. */
    ObjectNode template(AwxWorkflow.Node node) {
        ObjectNode out = Json.object();
        if (node.template() == null) {
            return out.put("id", 1000 + node.id())
                    .put("name", node.name())
                    .put("description", "")
                    .put("unified_job_type", "workflow_approval")
                    .put("timeout", (int) node.timeout().toSeconds());
        }
        AwxTemplate template = options.template(node.template());
        return out.put("id", node.template())
                .put("name", template == null ? "" : template.name())
                .put("description", "")
                .put("unified_job_type", "job");
    }

    ObjectNode create(AwxWorkflow workflow, ObjectNode fields, AwxUser user) {
        int id = FIRST_WORKFLOW + tables.all(TABLE).size();
        String now = Instant.now().toString();
        ObjectNode row = Json.object().put("id", id).put("type", "workflow_job").put("url", url("workflow_jobs", id));
        ObjectNode related = row.putObject("related");
        for (String part : List.of("workflow_nodes", "labels", "cancel")) {
            related.put(part, url("workflow_jobs", id) + part + "/");
        }
        row.put("created", now)
                .put("modified", now)
                .put("name", workflow.name())
                .put("description", "");
        row.put("unified_job_template", workflow.id()).put("workflow_job_template", workflow.id());
        row.put("launch_type", "manual").put("status", "pending").put("failed", false);
        row.putNull("started").putNull("finished").put("elapsed", 0.0).put("job_explanation", "");
        row.put(
                "extra_vars",
                Json.write(fields.path("extra_vars").isObject() ? fields.get("extra_vars") : Json.object()));
        row.put("limit", fields.path("limit").asText(""));
        row.put("inventory", workflow.inventory()).put("organization", workflow.organization());
        row.set("_labels", fields.path("labels").isArray() ? fields.get("labels") : Json.array());
        ArrayNode names = row.putArray("labels__name");
        row.get("_labels")
                .forEach(label -> tables.get("label", label.asInt())
                        .ifPresent(l -> names.add(l.get("name").asText())));
        row.put("_user", user.username());
        ArrayNode nodes = row.putArray("_nodes");
        workflow.nodes()
                .forEach(node -> nodes.add(Json.object()
                        .put("id", id * 100 + nodes.size())
                        .put("node", node.id())
                        .put("do_not_run", false)
                        .putNull("job")));
        tables.put(TABLE, id, row);
        return row;
    }

    ObjectNode approval(ObjectNode workflow, AwxWorkflow.Node node) {
        int id = FIRST_APPROVAL + tables.all(APPROVALS).size();
        Instant now = Instant.now();
        ObjectNode row = Json.object().put("id", id).put("type", "workflow_approval");
        row.put("url", url("workflow_approvals", id));
        row.putObject("related")
                .put("approve", url("workflow_approvals", id) + "approve/")
                .put("deny", url("workflow_approvals", id) + "deny/");
        row.putObject("summary_fields")
                .putObject("workflow_job")
                .put("id", workflow.get("id").asInt())
                .put("name", workflow.get("name").asText());
        row.put("created", now.toString()).put("modified", now.toString()).put("name", node.name());
        row.put("status", "pending")
                .put("failed", false)
                .put("job_explanation", "")
                .put("timed_out", false);
        row.putNull("started").putNull("finished").put("can_approve_or_deny", true);
        row.put(
                "approval_expiration",
                node.timeout().isZero() ? null : now.plus(node.timeout()).toString());
        row.put("_workflow", workflow.get("id").asInt())
                .put("_timeout", node.timeout().toSeconds());
        tables.put(APPROVALS, id, row);
        return row;
    }

    /** A workflow's nodes as its list shows them. */
    List<ObjectNode> nodes(ObjectNode workflow) {
        AwxWorkflow of = options.workflow(workflow.get("workflow_job_template").asInt());
        return tables.atomically(
                () -> StreamSupport.stream(workflow.get("_nodes").spliterator(), false)
                        .map(state -> node(of, workflow, state))
                        .toList());
    }

    private ObjectNode node(AwxWorkflow of, ObjectNode workflow, JsonNode state) {
        AwxWorkflow.Node node = of.nodes().stream()
                .filter(n -> n.id() == state.get("node").asInt())
                .findFirst()
                .orElseThrow();
        ObjectNode row = Json.object().put("id", state.get("id").asInt()).put("type", "workflow_job_node");
        row.set("job", state.get("job"));
        row.put("workflow_job", workflow.get("id").asInt());
        row.put("do_not_run", state.get("do_not_run").asBoolean());
        ObjectNode summary = row.putObject("summary_fields");
        summary.set("unified_job_template", template(node));
        if (state.get("job").isInt()) {
            job(node, state.get("job").asInt())
                    .ifPresent(job -> summary.set(
                            "job",
                            Json.object()
                                    .put("id", job.get("id").asInt())
                                    .put("name", job.get("name").asText())
                                    .put("status", job.get("status").asText())
                                    .put("failed", job.get("failed").asBoolean())
                                    .put("type", node.template() == null ? "workflow_approval" : "job")));
        }
        return row;
    }

    /** The job or approval of a node. */
    Optional<ObjectNode> job(AwxWorkflow.Node node, int id) {
        return tables.get(node.template() == null ? APPROVALS : JobRows.TABLE, id);
    }
}
