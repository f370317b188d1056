package io.weir.app.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the scripts of the page draw, as JSON that can end no script element. */
final class PageData {
    private static final JsonMapper JSON = new JsonMapper();

    private PageData() {}

    static String of(
            JsonNode diff,
            Period period,
            IncidentSide before,
            IncidentSide after,
            ShownChanges changes,
            RuleFigures rules) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("from", period.from()).put("to", period.to());
        data.put("changesTotal", changes.total());
        data.set("before", side(diff, "before", before));
        data.set("after", side(diff, "after", after));
        data.set("opened", grid(IncidentSide.openedGrid(period)));
        data.set("open", grid(IncidentSide.openGrid(period)));
        ArrayNode list = data.putArray("changes");
        changes.changes().forEach(list::add);
        ObjectNode kinds = data.putObject("kinds");
        changes.byKind().forEach(kinds::put);
        data.set("rules", rules.names());
        return scriptSafe(VisibleText.in(data));
    }

    private static ObjectNode side(JsonNode diff, String name, IncidentSide side) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", Heading.name(diff, name)).put("total", side.total());
        ArrayNode incidents = node.putArray("incidents");
        side.shown().forEach(shown -> {
            ObjectNode incident = JsonNodeFactory.instance.objectNode();
            incident.setAll((ObjectNode) shown.incident());
            incidents.add(incident.put("change", shown.change()));
        });
        node.set("opened", numbers(side.opened()));
        node.set("open", numbers(side.open()));
        return node;
    }

    private static ObjectNode grid(Grid grid) {
        return JsonNodeFactory.instance.objectNode().put("from", grid.from()).put("step", grid.step());
    }

    private static ArrayNode numbers(List<Long> numbers) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        numbers.forEach(array::add);
        return array;
    }

    /** JSON in which no character has a meaning to an HTML parser, nor ends a line for JavaScript. */
    static String scriptSafe(JsonNode node) {
        try {
            return JSON.writeValueAsString(node)
                    .replace("&", "\\u0026")
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }
}
