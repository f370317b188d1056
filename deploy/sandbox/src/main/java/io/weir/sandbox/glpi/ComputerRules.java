package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Computers, seen and changed within the session's entities. */
final class ComputerRules extends ItemRules {
    ComputerRules(GlpiRows rows) {
        super(rows);
    }

    @Override
    boolean visible(Session session, ObjectNode row) {
        return rows.entities.isActive(session, GlpiRows.number(row, "entities_id"));
    }

    @Override
    void beforeAdd(Session session, JsonNode input, ObjectNode row) {
        if (!input.has("entities_id")) {
            row.put("entities_id", session.entity());
        }
        if (!visible(session, row)) {
            throw Refused.permission();
        }
    }

    @Override
    String added(ObjectNode row) {
        return "Item successfully added: " + row.get("name").asText();
    }

    @Override
    void beforeUpdate(Session session, JsonNode input, ObjectNode old, ObjectNode row) {
        if (!visible(session, old) || !visible(session, row)) {
            throw Refused.permission();
        }
    }
}
