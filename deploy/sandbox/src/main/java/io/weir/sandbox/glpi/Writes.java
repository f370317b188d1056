package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Adding, changing and deleting, one item or many. A bulk request is not atomic: good items go through. */
final class Writes {
    /** What a stock proxy accepts as response header; a longer one becomes a 502 after everything is stored. */
    private static final int HEADER_LIMIT = 4096;

    private final GlpiRows rows;
    private final Map<String, ItemRules> rules;

    Writes(GlpiRows rows, Map<String, ItemRules> rules) {
        this.rows = rows;
        this.rules = rules;
    }

    Answer add(Session session, String itemtype, JsonNode input, String base, boolean decoded) {
        if (input.isObject()) {
            try {
                ObjectNode row = addOne(session, itemtype, input);
                int id = GlpiRows.number(row, "id");
                return Answer.json(201, added(itemtype, row, decoded))
                        .with("location", base + "/" + itemtype + "/" + id);
            } catch (Refused no) {
                return single("ERROR_GLPI_ADD", no);
            }
        }
        ArrayNode results = Json.array();
        List<Integer> ids = new ArrayList<>();
        for (JsonNode one : input) {
            try {
                ObjectNode row = addOne(session, itemtype, one);
                ids.add(GlpiRows.number(row, "id"));
                results.add(added(itemtype, row, decoded));
            } catch (Refused no) {
                results.add(Json.object().put("id", false).put("message", no.getMessage()));
            }
        }
        String link = ids.stream().map(id -> base + "/" + itemtype + "/" + id).collect(Collectors.joining(","));
        if (link.length() > HEADER_LIMIT) {
            return Answer.html(502, "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>\r\n");
        }
        return bulk("ADD", 201, ids.size(), results, input.size()).with("link", link);
    }

    private ObjectNode addOne(Session session, String itemtype, JsonNode input) {
        if (!input.isObject()) {
            throw new Refused("");
        }
        int asked = input.path("id").asInt(0);
        ObjectNode original = asked > 0 ? rows.tables.get(itemtype, asked).orElse(null) : null;
        ObjectNode row = original == null ? Fields.defaults(itemtype) : original.deepCopy();
        row.put("id", 0);
        Fields.apply(itemtype, input, row);
        String now = GlpiText.now();
        stamp(row, "date_creation", now);
        stamp(row, "date_mod", now);
        ItemRules rule = rules.get(itemtype);
        if (original == null) {
            rule.beforeAdd(session, input, row);
        } else if (!rule.visible(session, row)) {
            throw Refused.permission();
        }
        if (asked > 0 && original == null) {
            rows.tables.put(itemtype, asked, row);
            row.put("id", asked);
        } else {
            row.put("id", rows.tables.insert(itemtype, row));
        }
        rule.afterAdd(session, input, row);
        return row;
    }

    private JsonNode added(String itemtype, ObjectNode row, boolean decoded) {
        String message = rules.get(itemtype).added(row);
        return Json.object()
                .put("id", GlpiRows.number(row, "id"))
                .put("message", decoded ? GlpiText.decode(message) : message);
    }

    Answer update(Session session, String itemtype, Integer urlId, JsonNode input) {
        return change("UPDATE", urlId, input, one -> updateOne(session, itemtype, one));
    }

    private boolean updateOne(Session session, String itemtype, JsonNode input) {
        ObjectNode old = rows.tables.get(itemtype, input.get("id").asInt()).orElse(null);
        if (old == null) {
            return false;
        }
        ObjectNode row = old.deepCopy();
        Fields.apply(itemtype, input, row);
        rules.get(itemtype).beforeUpdate(session, input, old, row);
        stamp(row, "date_mod", GlpiText.now());
        rows.tables.update(itemtype, row);
        rules.get(itemtype).afterUpdate(session, input, old, row);
        return true;
    }

    Answer delete(Session session, String itemtype, Integer urlId, JsonNode input, boolean purge) {
        JsonNode target = urlId == null ? input : Json.object().put("id", urlId);
        return change("DELETE", urlId, target, one -> deleteOne(session, itemtype, one, purge));
    }

    private boolean deleteOne(Session session, String itemtype, JsonNode input, boolean purge) {
        int id = input.get("id").asInt();
        ObjectNode row = rows.tables.get(itemtype, id).orElse(null);
        if (row == null) {
            return false;
        }
        rules.get(itemtype).beforeDelete(session, row);
        if (row.has("is_deleted") && !purge) {
            stamp(row, "date_mod", GlpiText.now());
            rows.tables.update(itemtype, row.put("is_deleted", 1));
        } else {
            rows.tables.remove(itemtype, id);
            rules.get(itemtype).afterPurge(row);
        }
        return true;
    }

    /** An unknown id leaves no trace in a bulk result; an input without id does nothing and still says 200. */
    private static Answer change(String verb, Integer urlId, JsonNode input, Function<JsonNode, Boolean> step) {
        boolean one = input.isObject();
        ArrayNode results = Json.array();
        int good = 0;
        for (JsonNode each : one ? Json.array().add(input) : input) {
            JsonNode item = urlId != null && one ? ((ObjectNode) each.deepCopy()).put("id", urlId) : each;
            if (!item.has("id")) {
                if (one) {
                    return Answer.json(200, Json.array().add(Json.array()));
                }
                continue;
            }
            String id = item.get("id").asText();
            try {
                if (step.apply(item)) {
                    good++;
                    results.add(Json.object().put(id, true).put("message", ""));
                } else if (one) {
                    return single("ERROR_GLPI_" + verb, new Refused(null));
                }
            } catch (Refused no) {
                if (one) {
                    return single("ERROR_GLPI_" + verb, no);
                }
                results.add(Json.object().put(id, false).put("message", no.getMessage()));
            }
        }
        return bulk(verb, 200, good, results, one ? 1 : input.size());
    }

    private static Answer single(String code, Refused no) {
        return Answer.json(400, Json.array().add(code).add(no.getMessage()));
    }

    private static Answer bulk(String verb, int success, int good, ArrayNode results, int wanted) {
        if (good == wanted && good > 0) {
            return Answer.json(success, results);
        }
        return good > 0
                ? Answer.json(
                        207, Json.array().add("ERROR_GLPI_PARTIAL_" + verb).add(results))
                : Answer.json(400, Json.array().add("ERROR_GLPI_" + verb).add(results));
    }

    private static void stamp(ObjectNode row, String field, String now) {
        if (row.has(field)) {
            row.put(field, now);
        }
    }
}
