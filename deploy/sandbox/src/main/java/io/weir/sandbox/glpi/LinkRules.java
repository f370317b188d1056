package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Links between tickets; 2 means "the first is a duplicate of the second". One link per pair. */
final class LinkRules extends ItemRules {
    LinkRules(GlpiRows rows) {
        super(rows);
    }

    @Override
    void beforeAdd(Session session, JsonNode input, ObjectNode row) {
        int first = GlpiRows.number(row, "tickets_id_1");
        int second = GlpiRows.number(row, "tickets_id_2");
        rows.writableTicket(session, first);
        if (first == second || rows.ticket(second).isEmpty() || isLinked(first, second) || isLinked(second, first)) {
            throw new Refused("");
        }
    }

    @Override
    void afterAdd(Session session, JsonNode input, ObjectNode row) {
        rows.touch(session, GlpiRows.number(row, "tickets_id_1"));
        rows.touch(session, GlpiRows.number(row, "tickets_id_2"));
    }

    private boolean isLinked(int first, int second) {
        return rows.tables.any(
                "Ticket_Ticket",
                l -> GlpiRows.number(l, "tickets_id_1") == first && GlpiRows.number(l, "tickets_id_2") == second);
    }

    @Override
    String added(ObjectNode row) {
        return "Item successfully added: Linked ticket - ID " + GlpiRows.number(row, "id");
    }
}
