package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Entities, groups, categories and the like: only an administrator may change them. */
final class SettingRules extends ItemRules {
    private final String table;

    SettingRules(GlpiRows rows, String table) {
        super(rows);
        this.table = table;
    }

    @Override
    boolean readable(Session session) {
        return !table.equals("State") || session.isAdmin();
    }

    @Override
    boolean visible(Session session, ObjectNode row) {
        return !table.equals("Entity") || rows.entities.isActive(session, GlpiRows.number(row, "id"));
    }

    @Override
    void beforeAdd(Session session, JsonNode input, ObjectNode row) {
        if (!session.isAdmin()) {
            throw Refused.permission();
        }
        String name = row.get("name").asText();
        boolean there = rows.tables.any(
                table,
                r -> r.get("name").asText().equalsIgnoreCase(name)
                        && r.path("entities_id").asInt()
                                == row.path("entities_id").asInt());
        if (there && table.equals("State")) {
            throw new Refused("Status of items must be unique!");
        }
        if (there && table.equals("Entity")) {
            throw Refused.duplicate(row.get("entities_id").asInt() + "-" + name, "unicity");
        }
        if (row.has("completename")) {
            String above = table.equals("Entity") ? rows.entities.path(GlpiRows.number(row, "entities_id")) : "";
            row.put("completename", above.isEmpty() ? name : above + " > " + name);
        }
    }

    @Override
    String added(ObjectNode row) {
        return "Item successfully added: " + row.get("name").asText();
    }

    @Override
    void beforeUpdate(Session session, JsonNode input, ObjectNode old, ObjectNode row) {
        if (!session.isAdmin()) {
            throw Refused.permission();
        }
    }
}
