package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Follow-ups. They may reopen ({@code add_reopen}) or close ({@code add_close}) a solved ticket. */
final class FollowupRules extends ItemRules {
    private static final int ACCEPTED = 3;
    private static final int REFUSED = 4;

    FollowupRules(GlpiRows rows) {
        super(rows);
    }

    @Override
    void beforeAdd(Session session, JsonNode input, ObjectNode row) {
        if (!row.get("itemtype").asText().equals("Ticket")) {
            throw Refused.permission();
        }
        rows.writableTicket(session, GlpiRows.number(row, "items_id"));
        if (row.get("content").asText().isEmpty()) {
            throw new Refused("You can't add a followup without description");
        }
        row.put("users_id", session.user().id());
        if (row.get("date").isNull()) {
            row.put("date", GlpiText.now());
        }
    }

    @Override
    void afterAdd(Session session, JsonNode input, ObjectNode row) {
        int id = GlpiRows.number(row, "items_id");
        ObjectNode ticket = rows.ticket(id).orElseThrow();
        String now = GlpiText.now();
        if (ticket.get("takeintoaccountdate").isNull()) {
            ticket.put("takeintoaccountdate", now);
        }
        ticket.put("date_mod", now).put("users_id_lastupdater", session.user().id());
        if (TicketStatus.isOver(TicketStatus.of(ticket))) {
            if (isSet(input, "add_reopen")) {
                TicketStatus.set(ticket, rows.isAssigned(id) ? TicketStatus.ASSIGNED : TicketStatus.NEW, now);
                answerSolutions(id, REFUSED, now);
            } else if (isSet(input, "add_close")) {
                TicketStatus.set(ticket, TicketStatus.CLOSED, now);
                answerSolutions(id, ACCEPTED, now);
            }
        }
        rows.tables.update("Ticket", ticket);
    }

    private void answerSolutions(int ticket, int answer, String now) {
        for (ObjectNode solution : rows.solutionsOf(ticket)) {
            if (GlpiRows.number(solution, "status") == SolutionRules.WAITING) {
                solution.put("status", answer).put("date_approval", now);
                rows.tables.update("ITILSolution", solution);
            }
        }
    }

    private static boolean isSet(JsonNode input, String field) {
        return input.path(field).asInt(0) != 0 || input.path(field).asBoolean(false);
    }
}
