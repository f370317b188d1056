package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One kind of what hangs on a ticket: its groups, its users, or its computers. GLPI keeps each once. It refuses a second
 * one, and with the same words one that must not be; so what it refuses is looked for.
 */
final class TicketRelation {
    private final GlpiSession session;
    private final String kind;
    private final String ticketId;
    private final List<ObjectNode> added = new ArrayList<>();
    private List<JsonNode> found;

    /** @param kind {@code Group_Ticket}, {@code Ticket_User} or {@code Item_Ticket} */
    TicketRelation(GlpiSession session, String kind, String ticketId) {
        this.session = session;
        this.kind = kind;
        this.ticketId = ticketId;
    }

    /** Adds one unless it is there; whether it is there afterwards. */
    boolean ensure(ObjectNode wanted) throws HaltException {
        if (session.add(kind, wanted) instanceof GlpiAnswer.Created) {
            added.add(wanted);
            return true;
        }
        return added.contains(wanted) || found().stream().anyMatch(row -> matches(row, wanted));
    }

    private List<JsonNode> found() throws HaltException {
        if (found == null) {
            try {
                found = session.children(TicketFields.TICKET, ticketId, kind, true);
            } catch (ForbiddenException e) {
                // who may not look is told that it is not there
                found = List.of();
            }
        }
        return found;
    }

    private static boolean matches(JsonNode row, ObjectNode wanted) {
        return wanted.properties().stream()
                .allMatch(field -> row.path(field.getKey())
                        .asText()
                        .equals(field.getValue().asText()));
    }
}
