package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.store.Tables;
import java.util.List;

/** Puts the configured rows into the store; rows that are there already stay as they are. */
final class Seeds {
    private final Tables tables;

    Seeds(Tables tables) {
        this.tables = tables;
    }

    void plant(GlpiOptions options) {
        plant("Entity", 0, row("Entity", "Root entity").put("completename", "Root entity"));
        for (GlpiEntity entity : options.entities()) {
            String above = tables.get("Entity", entity.parent())
                    .map(r -> r.get("completename").asText())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "entity " + entity.id() + " has no parent " + entity.parent()));
            plant(
                    "Entity",
                    entity.id(),
                    row("Entity", entity.name())
                            .put("entities_id", entity.parent())
                            .put("tag", entity.tag())
                            .put("completename", above + " > " + entity.name()));
        }
        named("Group", options.groups());
        named("ITILCategory", options.categories());
        named("RequestType", options.requestTypes());
        named("State", options.states());
        for (GlpiUser user : options.users()) {
            plant("User", user.id(), row("User", user.name()).put("is_active", user.active() ? 1 : 0));
        }
        for (GlpiComputer computer : options.computers()) {
            plant(
                    "Computer",
                    computer.id(),
                    row("Computer", computer.name())
                            .put("entities_id", computer.entity())
                            .put("states_id", computer.state()));
        }
    }

    private void named(String table, List<GlpiNamed> list) {
        for (GlpiNamed named : list) {
            ObjectNode row = row(table, named.name());
            plant(table, named.id(), row.has("completename") ? row.put("completename", named.name()) : row);
        }
    }

    private static ObjectNode row(String table, String name) {
        ObjectNode row = Fields.defaults(table).put("name", name);
        for (String field : List.of("date_mod", "date_creation")) {
            if (row.has(field)) {
                row.put(field, GlpiText.now());
            }
        }
        return row;
    }

    private void plant(String table, int id, ObjectNode row) {
        if (tables.get(table, id).isEmpty()) {
            tables.put(table, id, row);
        }
    }
}
