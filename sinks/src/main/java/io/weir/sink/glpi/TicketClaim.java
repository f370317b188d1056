package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.schema.Incident;
import io.weir.sink.FailPoint;
import io.weir.sink.text.FollowupText;
import io.weir.sink.text.TicketText;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which ticket is <em>the</em> ticket of an incident. GLPI has no key of ours for tickets, but the uuid of a task is
 * unique in its database: the ticket that holds the task {@code inc-<incident id>} is the one. Tickets that only bear the
 * key in their title are remains of attempts that broke off.
 */
final class TicketClaim {
    private static final Logger LOG = LoggerFactory.getLogger(TicketClaim.class);
    private static final String FROM = "tickets_id_1";
    private static final String TO = "tickets_id_2";

    private final GlpiSession session;
    private final Incident incident;

    TicketClaim(GlpiSession session, Incident incident) {
        this.session = session;
        this.incident = incident;
    }

    /** The ticket that holds the claim. */
    Optional<String> holder() throws HaltException {
        String pattern = "^" + TicketFields.claimKey(incident.incidentId()) + "$";
        return session.search(TicketFields.TASK, "uuid", pattern).stream()
                .map(task -> task.path("tickets_id").asText())
                .findFirst();
    }

    /**
     * Tickets with the key at the front of their title, lowest id first, wherever they are; those in the trash are not
     * among them.
     */
    SortedMap<Long, Ticket> titled() throws HaltException {
        SortedMap<Long, Ticket> tickets = new TreeMap<>();
        String pattern = "^" + TicketText.titleKey(incident.incidentId());
        for (JsonNode row : session.search(TicketFields.TICKET, "name", pattern)) {
            tickets.put(row.path("id").asLong(), Ticket.of(row));
        }
        return tickets;
    }

    /**
     * Claims a ticket.
     *
     * @return the ticket that holds the claim afterwards, which may be another one
     */
    String claim(String ticketId) throws HaltException {
        GlpiAnswer answer = session.add(TicketFields.TASK, TicketFields.claim(incident, ticketId));
        if (answer instanceof GlpiAnswer.Created) {
            return ticketId;
        }
        // GLPI says no to a second claim, and to any task in a closed ticket: look which it was
        Optional<String> holder = holder();
        if (holder.isEmpty()) {
            LOG.warn("ticket {} of incident {} takes no claim", ticketId, incident.incidentId());
        }
        return holder.orElse(ticketId);
    }

    /**
     * Solves the other tickets of the incident and links them as duplicates. One that is linked was merged before: if
     * somebody opened it again since, it stays open.
     *
     * @param original a ticket that is there, and not in the trash
     * @return how many were merged now
     */
    int merge(Collection<Ticket> tickets, String original) throws HaltException {
        int merged = 0;
        for (Ticket ticket : tickets) {
            if (!ticket.id().equals(original) && !linked(ticket.id(), original)) {
                merged += merge(ticket, original) ? 1 : 0;
            }
        }
        return merged;
    }

    private boolean linked(String one, String other) throws HaltException {
        return link(one, other) || link(other, one);
    }

    /** Asked for by both ends: below a ticket GLPI lists the links of all tickets. */
    private boolean link(String from, String to) throws HaltException {
        Map<String, String> ends = Map.of(FROM, "^" + from + "$", TO, "^" + to + "$");
        return session.search(TicketFields.LINK, ends, 1).stream()
                .anyMatch(link -> link.path(FROM).asText().equals(from)
                        && link.path(TO).asText().equals(to));
    }

    private boolean merge(Ticket duplicate, String original) throws HaltException {
        String id = duplicate.id();
        boolean solve = !duplicate.over();
        // solved first: as long as they are not linked, solving one cannot solve the other
        if (solve) {
            LOG.info("ticket {} is a duplicate of {} for incident {}", id, original, incident.incidentId());
            String text = FollowupText.duplicate(incident, original);
            if (session.add(TicketFields.SOLUTION, TicketFields.line(id, text)) instanceof GlpiAnswer.Rejected) {
                session.update(TicketFields.TICKET, id, TicketFields.status(Ticket.SOLVED));
            }
        }
        FailPoint.reach("during-merge", "create");
        // a link that is there already is refused, and that is fine
        GlpiAnswer link = session.add(TicketFields.LINK, TicketFields.duplicate(id, original));
        return solve || link instanceof GlpiAnswer.Created;
    }
}
