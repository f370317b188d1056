package io.weir.pipeline.deliver;

import io.weir.schema.Retry;

/**
 * What concerns one incident's ticket and is no revision of the incident. One of the two is null.
 *
 * @param news a remediation got somewhere
 * @param retry somebody wants what was given up tried again
 */
public record TicketSignal(RemediationNews news, Retry retry) {
    String tenant() {
        return news == null ? retry.tenant() : news.request().tenant();
    }

    String incidentId() {
        return news == null ? retry.incidentId() : news.request().incidentId();
    }
}
