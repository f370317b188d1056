package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.store.Tables;
import java.util.ArrayList;
import java.util.List;

/** Workflow templates: listing, their nodes, and launching. Unlike a job template it refuses what it does not ask for. */
final class WorkflowTemplates {
    private final AwxOptions options;
    private final Tables tables;
    private final Lists lists;
    private final WorkflowRows rows;
    private final WorkflowRun run;

    WorkflowTemplates(AwxOptions options, Tables tables, Lists lists, WorkflowRows rows, WorkflowRun run) {
        this.options = options;
        this.tables = tables;
        this.lists = lists;
        this.rows = rows;
        this.run = run;
    }

    Resource collection() {
        return Resource.get(call -> lists.answer(
                "WorkflowJobTemplate",
                options.workflows().stream().map(this::row).toList(),
                call.request()));
    }

    Resource one(String id) {
        return Resource.get(call -> Answer.json(200, Lists.visible(row(find(id)))));
    }

    Resource nodes(String id) {
        return Resource.get(call -> lists.answer("WorkflowNode", nodes(find(id)), call.request()));
    }

    Resource surveySpec(String id) {
        return Resource.get(call -> {
            find(id);
            return Answer.json(200, Json.object());
        });
    }

    Resource launch(String id) {
        return Resource.get(call -> Answer.json(200, preflight(find(id)))).on("POST", call -> launch(find(id), call));
    }

    private AwxWorkflow find(String id) {
        AwxWorkflow workflow = options.workflow(Ids.parse(id));
        if (workflow == null) {
            throw AwxError.noMatch("WorkflowJobTemplate");
        }
        return workflow;
    }

    private Answer launch(AwxWorkflow workflow, Call call) {
        ObjectNode fields = new LaunchFields(options, tables).check(call.body());
        refuseUnprompted(workflow, fields);
        ObjectNode row = rows.create(workflow, fields, call.user());
        int id = row.get("id").asInt();
        ObjectNode body = Json.object().put("workflow_job", id);
        body.set("ignored_fields", Json.object());
        body.setAll(Lists.visible(row));
        run.submit(id);
        return Answer.json(201, body).with("Location", row.get("url").asText());
    }

    /** models/workflow.py WorkflowJobTemplate._accept_or_ignore_job_kwargs. */
    private static void refuseUnprompted(AwxWorkflow workflow, ObjectNode fields) {
        ObjectNode errors = Json.object();
        for (Prompt prompt : Prompt.values()) {
            JsonNode value = fields.path(prompt.field());
            boolean given = !value.isMissingNode() && !(value.isContainerNode() && value.isEmpty());
            if (given && !workflow.prompts().contains(prompt)) {
                errors.putArray(prompt.field()).add(unprompted(prompt, value));
            }
        }
        if (!errors.isEmpty()) {
            throw AwxError.badRequest(errors);
        }
    }

    private static String unprompted(Prompt prompt, JsonNode value) {
        if (prompt != Prompt.VARIABLES) {
            return "Field is not configured to prompt on launch.";
        }
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        return "Variables " + String.join(", ", names)
                + " are not allowed on launch. Check the Prompt on Launch setting"
                + " on the Workflow Job Template to include Extra Variables.";
    }

    private ObjectNode row(AwxWorkflow workflow) {
        ObjectNode row = Json.object().put("id", workflow.id()).put("type", "workflow_job_template");
        row.put("url", rows.url("workflow_job_templates", workflow.id()));
        row.put("created", "2026-01-01T00:00:00.000000Z").put("modified", "2026-01-01T00:00:00.000000Z");
        row.put("name", workflow.name()).put("description", "").put("organization", workflow.organization());
        row.put("organization__name", options.organizationName(workflow.organization()));
        row.put("inventory", workflow.inventory()).put("limit", "").put("extra_vars", "{}");
        asks(workflow, row);
        return row.put("survey_enabled", false).put("allow_simultaneous", false);
    }

    private static void asks(AwxWorkflow workflow, ObjectNode row) {
        for (Prompt prompt : List.of(
                Prompt.VARIABLES,
                Prompt.INVENTORY,
                Prompt.LIMIT,
                Prompt.SCM_BRANCH,
                Prompt.LABELS,
                Prompt.JOB_TAGS,
                Prompt.SKIP_TAGS)) {
            row.put(prompt.flag(), workflow.prompts().contains(prompt));
        }
    }

    /** api/serializers.py WorkflowJobLaunchSerializer. */
    private ObjectNode preflight(AwxWorkflow workflow) {
        ObjectNode out = Json.object();
        asks(workflow, out);
        out.put("can_start_without_user_input", workflow.prompts().isEmpty());
        ObjectNode defaults = out.putObject("defaults");
        AwxInventory inventory = options.inventory(workflow.inventory());
        ObjectNode named = defaults.put("extra_vars", "{}").put("limit", "").putObject("inventory");
        named.put("name", inventory == null ? null : inventory.name());
        named.put("id", inventory == null ? null : inventory.id());
        out.put("survey_enabled", false).putArray("variables_needed_to_start");
        out.putArray("node_templates_missing");
        out.putArray("node_prompts_rejected");
        out.putObject("workflow_job_template_data")
                .put("name", workflow.name())
                .put("id", workflow.id())
                .put("description", "");
        return out;
    }

    private List<ObjectNode> nodes(AwxWorkflow workflow) {
        return workflow.nodes().stream()
                .map(node -> {
                    ObjectNode row = Json.object().put("id", node.id()).put("type", "workflow_job_template_node");
                    row.put("workflow_job_template", workflow.id()).putNull("inventory");
                    row.put("unified_job_template", node.template() == null ? 1000 + node.id() : node.template());
                    ArrayNode success = row.putArray("success_nodes");
                    node.success().forEach(success::add);
                    node.failure().forEach(row.putArray("failure_nodes")::add);
                    node.always().forEach(row.putArray("always_nodes")::add);
                    row.putObject("summary_fields").set("unified_job_template", rows.template(node));
                    return row;
                })
                .toList();
    }
}
