package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Solutions. They solve the ticket and its duplicates. The real one checks "already solved" before it writes and can
 * be raced; here check and write are one step.
 */
final class SolutionRules extends ItemRules {
    static final int WAITING = 2;

    SolutionRules(GlpiRows rows) {
        super(rows);
    }

    @Override
    void beforeAdd(Session session, JsonNode input, ObjectNode row) {
        if (!row.get("itemtype").asText().equals("Ticket")) {
            throw Refused.permission();
        }
        int status = TicketStatus.of(rows.writableTicket(session, GlpiRows.number(row, "items_id")));
        if (status == TicketStatus.CLOSED) {
            throw Refused.permission();
        }
        if (status == TicketStatus.SOLVED) {
            throw new Refused("The item is already solved, did anyone pushed a solution before you?");
        }
        row.put("users_id", session.user().id());
        row.put("status", WAITING);
    }

    @Override
    void afterAdd(Session session, JsonNode input, ObjectNode row) {
        int id = GlpiRows.number(row, "items_id");
        solve(id);
        rows.touch(session, id);
        for (int duplicate : rows.duplicatesOf(id)) {
            boolean open = rows.ticket(duplicate)
                    .map(t -> !TicketStatus.isOver(TicketStatus.of(t)))
                    .orElse(false);
            if (open) {
                rows.tables.insert("ITILSolution", row.deepCopy().put("items_id", duplicate));
                solve(duplicate);
            }
        }
    }

    private void solve(int id) {
        ObjectNode ticket = rows.ticket(id).orElseThrow();
        String now = GlpiText.now();
        TicketStatus.set(ticket, TicketStatus.SOLVED, now);
        rows.tables.update("Ticket", ticket.put("date_mod", now));
    }

    @Override
    String added(ObjectNode row) {
        return "Item successfully added: " + GlpiRows.number(row, "id");
    }
}
