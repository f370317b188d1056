package io.weir.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the incidents of a run with those of another one over the same input, in which nothing failed. */
public final class Undisturbed {
    /** Of an incident that is over: what must be the same. */
    private static final List<String> FIELDS =
            List.of("tenant", "status", "scope", "rule", "openedAt", "resolvedAt", "severity", "memberCount");

    private Undisturbed() {}

    /**
     * What differs.
     *
     * @param incidents revisions of the run
     * @param undisturbed revisions of the other
     */
    public static List<Finding> findings(List<JsonNode> incidents, List<JsonNode> undisturbed) {
        Map<String, JsonNode> ours = newest(incidents);
        Map<String, JsonNode> theirs = newest(undisturbed);
        List<Finding> findings = new ArrayList<>();
        Set<String> ids = new TreeSet<>(ours.keySet());
        ids.addAll(theirs.keySet());
        for (String id : ids) {
            if (!ours.containsKey(id) || !theirs.containsKey(id)) {
                JsonNode only = ours.getOrDefault(id, theirs.get(id));
                String where = ours.containsKey(id) ? "only in the run: " : "only without faults: ";
                findings.add(new Finding(
                        Law.SAME_UNDISTURBED, id, where + only.path("scope") + ", " + only.path("openedAt")));
            } else {
                different(id, ours.get(id), theirs.get(id), findings);
            }
        }
        return List.copyOf(findings);
    }

    private static void different(String id, JsonNode ours, JsonNode theirs, List<Finding> findings) {
        for (String field : FIELDS) {
            if (!ours.path(field).equals(theirs.path(field))) {
                findings.add(new Finding(
                        Law.SAME_UNDISTURBED,
                        id,
                        field + " " + ours.path(field) + ", without faults " + theirs.path(field)));
            }
        }
        if (!members(ours).equals(members(theirs))) {
            findings.add(new Finding(
                    Law.SAME_UNDISTURBED, id, "alerts " + members(ours) + ", without faults " + members(theirs)));
        }
    }

    private static Map<String, JsonNode> newest(List<JsonNode> revisions) {
        Map<String, JsonNode> newest = new HashMap<>();
        for (JsonNode revision : revisions) {
            newest.merge(
                    revision.path("incidentId").asText(),
                    revision,
                    (a, b) -> a.path("revision").asLong() > b.path("revision").asLong() ? a : b);
        }
        return newest;
    }

    private static Set<String> members(JsonNode incident) {
        Set<String> members = new TreeSet<>();
        for (JsonNode member : incident.path("members")) {
            members.add(member.path("fingerprint").asText() + "@"
                    + member.path("startsAt").asText() + " "
                    + member.path("status").asText());
        }
        return members;
    }
}
