package io.weir.pipeline.deliver;

import io.weir.schema.Receipt;
import io.weir.schema.Remediation;

/**
 * What became of a remediation, on its way to the ticket.
 *
 * @param request the decision it is about
 * @param state the word for receipts, see {@link Receipt#state()}
 * @param reason in words; null when the state says it all
 * @param jobId null when there is no job
 * @param jobUrl null when there is none
 * @param note line for the ticket; null for none
 * @param at milliseconds since the epoch, wall clock
 */
public record RemediationNews(
        Remediation request, String state, String reason, String jobId, String jobUrl, NoteLine note, long at) {
    /** The state that is worth a verification. */
    static final String SUCCEEDED = "succeeded";

    /** The same for the receipts' topic. */
    Receipt receipt() {
        return new Receipt(
                request.tenant(),
                Receipt.Kind.REMEDIATION,
                request.incidentId(),
                null,
                state,
                reason,
                null,
                null,
                request.remediationId(),
                jobId,
                jobUrl,
                request.fingerprint(),
                null,
                at,
                null,
                null,
                null,
                null);
    }
}
