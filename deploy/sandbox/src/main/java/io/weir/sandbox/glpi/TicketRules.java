package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Tickets. */
final class TicketRules extends ItemRules {
    private final TicketActors actors;

    TicketRules(GlpiRows rows) {
        super(rows);
        this.actors = new TicketActors(rows);
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
        String now = GlpiText.now();
        if (row.get("date").isNull()) {
            row.put("date", now);
        }
        row.put("users_id_recipient", session.user().id());
        row.put("users_id_lastupdater", session.user().id());
        if (row.get("name").asText().isEmpty()) {
            row.put("name", GlpiText.title(row.get("content").asText()));
        }
        if (rows.version < 11) {
            row.putNull("externalid");
        }
        applyRule(row);
        int asked = GlpiRows.number(row, "priority");
        Priority.compute(row);
        if (session.isAdmin() && input.has("priority")) {
            row.put("priority", asked);
        }
        if (TicketStatus.of(row) == TicketStatus.NEW && TicketActors.assigns(input) && computesStatus(input)) {
            row.put("status", TicketStatus.ASSIGNED);
        }
        if (TicketStatus.of(row) != TicketStatus.NEW) {
            TicketStatus.set(row, TicketStatus.of(row), now);
        }
    }

    private void applyRule(ObjectNode row) {
        if (rows.ruleUrgency != null) {
            row.put("urgency", rows.ruleUrgency);
        }
    }

    private static boolean computesStatus(JsonNode input) {
        return !input.path("_do_not_compute_status").asBoolean(false);
    }

    @Override
    void afterAdd(Session session, JsonNode input, ObjectNode row) {
        actors.store(GlpiRows.number(row, "id"), input);
        input.path("items_id").properties().forEach(type -> {
            for (JsonNode item : type.getValue()) {
                ObjectNode link = Fields.defaults("Item_Ticket");
                link.put("itemtype", type.getKey());
                link.put("items_id", item.asInt());
                link.put("tickets_id", GlpiRows.number(row, "id"));
                rows.tables.insert("Item_Ticket", link);
            }
        });
    }

    @Override
    String added(ObjectNode row) {
        int id = GlpiRows.number(row, "id");
        String name = row.get("name").asText();
        return "Item successfully added: " + (name.isEmpty() ? "Ticket - ID " + id : name) + " (" + id + ")";
    }

    @Override
    void beforeUpdate(Session session, JsonNode input, ObjectNode old, ObjectNode row) {
        if (!visible(session, old) || !visible(session, row)) {
            throw Refused.permission();
        }
        if (rows.version < 11) {
            row.putNull("externalid");
        }
        if (input.has("urgency")) {
            applyRule(row);
        }
        if ((input.has("urgency") || input.has("impact")) && !input.has("priority")) {
            Priority.compute(row);
        }
        row.put("users_id_lastupdater", session.user().id());
        int wanted = TicketStatus.of(row);
        if (wanted == TicketStatus.NEW && !input.has("status") && TicketActors.assigns(input)) {
            wanted = TicketStatus.ASSIGNED;
        }
        if (wanted != TicketStatus.of(old)) {
            TicketStatus.set(row, wanted, GlpiText.now());
        }
    }

    @Override
    void afterUpdate(Session session, JsonNode input, ObjectNode old, ObjectNode row) {
        int id = GlpiRows.number(row, "id");
        actors.store(id, input);
        if (TicketStatus.isOver(TicketStatus.of(row)) && !TicketStatus.isOver(TicketStatus.of(old))) {
            for (int duplicate : rows.duplicatesOf(id)) {
                rows.ticket(duplicate)
                        .filter(t -> !TicketStatus.isOver(TicketStatus.of(t)))
                        .ifPresent(t -> {
                            TicketStatus.set(t, TicketStatus.SOLVED, GlpiText.now());
                            rows.tables.update("Ticket", t);
                        });
            }
        }
    }

    @Override
    void afterPurge(ObjectNode row) {
        int id = GlpiRows.number(row, "id");
        for (String table : List.of("TicketTask", "Group_Ticket", "Ticket_User", "Item_Ticket")) {
            purge(table, "tickets_id", id);
        }
        for (String table : List.of("ITILFollowup", "ITILSolution")) {
            purge(table, "items_id", id);
        }
        purge("Ticket_Ticket", "tickets_id_1", id);
        purge("Ticket_Ticket", "tickets_id_2", id);
    }

    private void purge(String table, String field, int ticket) {
        rows.tables
                .select(table, r -> GlpiRows.number(r, field) == ticket)
                .forEach(r -> rows.tables.remove(table, GlpiRows.number(r, "id")));
    }
}
