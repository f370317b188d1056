package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Incident;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes a ticket whose create broke off: GLPI writes the ticket first and its actors and items after it, in no
 * transaction. This comes before the ticket is claimed, so that a claimed ticket is known to have been complete once:
 * what a person takes away later stays away, also when the caller has lost its memory. All of it can be repeated; GLPI
 * keeps one link of the same two.
 */
final class TornCreate {
    private static final Logger LOG = LoggerFactory.getLogger(TornCreate.class);
    private static final int REQUESTER = 1;
    private static final int ASSIGNEE = 2;

    private final GlpiSession session;
    private final GlpiOptions.Tenant tenant;
    private final Incident incident;

    TornCreate(GlpiSession session, GlpiOptions.Tenant tenant, Incident incident) {
        this.session = session;
        this.tenant = tenant;
        this.incident = incident;
    }

    /**
     * Adds what is missing.
     *
     * @return what to tell of that which could not be added
     */
    List<String> repair(Ticket ticket, AssetLinks assets) throws HaltException {
        String ticketId = ticket.id();
        List<String> remarks = new ArrayList<>();
        int before = session.written();
        if (tenant.assignGroup() != null
                && !actor(ticketId, TicketFields.GROUP, "groups_id", tenant.assignGroup(), ASSIGNEE)) {
            remarks.add("group not assigned");
        }
        if (tenant.requester() != null
                && !actor(ticketId, TicketFields.USER, "users_id", tenant.requester(), REQUESTER)) {
            remarks.add("requester not set");
        }
        assets.link(incident.ticket(), ticketId);
        ObjectNode rest = TicketFields.torn(incident, tenant, ticket);
        if (!rest.isEmpty()) {
            session.update(TicketFields.TICKET, ticketId, rest);
        }
        if (session.written() > before) {
            LOG.info("ticket {} of incident {} was not made completely; repaired", ticketId, incident.incidentId());
        }
        return remarks;
    }

    private boolean actor(String ticketId, String relation, String field, int actor, int role) throws HaltException {
        return new TicketRelation(session, relation, ticketId).ensure(TicketFields.actor(ticketId, field, actor, role));
    }
}
