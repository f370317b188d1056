package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * Which change an incident belongs to, on either side.
 *
 * @param before number of the change, from 1, by {@link #key} of an incident of the first run
 * @param after the same of the second run
 */
record ChangeIndex(Map<String, Integer> before, Map<String, Integer> after) {
    static ChangeIndex of(JsonNode diff) {
        Map<String, Integer> before = new HashMap<>();
        Map<String, Integer> after = new HashMap<>();
        int number = 0;
        for (JsonNode change : diff.path("changes")) {
            number++;
            for (JsonNode incident : change.path("before")) {
                before.put(key(incident), number);
            }
            for (JsonNode incident : change.path("after")) {
                after.put(key(incident), number);
            }
        }
        return new ChangeIndex(before, after);
    }

    static String key(JsonNode incident) {
        return incident.path("tenant").asText() + "|"
                + incident.path("incidentId").asText();
    }
}
