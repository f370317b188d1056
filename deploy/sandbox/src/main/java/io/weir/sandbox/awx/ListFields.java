package io.weir.sandbox.awx;

import io.weir.sandbox.http.Json;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** By which fields a list may be filtered and ordered. Related fields appear in rows under the same name. */
final class ListFields {
    private static final Set<String> NAMED = Set.of("id", "name", "created", "modified", "description");
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Job", job(),
            "Label", more("organization", "organization__name"),
            "JobTemplate",
                    more("organization", "organization__name", "inventory", "inventory__name", "playbook", "limit"),
            "Inventory", more("organization", "organization__name", "kind"),
            "Host", more("inventory", "inventory__name", "enabled"),
            "Organization", NAMED,
            "User", Set.of("id", "username", "is_superuser"),
            "JobHostSummary", Set.of("id", "host_name", "changed", "dark", "failures", "ok", "failed"));

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
