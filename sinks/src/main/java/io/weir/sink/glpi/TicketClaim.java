package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.schema.Incident;
import io.weir.sink.text.FollowupText;
import io.weir.sink.text.TicketText;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which ticket is <em>the</em> ticket of an incident. GLPI has no key of ours for tickets, but the uuid of a task is
 * unique in its database: the ticket that holds the task {@code inc-<incident id>} is the one. Tickets that only bear the
 * key in their title are remains of attempts that broke off.
 */
final class TicketClaim {
    private static final Logger LOG = LoggerFactory.getLogger(TicketClaim.class);

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

    /** Tickets with the key at the front of their title, lowest id first; those in the trash are not among them. */
    SortedSet<Long> titled() throws HaltException {
        TreeSet<Long> ids = new TreeSet<>();
        String pattern = "^" + TicketText.titleKey(incident.incidentId());
        for (JsonNode ticket : session.search(TicketFields.TICKET, "name", pattern)) {
            ids.add(ticket.path("id").asLong());
        }
        return ids;
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

    /** Solves the other tickets of the incident and marks them as duplicates. */
    void merge(Collection<Long> tickets, String original) throws HaltException {
        for (Long ticket : tickets) {
            String id = Long.toString(ticket);
            if (!id.equals(original)) {
                merge(id, original);
            }
        }
    }

    private void merge(String id, String original) throws HaltException {
        GlpiAnswer answer = session.get(TicketFields.TICKET, id);
        if (!(answer instanceof GlpiAnswer.Ok ok) || Ticket.of(ok.body()).deleted()) {
            return;
        }
        // solved first: as long as they are not linked, solving one cannot solve the other
        if (!Ticket.of(ok.body()).over()) {
            LOG.info("ticket {} is a duplicate of {} for incident {}", id, original, incident.incidentId());
            String text = FollowupText.duplicate(incident, original);
            if (session.add(TicketFields.SOLUTION, TicketFields.line(id, text)) instanceof GlpiAnswer.Rejected) {
                session.update(TicketFields.TICKET, id, TicketFields.status(Ticket.SOLVED));
            }
        }
        // a link that is there already is refused, and that is fine
        session.add(TicketFields.LINK, TicketFields.duplicate(id, original));
    }
}
