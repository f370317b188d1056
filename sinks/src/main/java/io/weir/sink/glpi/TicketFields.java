package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Incident;
import io.weir.sink.text.FollowupText;
import io.weir.sink.text.TicketText;
import java.util.List;

/** What is sent to GLPI, field by field. Never an {@code id}: GLPI would honour it. */
final class TicketFields {
    static final String TICKET = "Ticket";
    static final String TASK = "TicketTask";
    static final String FOLLOWUP = "ITILFollowup";
    static final String SOLUTION = "ITILSolution";
    static final String LINK = "Ticket_Ticket";
    static final String GROUP = "Group_Ticket";
    static final String USER = "Ticket_User";
    static final String ITEM = "Item_Ticket";
    static final String COMPUTER = "Computer";
    static final String CATEGORY = "itilcategories_id";

    private static final int INCIDENT = 1;
    private static final int INFORMATION = 0;
    private static final int DUPLICATE_OF = 2;

    private TicketFields() {}

    /**
     * A new ticket.
     *
     * @param computers ids of the computers to link
     */
    static ObjectNode ticket(Incident incident, GlpiOptions.Tenant tenant, List<Integer> computers) {
        // GLPI 10 drops externalid without a word, GLPI 11 shows it
        ObjectNode input = changeable(incident)
                .put("externalid", incident.incidentId())
                .put("content", TicketText.content(incident))
                .put("type", INCIDENT)
                .put("entities_id", tenant.entity());
        putIfSet(input, CATEGORY, tenant.category());
        putIfSet(input, "requesttypes_id", tenant.requestType());
        putIfSet(input, "_groups_id_assign", tenant.assignGroup());
        putIfSet(input, "_users_id_requester", tenant.requester());
        if (!computers.isEmpty()) {
            computers.forEach(input.putObject("items_id").putArray(COMPUTER)::add);
        }
        return input;
    }

    /** What is kept current. */
    private static ObjectNode changeable(Incident incident) {
        return rank(title(empty(), incident), incident);
    }

    /** The same without what a person changed. */
    static ObjectNode changeable(Incident incident, PersonActs acts) {
        ObjectNode input = acts.handsOff(TicketMemory.TITLE) ? empty() : title(empty(), incident);
        return acts.handsOff(TicketMemory.PRIORITY) ? input : rank(input, incident);
    }

    private static ObjectNode title(ObjectNode input, Incident incident) {
        return input.put("name", TicketText.title(incident));
    }

    private static ObjectNode rank(ObjectNode input, Incident incident) {
        return input.put("urgency", incident.urgency()).put("impact", incident.impact());
    }

    /** What a create that broke off left out of the ticket itself; empty when nothing. */
    static ObjectNode torn(Incident incident, GlpiOptions.Tenant tenant, Ticket ticket) {
        ObjectNode input = empty();
        if (ticket.category() == 0) {
            putIfSet(input, CATEGORY, tenant.category());
        }
        if (ticket.content().isBlank()) {
            input.put("content", TicketText.content(incident));
            rank(input, incident);
        }
        return input;
    }

    /** An actor of a ticket: a group or a user. */
    static ObjectNode actor(String ticketId, String field, int actor, int role) {
        return empty().put("tickets_id", Long.parseLong(ticketId))
                .put(field, actor)
                .put("type", role);
    }

    /** A computer of a ticket. */
    static ObjectNode item(String ticketId, int computer) {
        return empty().put("itemtype", COMPUTER).put("items_id", computer).put("tickets_id", Long.parseLong(ticketId));
    }

    /** The key of the claim, unique in GLPI's database. */
    static String claimKey(String incidentId) {
        return "inc-" + incidentId;
    }

    /** The claim of a ticket. */
    static ObjectNode claim(Incident incident, String ticketId) {
        return empty().put("tickets_id", Long.parseLong(ticketId))
                .put("uuid", claimKey(incident.incidentId()))
                .put("content", FollowupText.claim(incident))
                .put("is_private", 1)
                .put("state", INFORMATION);
    }

    /** A line of the timeline: a follow-up or a solution. */
    static ObjectNode line(String ticketId, String content) {
        return empty().put("itemtype", TICKET)
                .put("items_id", Long.parseLong(ticketId))
                .put("content", content);
    }

    /** Marks a ticket as the duplicate of another. */
    static ObjectNode duplicate(String ticketId, String original) {
        return empty().put("tickets_id_1", Long.parseLong(ticketId))
                .put("tickets_id_2", Long.parseLong(original))
                .put("link", DUPLICATE_OF);
    }

    /** A new status. */
    static ObjectNode status(int status) {
        return empty().put("status", status);
    }

    private static void putIfSet(ObjectNode input, String field, Integer value) {
        if (value != null) {
            input.put(field, value);
        }
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
