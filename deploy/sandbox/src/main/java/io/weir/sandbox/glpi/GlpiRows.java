package io.weir.sandbox.glpi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.store.Tables;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The rows of GLPI's tables as the rules see them. */
final class GlpiRows {
    final Tables tables;
    final EntityTree entities;
    final int version;
    final Integer ruleUrgency;

    GlpiRows(Tables tables, GlpiOptions options) {
        this.tables = tables;
        this.version = options.version();
        this.ruleUrgency = options.ruleUrgency();
        this.entities = new EntityTree(tables);
    }

    Optional<ObjectNode> ticket(int id) {
        return tables.get("Ticket", id);
    }

    /** The ticket a timeline entry or link wants to touch, if this session may. */
    ObjectNode writableTicket(Session session, int id) {
        return ticket(id)
                .filter(t -> entities.isActive(session, number(t, "entities_id")))
                .orElseThrow(Refused::permission);
    }

    /** What hangs on a ticket changed: so did the ticket, and this user did it. */
    void touch(Session session, int ticket) {
        ticket(ticket)
                .ifPresent(row -> tables.update(
                        "Ticket",
                        row.put("date_mod", GlpiText.now())
                                .put("users_id_lastupdater", session.user().id())));
    }

    boolean isAssigned(int ticket) {
        Predicate<ObjectNode> assignee = row -> number(row, "tickets_id") == ticket && number(row, "type") == 2;
        return tables.any("Group_Ticket", assignee) || tables.any("Ticket_User", assignee);
    }

    /** Tickets marked as duplicates of this one. */
    List<Integer> duplicatesOf(int ticket) {
        return tables
                .select("Ticket_Ticket", l -> number(l, "tickets_id_2") == ticket && number(l, "link") == 2)
                .stream()
                .map(l -> number(l, "tickets_id_1"))
                .toList();
    }

    List<ObjectNode> solutionsOf(int ticket) {
        return tables.select(
                "ITILSolution",
                s -> number(s, "items_id") == ticket
                        && s.get("itemtype").asText().equals("Ticket"));
    }

    static int number(ObjectNode row, String field) {
        return row.get(field).intValue();
    }
}
