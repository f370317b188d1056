package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Incident;
import io.weir.sink.text.FollowupText;
import io.weir.sink.text.TicketText;

/** What is sent to GLPI, field by field. Never an {@code id}: GLPI would honour it. */
final class TicketFields {
    static final String TICKET = "Ticket";
    static final String TASK = "TicketTask";
    static final String FOLLOWUP = "ITILFollowup";
    static final String SOLUTION = "ITILSolution";
    static final String LINK = "Ticket_Ticket";

    private static final int INCIDENT = 1;
    private static final int INFORMATION = 0;
    private static final int DUPLICATE_OF = 2;

    private TicketFields() {}

    /** A new ticket. */
    static ObjectNode ticket(Incident incident, GlpiOptions.Tenant tenant) {
        ObjectNode input = changeable(incident)
                .put("content", TicketText.content(incident))
                .put("type", INCIDENT)
                .put("entities_id", tenant.entity());
        putIfSet(input, "itilcategories_id", tenant.category());
        putIfSet(input, "requesttypes_id", tenant.requestType());
        putIfSet(input, "_groups_id_assign", tenant.assignGroup());
        putIfSet(input, "_users_id_requester", tenant.requester());
        return input;
    }

    /** What is kept current. */
    static ObjectNode changeable(Incident incident) {
        return empty().put("name", TicketText.title(incident))
                .put("urgency", incident.urgency())
                .put("impact", incident.impact());
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
