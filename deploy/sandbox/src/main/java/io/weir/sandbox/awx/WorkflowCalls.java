package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.store.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Launched workflows and their approvals: listing, cancelling, approving, denying. */
final class WorkflowCalls {
    private final Tables tables;
    private final Lists lists;
    private final WorkflowRows rows;
    private final WorkflowRun run;

    WorkflowCalls(Tables tables, Lists lists, WorkflowRows rows, WorkflowRun run) {
        this.tables = tables;
        this.lists = lists;
        this.rows = rows;
        this.run = run;
    }

    Resource workflows() {
        return Resource.get(call -> lists.answer("WorkflowJob", tables.all(WorkflowRows.TABLE), call.request()));
    }

    Resource workflow(String id) {
        return Resource.get(call -> Answer.json(200, Lists.visible(workflowRow(id))));
    }

    /** A part of a workflow, or {@code null} when there is no such part. */
    Resource part(String id, String part) {
        return switch (part) {
            case "workflow_nodes" ->
                Resource.get(call -> lists.answer("WorkflowNode", rows.nodes(workflowRow(id)), call.request()));
            case "labels" -> Resource.get(call -> lists.answer("Label", labels(workflowRow(id)), call.request()));
            case "cancel" ->
                Resource.get(call ->
                                Answer.json(200, Json.object().put("can_cancel", JobRows.isActive(workflowRow(id)))))
                        .on("POST", call -> cancel(workflowRow(id), call));
            default -> null;
        };
    }

    Resource approvals() {
        return Resource.get(
                call -> lists.answer("WorkflowApproval", tables.all(WorkflowRows.APPROVALS), call.request()));
    }

    Resource approval(String id) {
        return Resource.get(call -> Answer.json(200, Lists.visible(approvalRow(id))));
    }

    Resource decision(String id, boolean yes) {
        return Resource.get(call -> Answer.json(200, Lists.visible(approvalRow(id))))
                .on("POST", call -> decide(approvalRow(id), yes, call.user()));
    }

    private ObjectNode workflowRow(String id) {
        return tables.get(WorkflowRows.TABLE, Ids.parse(id)).orElseThrow(() -> AwxError.noMatch("WorkflowJob"));
    }

    private ObjectNode approvalRow(String id) {
        return tables.get(WorkflowRows.APPROVALS, Ids.parse(id))
                .orElseThrow(() -> AwxError.noMatch("WorkflowApproval"));
    }

    private List<ObjectNode> labels(ObjectNode workflow) {
        List<ObjectNode> out = new ArrayList<>();
        workflow.get("_labels")
                .forEach(label -> tables.get("label", label.asInt()).ifPresent(out::add));
        return out;
    }

    private Answer cancel(ObjectNode workflow, Call call) {
        boolean superuser = call.user().superuser();
        if (!JobRows.isActive(workflow)) {
            throw superuser ? AwxError.methodNotAllowed("POST") : AwxError.forbidden();
        }
        if (!superuser && !workflow.get("_user").asText().equals(call.user().username())) {
            throw AwxError.forbidden();
        }
        run.cancel(workflow);
        return Answer.empty(202);
    }

    /** Only a superuser has the approval role here. */
    private Answer decide(ObjectNode approval, boolean yes, AwxUser user) {
        if (!user.superuser()) {
            throw AwxError.mayNotDecide();
        }
        if (!approval.get("status").asText().equals("pending")) {
            throw AwxError.decided();
        }
        approval.put("can_approve_or_deny", false).put("finished", Instant.now().toString());
        approval.put("status", yes ? "successful" : "failed").put("failed", !yes);
        ((ObjectNode) approval.get("summary_fields"))
                .set("approved_or_denied_by", Json.object().put("id", user.id()).put("username", user.username()));
        tables.update(WorkflowRows.APPROVALS, approval);
        return Answer.empty(204);
    }
}
