package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.store.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Job rows. Keys that start with an underscore are bookkeeping and never leave. */
final class JobRows {
    static final String TABLE = "job";
    static final Set<String> ACTIVE = Set.of("new", "pending", "waiting", "running");
    static final String REAPED =
            "Task was marked as running but was not present in the job queue, so it has been" + " marked as failed.";

    private static final JsonNode DEFAULTS = Json.resource(JobRows.class, "job.json");

    private final AwxOptions options;
    private final Tables tables;

    JobRows(AwxOptions options, Tables tables) {
        this.options = options;
        this.tables = tables;
    }

    ObjectNode create(AwxTemplate template, LaunchPlan plan, AwxUser user) {
        ObjectNode row = DEFAULTS.deepCopy();
        String now = Instant.now().toString();
        row.put("created", now).put("modified", now);
        row.put("name", template.name()).put("unified_job_template", template.id());
        row.put("job_template", template.id()).put("organization", template.organization());
        row.put("allow_simultaneous", template.allowSimultaneous());
        row.put(
                "playbook",
                template.playbook() == null
                        ? ""
                        : template.playbook().getFileName().toString());
        row.put("limit", template.limit()).put("inventory", template.inventory());
        row.put("timeout", (int) template.timeout().toSeconds());
        plan.accepted().properties().forEach(e -> {
            if (row.has(e.getKey())) {
                row.set(e.getKey(), e.getValue());
            }
        });
        row.put("extra_vars", Json.write(plan.extraVars()));
        row.set(
                "_labels",
                plan.accepted().path("labels").isArray() ? plan.accepted().get("labels") : Json.array());
        row.put("_user", user.username()).put("_stdout", "");
        row.putNull("_hosts");
        row.set(
                "launched_by",
                Json.object()
                        .put("id", user.id())
                        .put("name", user.username())
                        .put("type", "user")
                        .put("url", url("users", user.id())));
        int id = tables.insert(TABLE, row);
        row.put("id", id).put("url", url("jobs", id));
        row.set("related", related(row));
        row.set("summary_fields", summary(template, row, user));
        tables.update(TABLE, row);
        return row;
    }

    String url(String kind, int id) {
        return options.basePath() + kind + "/" + id + "/";
    }

    private ObjectNode related(ObjectNode row) {
        String self = row.get("url").asText();
        ObjectNode out = Json.object();
        for (String part : List.of("labels", "stdout", "job_host_summaries", "cancel")) {
            out.put(part, self + part + "/");
        }
        out.put("inventory", url("inventories", row.get("inventory").asInt()));
        out.put("job_template", url("job_templates", row.get("job_template").asInt()));
        out.put(
                "unified_job_template",
                url("job_templates", row.get("job_template").asInt()));
        return out;
    }

    private ObjectNode summary(AwxTemplate template, ObjectNode row, AwxUser user) {
        ObjectNode out = Json.object();
        out.set("organization", named(template.organization(), options.organizationName(template.organization())));
        AwxInventory inventory = options.inventory(row.get("inventory").asInt());
        out.set(
                "inventory",
                named(inventory.id(), inventory.name())
                        .put("total_hosts", inventory.hosts().size()));
        out.set("job_template", named(template.id(), template.name()));
        out.set("unified_job_template", named(template.id(), template.name()).put("unified_job_type", "job"));
        out.set("created_by", Json.object().put("id", user.id()).put("username", user.username()));
        ArrayNode labels = Json.array();
        row.get("_labels")
                .forEach(id -> labels.add(Json.object().put("id", id.asInt()).put("name", labelName(id.asInt()))));
        ObjectNode list = Json.object().put("count", labels.size());
        list.set("results", labels);
        out.set("labels", list);
        out.putArray("credentials");
        return out;
    }

    private static ObjectNode named(int id, String name) {
        return Json.object().put("id", id).put("name", name).put("description", "");
    }

    private String labelName(int id) {
        return tables.get("label", id).map(l -> l.get("name").asText()).orElse("");
    }

    /** A job as lists show it, with the related fields that lists may be filtered by. */
    ObjectNode listed(ObjectNode row) {
        ObjectNode out = shown(row);
        out.remove(List.of("job_args", "job_cwd", "job_env", "result_traceback", "event_processing_finished"));
        ArrayNode names = out.putArray("labels__name");
        row.get("_labels").forEach(id -> names.add(labelName(id.asInt())));
        out.set("labels__id", row.get("_labels"));
        out.put("created_by__username", row.get("_user").asText());
        JsonNode summary = row.get("summary_fields");
        for (String related : List.of("job_template", "unified_job_template", "inventory", "organization")) {
            out.set(related + "__name", summary.path(related).path("name"));
        }
        return out;
    }

    /** A job as its own page shows it. Until its events are processed counts and artifacts are not there. */
    ObjectNode detail(ObjectNode row) {
        ObjectNode out = Lists.visible(shown(row));
        boolean processed = row.get("event_processing_finished").asBoolean();
        out.set("host_status_counts", processed ? Recap.counts(row.get("_hosts")) : Json.tree(null));
        out.set("playbook_counts", Json.object().put("play_count", 1).put("task_count", 1));
        return out;
    }

    private static ObjectNode shown(ObjectNode row) {
        ObjectNode out = row.deepCopy();
        if (!row.get("event_processing_finished").asBoolean()) {
            out.set("artifacts", Json.object());
        }
        return out;
    }

    static boolean isActive(ObjectNode row) {
        return ACTIVE.contains(row.get("status").asText());
    }

    /** Sets a terminal status and what goes with it. */
    static void end(ObjectNode row, String status, String explanation) {
        Instant now = Instant.now();
        row.put("status", status).put("failed", !status.equals("successful"));
        row.put("finished", now.toString()).put("modified", now.toString());
        row.put("job_explanation", explanation);
        if (status.equals("canceled")) {
            row.put("canceled_on", now.toString());
        }
        if (row.get("started").isTextual()) {
            long millis = now.toEpochMilli()
                    - Instant.parse(row.get("started").textValue()).toEpochMilli();
            row.put("elapsed", millis / 1000.0);
        }
    }
}
