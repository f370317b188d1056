package io.weir.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run left behind, as JSON.
 *
 * @param incidents revisions in the order of the log
 * @param remediations decisions in the order of the log
 * @param receipts in the order of the log
 * @param tickets whole tickets, those in the trash included
 * @param jobs all jobs
 * @param notes ids of notes that were ordered, by incident; beyond those of the log
 */
public record Evidence(
        List<JsonNode> incidents,
        List<JsonNode> remediations,
        List<JsonNode> receipts,
        List<JsonNode> tickets,
        List<JsonNode> jobs,
        Map<String, List<String>> notes) {

    public Evidence {
        incidents = List.copyOf(incidents);
        remediations = List.copyOf(remediations);
        receipts = List.copyOf(receipts);
        tickets = List.copyOf(tickets);
        jobs = List.copyOf(jobs);
        notes = Map.copyOf(notes);
    }

    /** Without notes. */
    public static Evidence of(
            List<JsonNode> incidents,
            List<JsonNode> remediations,
            List<JsonNode> receipts,
            List<JsonNode> tickets,
            List<JsonNode> jobs) {
        return new Evidence(incidents, remediations, receipts, tickets, jobs, Map.of());
    }

    /** The same with notes that must be there. */
    public Evidence withNotes(Map<String, List<String>> wanted) {
        return new Evidence(incidents, remediations, receipts, tickets, jobs, wanted);
    }

    /** The newest revision of each incident, in order of their first. */
    Map<String, JsonNode> newest() {
        Map<String, JsonNode> newest = new LinkedHashMap<>();
        for (JsonNode incident : incidents) {
            newest.merge(
                    incident.path("incidentId").asText(),
                    incident,
                    (a, b) -> a.path("revision").asLong() > b.path("revision").asLong() ? a : b);
        }
        return newest;
    }

    /** Receipts of a kind about one incident or remediation. */
    List<JsonNode> receipts(String kind, String field, String id) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode receipt : receipts) {
            if (receipt.path("kind").asText().equals(kind)
                    && receipt.path(field).asText().equals(id)) {
                found.add(receipt);
            }
        }
        return found;
    }
}
