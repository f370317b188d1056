package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Answer;
import io.weir.sandbox.http.HttpDate;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.http.Request;
import io.weir.sandbox.store.Tables;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Reading one item, a list, or what hangs on an item. */
final class Reads {
    private final GlpiRows rows;
    private final Map<String, ItemRules> rules;
    private final RowWriter writer;

    Reads(GlpiRows rows, Map<String, ItemRules> rules) {
        this.rows = rows;
        this.rules = rules;
        this.writer = new RowWriter(rows);
    }

    Answer one(Session session, String itemtype, int id, Request request, String base) {
        ObjectNode row = require(session, itemtype, id);
        Answer answer = Answer.json(200, writer.write(itemtype, row, request, base));
        if (row.path("date_mod").isTextual()) {
            var local = GlpiText.time(row.get("date_mod").textValue());
            return answer.with(
                    "Last-Modified",
                    HttpDate.of(local.atZone(ZoneId.systemDefault()).toInstant()));
        }
        return answer;
    }

    private ObjectNode require(Session session, String itemtype, int id) {
        checkReadable(session, itemtype);
        ObjectNode row = rows.tables.get(itemtype, id).orElseThrow(GlpiError::notFound);
        if (!rules.get(itemtype).visible(session, row)) {
            throw GlpiError.noRight();
        }
        return row;
    }

    /** Several items by {@code items[n][itemtype]} and {@code items[n][items_id]}; one missing fails them all. */
    Answer several(Session session, Request request, String base) {
        ArrayNode out = Json.array();
        for (int i = 0; request.param("items[" + i + "][itemtype]").isPresent(); i++) {
            String itemtype = request.param("items[" + i + "][itemtype]").orElseThrow();
            int id = Integer.parseInt(request.param("items[" + i + "][items_id]")
                    .filter(t -> t.matches("\\d{1,9}"))
                    .orElse("0"));
            if (!Fields.isItemtype(itemtype)) {
                throw GlpiError.notFound();
            }
            out.add(writer.write(itemtype, require(session, itemtype, id), request, base));
        }
        return Answer.json(200, out);
    }

    /**
     * The rows of {@code child} that hang on an item. A kind that does not name the item in one column, as links between
     * tickets with their two, is not filtered: all rows come, as from the real one.
     */
    Answer below(Session session, String itemtype, int id, String child, Request request, String base) {
        require(session, itemtype, id);
        Predicate<ObjectNode> hangs = row -> {
            if (row.has("itemtype")) {
                boolean direct = row.get("itemtype").asText().equals(itemtype) && number(row, "items_id") == id;
                return direct || (itemtype.equals("Ticket") && number(row, "tickets_id") == id);
            }
            return !row.has(foreignKey(itemtype)) || number(row, foreignKey(itemtype)) == id;
        };
        return list(session, child, request, base, hangs);
    }

    private static String foreignKey(String itemtype) {
        return Fields.table(itemtype).substring("glpi_".length()) + "_id";
    }

    private static int number(ObjectNode row, String field) {
        return row.path(field).asInt(-1);
    }

    Answer list(Session session, String itemtype, Request request, String base, Predicate<ObjectNode> extra) {
        checkReadable(session, itemtype);
        Page page = Page.of(request);
        Predicate<ObjectNode> test = extra.and(searchText(itemtype, request));
        if (Fields.has(itemtype, "is_deleted")) {
            int deleted = request.flag("is_deleted") ? 1 : 0;
            test = test.and(row -> number(row, "is_deleted") == deleted);
        }
        ItemRules rule = rules.get(itemtype);
        Tables.Selection found = rows.tables.select(
                itemtype, test.and(r -> rule.visible(session, r)), order(itemtype, request), page::slice);
        ArrayNode body = Json.array();
        found.rows().forEach(row -> body.add(writer.write(itemtype, row, request, base)));
        int status = page.status(found.rows().size(), found.total());
        return page.headers(Answer.json(status, body), itemtype, found.total());
    }

    private void checkReadable(Session session, String itemtype) {
        if (!rules.get(itemtype).readable(session)) {
            throw GlpiError.noRight();
        }
    }

    private Predicate<ObjectNode> searchText(String itemtype, Request request) {
        Map<String, Like> wanted = new LinkedHashMap<>();
        request.query().forEach((name, values) -> {
            if (name.startsWith("searchText[") && name.endsWith("]")) {
                String field = name.substring("searchText[".length(), name.length() - 1);
                if (!Fields.has(itemtype, field) || (field.equals("externalid") && rows.version < 11)) {
                    throw GlpiError.documented(
                            "ERROR_FIELD_NOT_FOUND", "Field " + field + " is not valid for " + itemtype + " item.");
                }
                String text = values.get(values.size() - 1);
                if (!text.isEmpty()) {
                    wanted.put(field, Like.of(text));
                }
            }
        });
        return row -> wanted.entrySet().stream().allMatch(e -> {
            JsonNode value = row.get(e.getKey());
            return !value.isNull() && e.getValue().matches(value.asText());
        });
    }

    /** Rows of the same value go by their ids. */
    private static Comparator<ObjectNode> order(String itemtype, Request request) {
        String field = request.param("sort").orElse("id");
        if (!Fields.has(itemtype, field)) {
            throw GlpiError.documented("ERROR", "sort param is not a field of " + Fields.table(itemtype));
        }
        Comparator<ObjectNode> order = Fields.defaults(itemtype).get(field).isNumber()
                ? Comparator.comparingInt(row -> row.get(field).intValue())
                : Comparator.comparing(row -> row.get(field).asText());
        order = order.thenComparingInt(row -> row.get("id").intValue());
        return request.param("order").orElse("ASC").equals("DESC") ? order.reversed() : order;
    }
}
