package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.http.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** {@code search/<itemtype>}: numbered columns and criteria. Texts stay encoded, entity paths do not. */
final class Search {
    private final GlpiRows rows;
    private final Map<String, ItemRules> rules;

    Search(GlpiRows rows, Map<String, ItemRules> rules) {
        this.rows = rows;
        this.rules = rules;
    }

    Answer run(Session session, String itemtype, Request request) {
        if (!SearchOption.searchable(itemtype)) {
            throw GlpiError.documented(
                    "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM", "resource not found or not an instance of CommonDBTM");
        }
        Page page = Page.of(request);
        List<Criterion> criteria = criteria(itemtype, request);
        int deleted = request.flag("is_deleted") ? 1 : 0;
        List<ObjectNode> all = new ArrayList<>(rows.tables.select(
                itemtype,
                row -> row.path("is_deleted").asInt(0) == deleted
                        && rules.get(itemtype).visible(session, row)
                        && matches(row, criteria)));
        String sort = request.param("sort").orElse("1");
        String order = request.param("order").orElse("ASC");
        sort(all, SearchOption.of(itemtype, sort), order);
        List<ObjectNode> slice = page.slice(all);
        ObjectNode body = Json.object().put("totalcount", all.size()).put("count", slice.size());
        body.putArray("sort").add(Integer.parseInt(sort));
        body.putArray("order").add(order);
        if (!slice.isEmpty()) {
            ArrayNode data = body.putArray("data");
            slice.forEach(row -> data.add(shown(itemtype, row, request)));
        }
        body.put("content-range", page.contentRange(all.size()));
        return page.headers(Answer.json(page.status(slice.size(), all.size()), body), itemtype, all.size());
    }

    private static List<Criterion> criteria(String itemtype, Request request) {
        List<Criterion> out = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String prefix = "criteria[" + i + "]";
            if (request.query().keySet().stream().noneMatch(k -> k.startsWith(prefix))) {
                continue;
            }
            out.add(new Criterion(
                    request.param(prefix + "[link]").orElse("AND"),
                    SearchOption.of(itemtype, part(request, prefix + "[field]")),
                    part(request, prefix + "[searchtype]"),
                    part(request, prefix + "[value]")));
        }
        return out;
    }

    private static String part(Request request, String name) {
        return request.param(name).orElseThrow(() -> GlpiError.documented("ERROR", "Malformed search criteria"));
    }

    private boolean matches(ObjectNode row, List<Criterion> criteria) {
        boolean result = true;
        for (int i = 0; i < criteria.size(); i++) {
            Criterion criterion = criteria.get(i);
            boolean hit = criterion.matches(row, value(row, criterion.option()).asText(""));
            result = switch (criterion.link()) {
                case "OR" -> i == 0 ? hit : result || hit;
                case "AND NOT" -> result && !hit;
                case "OR NOT" -> i == 0 ? !hit : result || !hit;
                default -> result && hit;
            };
        }
        return result;
    }

    private JsonNode value(ObjectNode row, SearchOption option) {
        return switch (option.field()) {
            case "entities_id" ->
                TextNode.valueOf(rows.entities.path(row.get("entities_id").intValue()));
            case "states_id" ->
                TextNode.valueOf(rows.tables
                        .get("State", row.get("states_id").intValue())
                        .map(s -> s.get("name").asText())
                        .orElse(""));
            default -> row.get(option.field()).isNull() ? TextNode.valueOf("") : row.get(option.field());
        };
    }

    private void sort(List<ObjectNode> all, SearchOption option, String order) {
        Comparator<ObjectNode> by = option.kind() == SearchOption.Kind.NUMBER
                ? Comparator.comparingInt(row -> row.get(option.field()).intValue())
                : Comparator.comparing(row -> value(row, option).asText());
        all.sort(by);
        if (order.equals("DESC")) {
            Collections.reverse(all);
        }
    }

    private ObjectNode shown(String itemtype, ObjectNode row, Request request) {
        TreeSet<Integer> columns = new TreeSet<>(List.of(1));
        if (!itemtype.equals("Entity")) {
            columns.add(80);
        }
        request.query().forEach((name, values) -> {
            if (name.startsWith("forcedisplay[")) {
                values.stream()
                        .filter(v -> v.matches("\\d{1,6}"))
                        .map(Integer::valueOf)
                        .forEach(columns::add);
            }
        });
        ObjectNode out = Json.object();
        for (int number : columns) {
            SearchOption option = SearchOption.of(itemtype, String.valueOf(number));
            String key = request.flag("uid_cols") ? itemtype + "." + option.uid() : String.valueOf(number);
            out.set(key, value(row, option));
        }
        return out;
    }
}
