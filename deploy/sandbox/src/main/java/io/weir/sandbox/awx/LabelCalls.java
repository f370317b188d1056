package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.store.Tables;
import java.time.Instant;
import java.util.List;

/** Labels: unique by name and organization, never deleted by themselves. */
final class LabelCalls {
    private final AwxOptions options;
    private final Tables tables;
    private final Lists lists;

    LabelCalls(AwxOptions options, Tables tables, Lists lists) {
        this.options = options;
        this.tables = tables;
        this.lists = lists;
    }

    Resource collection() {
        return Resource.get(call -> lists.answer("Label", tables.all("label"), call.request()))
                .on("POST", this::create);
    }

    Resource one(String id) {
        return Resource.get(call -> Answer.json(
                200, Lists.visible(tables.get("label", Ids.parse(id)).orElseThrow(() -> AwxError.noMatch("Label")))));
    }

    private Answer create(Call call) {
        JsonNode body = call.body();
        ObjectNode errors = Json.object();
        checkName(body, errors);
        checkOrganization(body, errors);
        if (!errors.isEmpty()) {
            throw AwxError.badRequest(errors);
        }
        String name = body.get("name").asText();
        int organization = body.get("organization").asInt();
        if (!call.user().isMemberOf(organization)) {
            throw AwxError.forbidden();
        }
        boolean taken = tables.any(
                "label",
                l -> l.get("name").asText().equals(name)
                        && l.get("organization").asInt() == organization);
        if (taken) {
            throw AwxError.field("__all__", "Label with this Name and Organization already exists.");
        }
        ObjectNode row = row(call.user(), name, organization);
        return Answer.json(201, Lists.visible(row))
                .with("Location", row.get("url").asText());
    }

    private ObjectNode row(AwxUser user, String name, int organization) {
        String now = Instant.now().toString();
        ObjectNode row = Json.object().put("id", 0).put("type", "label").put("url", "");
        row.putObject("related");
        ObjectNode summary = row.putObject("summary_fields");
        summary.putObject("organization")
                .put("id", organization)
                .put("name", options.organizationName(organization))
                .put("description", "");
        summary.putObject("created_by").put("id", user.id()).put("username", user.username());
        row.put("created", now).put("modified", now).put("name", name).put("organization", organization);
        row.put("organization__name", options.organizationName(organization));
        int id = tables.insert("label", row);
        String url = options.basePath() + "labels/" + id + "/";
        tables.update("label", row.put("id", id).put("url", url));
        return row;
    }

    private static void checkName(JsonNode body, ObjectNode errors) {
        JsonNode name = body.path("name");
        if (name.isMissingNode()) {
            errors.putArray("name").add("This field is required.");
        } else if (name.isNull()) {
            errors.putArray("name").add("This field may not be null.");
        } else if (name.isContainerNode() || name.isBoolean()) {
            errors.putArray("name").add("Not a valid string.");
        } else if (name.asText().isBlank()) {
            errors.putArray("name").add("This field may not be blank.");
        } else if (name.asText().length() > 512) {
            errors.putArray("name").add("Ensure this field has no more than 512 characters.");
        }
    }

    private void checkOrganization(JsonNode body, ObjectNode errors) {
        JsonNode organization = body.path("organization");
        if (organization.isMissingNode()) {
            errors.putArray("organization").add("This field is required.");
        } else if (organization.isNull()) {
            errors.putArray("organization").add("This field may not be null.");
        } else if (options.organizations().stream().noneMatch(o -> o.id() == organization.asInt())) {
            errors.putArray("organization")
                    .add("Invalid pk \"" + organization.asText() + "\" - object does not exist.");
        }
    }

    /** Removes the labels of a deleted job that no other job wears. */
    void forget(ObjectNode deletedJob) {
        List<ObjectNode> jobs = tables.all(JobRows.TABLE);
        deletedJob.get("_labels").forEach(id -> {
            boolean worn = jobs.stream().anyMatch(job -> contains(job.get("_labels"), id.asInt()));
            if (!worn) {
                tables.remove("label", id.asInt());
            }
        });
    }

    private static boolean contains(JsonNode list, int id) {
        for (JsonNode one : list) {
            if (one.asInt() == id) {
                return true;
            }
        }
        return false;
    }
}
