package io.weir.sandbox.awx;

import io.weir.sandbox.http.Json;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** By which fields a list may be filtered and ordered. Related fields appear in rows under the same name. */
final class ListFields {
    private static final Set<String> NAMED = Set.of("id", "name", "created", "modified", "description");
    private static final Map<String, Set<String>> FIELDS = Map.ofEntries(
            Map.entry("Job", job()),
            Map.entry("Label", more("organization", "organization__name")),
            Map.entry(
                    "JobTemplate",
                    more("organization", "organization__name", "inventory", "inventory__name", "playbook", "limit")),
            Map.entry("Inventory", more("organization", "organization__name", "kind")),
            Map.entry("WorkflowJobTemplate", more("organization", "organization__name", "inventory", "limit")),
            Map.entry("WorkflowJob", more("status", "limit", "labels__name", "launch_type", "workflow_job_template")),
            Map.entry(
                    "WorkflowNode",
                    Set.of("id", "unified_job_template", "workflow_job_template", "job", "workflow_job")),
            Map.entry("WorkflowApproval", more("status", "timed_out")),
            Map.entry("Host", more("inventory", "inventory__name", "enabled")),
            Map.entry("Organization", NAMED),
            Map.entry("User", Set.of("id", "username", "is_superuser")),
            Map.entry("JobHostSummary", Set.of("id", "host_name", "changed", "dark", "failures", "ok", "failed")));

    private ListFields() {}

    static Set<String> of(String model) {
        return FIELDS.get(model);
    }

    private static Set<String> more(String... others) {
        Set<String> all = new HashSet<>(NAMED);
        all.addAll(Set.of(others));
        return Set.copyOf(all);
    }

    private static Set<String> job() {
        Set<String> all = new HashSet<>(more(
                "labels__id",
                "labels__name",
                "created_by__username",
                "job_template__name",
                "unified_job_template__name",
                "inventory__name",
                "organization__name"));
        Json.resource(ListFields.class, "job.json").properties().forEach(e -> {
            if (!e.getValue().isContainerNode()) {
                all.add(e.getKey());
            }
        });
        all.remove("extra_vars");
        all.remove("event_processing_finished");
        return Set.copyOf(all);
    }
}
