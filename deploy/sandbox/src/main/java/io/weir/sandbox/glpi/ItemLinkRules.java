package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Assets of a ticket. Whether the asset exists, or belongs to the same entity, is not checked. */
final class ItemLinkRules extends ItemRules {
    private static final Set<String> ASSETS = Set.of(
            "Computer",
            "Monitor",
            "NetworkEquipment",
            "Peripheral",
            "Phone",
            "Printer",
            "Software",
            "DCRoom",
            "Rack",
            "Enclosure",
            "Database");

    ItemLinkRules(GlpiRows rows) {
        super(rows);
    }

    @Override
    void beforeAdd(Session session, JsonNode input, ObjectNode row) {
        String itemtype = row.get("itemtype").asText();
        if (!ASSETS.contains(itemtype)) {
            throw new PhpFatal("unknown item type " + itemtype);
        }
        rows.writableTicket(session, GlpiRows.number(row, "tickets_id"));
        boolean there = rows.tables.any(
                "Item_Ticket",
                r -> r.get("itemtype").asText().equals(itemtype)
                        && GlpiRows.number(r, "items_id") == GlpiRows.number(row, "items_id")
                        && GlpiRows.number(r, "tickets_id") == GlpiRows.number(row, "tickets_id"));
        if (there) {
            throw new Refused("");
        }
    }

    @Override
    void afterAdd(Session session, JsonNode input, ObjectNode row) {
        rows.touch(session, GlpiRows.number(row, "tickets_id"));
    }

    @Override
    String added(ObjectNode row) {
        return "Item successfully added: "
                + rows.tables
                        .get(row.get("itemtype").asText(), GlpiRows.number(row, "items_id"))
                        .map(item -> item.get("name").asText())
                        .orElse("");
    }

    @Override
    void beforeDelete(Session session, ObjectNode row) {
        rows.writableTicket(session, GlpiRows.number(row, "tickets_id"));
    }
}
