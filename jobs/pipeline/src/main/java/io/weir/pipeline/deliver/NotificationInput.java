package io.weir.pipeline.deliver;

import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Retry;
import io.weir.schema.Topics;

/**
 * What people may have to be told of. Exactly one of the last three is there.
 *
 * @param tenant owner
 * @param incidentId the incident it is about
 * @param incident a revision
 * @param retry somebody wants what was given up told after all
 * @param ticketUrl the page of the incident's ticket has become known
 */
public record NotificationInput(String tenant, String incidentId, Incident incident, Retry retry, String ticketUrl) {
    /** The stage of dead letters and retries. */
    static final String STAGE = "notify";

    static NotificationInput of(Incident incident) {
        return new NotificationInput(incident.tenant(), incident.incidentId(), incident, null, null);
    }

    static NotificationInput of(Retry retry) {
        return new NotificationInput(retry.tenant(), retry.incidentId(), null, retry, null);
    }

    static NotificationInput of(Receipt ticket) {
        return new NotificationInput(ticket.tenant(), ticket.incidentId(), null, null, ticket.ticketUrl());
    }

    /** Whether a retry is for this stage. */
    static boolean concerns(Retry retry) {
        return STAGE.equals(retry.stage()) && retry.incidentId() != null;
    }

    /** Whether a receipt tells of a ticket's page. */
    static boolean tellsOfTicket(Receipt receipt) {
        return receipt.kind() == Receipt.Kind.TICKET && receipt.incidentId() != null && receipt.ticketUrl() != null;
    }

    String key() {
        return Topics.key(tenant, incidentId);
    }
}
