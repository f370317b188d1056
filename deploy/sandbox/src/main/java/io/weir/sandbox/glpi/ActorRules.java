package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Groups and users of a ticket, one row per role: 1 requester, 2 assignee, 3 observer. */
final class ActorRules extends ItemRules {
    private final String table;
    private final String actor;

    /** @param actor column of the group or user */
    ActorRules(GlpiRows rows, String table, String actor) {
        super(rows);
        this.table = table;
        this.actor = actor;
    }

    @Override
    void beforeAdd(Session session, JsonNode input, ObjectNode row) {
        int ticket = GlpiRows.number(row, "tickets_id");
        rows.writableTicket(session, ticket);
        boolean there = rows.tables.any(
                table,
                r -> GlpiRows.number(r, "tickets_id") == ticket
                        && GlpiRows.number(r, actor) == GlpiRows.number(row, actor)
                        && GlpiRows.number(r, "type") == GlpiRows.number(row, "type"));
        if (there) {
            throw new Refused("");
        }
    }

    @Override
    void afterAdd(Session session, JsonNode input, ObjectNode row) {
        ObjectNode ticket = rows.ticket(GlpiRows.number(row, "tickets_id")).orElseThrow();
        if (GlpiRows.number(row, "type") == 2 && TicketStatus.of(ticket) == TicketStatus.NEW) {
            TicketStatus.set(ticket, TicketStatus.ASSIGNED, GlpiText.now());
            rows.tables.update("Ticket", ticket);
        }
        rows.touch(session, GlpiRows.number(row, "tickets_id"));
    }

    @Override
    void beforeDelete(Session session, ObjectNode row) {
        rows.writableTicket(session, GlpiRows.number(row, "tickets_id"));
    }
}
