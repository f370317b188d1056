package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.http.Json;
import io.weir.sandbox.http.Request;
import java.util.List;
import java.util.Map;

/** A row as a caller wants it: ids only, names instead of ids, original bytes, with links. */
final class RowWriter {
    private static final Map<String, String> NAMES = Map.of(
            "entities_id", "Entity",
            "states_id", "State",
            "itilcategories_id", "ITILCategory",
            "requesttypes_id", "RequestType",
            "groups_id", "Group",
            "users_id", "User",
            "users_id_recipient", "User",
            "users_id_lastupdater", "User");
    private static final List<String> TICKET_CHILDREN =
            List.of("TicketTask", "Item_Ticket", "ITILSolution", "ITILFollowup", "Ticket_User", "Group_Ticket");

    private final GlpiRows rows;

    RowWriter(GlpiRows rows) {
        this.rows = rows;
    }

    JsonNode write(String itemtype, ObjectNode row, Request request, String base) {
        ObjectNode out = request.flag("only_id") ? Json.object().set("id", row.get("id")) : row.deepCopy();
        if (rows.version < 11) {
            out.remove("externalid");
        }
        if (request.flag("expand_dropdowns")) {
            expand(out);
        }
        if (wantsOriginal(request)) {
            decode(out);
        }
        if (request.param("get_hateoas")
                .map(v -> !v.equals("false") && !v.equals("0"))
                .orElse(true)) {
            out.set("links", links(itemtype, row, base));
        }
        return out;
    }

    static boolean wantsOriginal(Request request) {
        return request.header("x-glpi-sanitized-content")
                .map(v -> v.equalsIgnoreCase("false"))
                .orElse(false);
    }

    private static void decode(ObjectNode row) {
        row.properties().forEach(e -> {
            if (e.getValue().isTextual()) {
                row.put(e.getKey(), GlpiText.decode(e.getValue().textValue()));
            }
        });
    }

    private void expand(ObjectNode row) {
        NAMES.forEach((field, table) -> {
            if (row.has(field)) {
                int id = row.get(field).asInt();
                rows.tables.get(table, id).ifPresent(named -> {
                    String name = named.path("completename").asText();
                    row.put(
                            field,
                            GlpiText.encode(name.isEmpty() ? named.get("name").asText() : name));
                });
            }
        });
    }

    private static ArrayNode links(String itemtype, ObjectNode row, String base) {
        ArrayNode links = Json.array();
        if (row.has("entities_id")) {
            link(links, "Entity", base + "/Entity/" + row.get("entities_id").asInt());
        }
        if (row.has("tickets_id")) {
            link(links, "Ticket", base + "/Ticket/" + row.get("tickets_id").asInt());
        }
        if (itemtype.equals("Ticket")) {
            String self = base + "/Ticket/" + row.get("id").asInt() + "/";
            TICKET_CHILDREN.forEach(child -> link(links, child, self + child + "/"));
        }
        return links;
    }

    private static void link(ArrayNode links, String rel, String href) {
        links.add(Json.object().put("rel", rel).put("href", href));
    }
}
