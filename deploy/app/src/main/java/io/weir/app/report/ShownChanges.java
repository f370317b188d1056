package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The changes that a page can hold, the largest first, as they are in the diff.
 *
 * @param changes copies whose alerts and incidents are cut to what is shown; {@code alertsOmitted} counts what was cut
 *     here and by whoever made the diff
 * @param total how many changes the diff has
 * @param byKind how many of each kind the diff has, by its word
 * @param alertsCut whether alerts were left out
 */
record ShownChanges(List<ObjectNode> changes, int total, Map<String, Integer> byKind, boolean alertsCut) {
    static final int LIMIT = 2_000;
    static final int ALERTS_OF_A_CHANGE = 200;
    static final int ALERTS = 20_000;
    static final int INCIDENTS_OF_A_CHANGE = 100;

    static ShownChanges of(JsonNode diff) {
        List<ObjectNode> shown = new ArrayList<>();
        Map<String, Integer> byKind = new TreeMap<>();
        boolean cut = false;
        int room = ALERTS;
        for (JsonNode change : diff.path("changes")) {
            byKind.merge(change.path("kind").asText(), 1, Integer::sum);
            if (shown.size() < LIMIT) {
                ObjectNode copy = ((ObjectNode) change).objectNode();
                copy.setAll((ObjectNode) change);
                int alerts = change.path("alerts").size();
                int kept = Math.min(alerts, Math.min(room, ALERTS_OF_A_CHANGE));
                room -= kept;
                copy.set("alerts", first(change.path("alerts"), kept));
                copy.put("alertsOmitted", change.path("alertsOmitted").asLong() + alerts - kept);
                cut |= copy.path("alertsOmitted").asLong() > 0;
                for (String side : List.of("before", "after")) {
                    copy.set(side, first(change.path(side), INCIDENTS_OF_A_CHANGE));
                    copy.put(
                            side + "Omitted",
                            change.path(side).size() - copy.path(side).size());
                }
                shown.add(copy);
            }
        }
        return new ShownChanges(List.copyOf(shown), diff.path("changes").size(), byKind, cut);
    }

    private static ArrayNode first(JsonNode elements, int atMost) {
        ArrayNode first = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < Math.min(elements.size(), atMost); i++) {
            first.add(elements.get(i));
        }
        return first;
    }
}
