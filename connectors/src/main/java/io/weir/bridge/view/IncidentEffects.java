package io.weir.bridge.view;

import io.weir.schema.DeadLetter;
import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an incident led to. Immutable: each method gives the next state.
 *
 * @param ticket newest receipt about its ticket, with the id and link of an older one where it has none; null when none
 * @param remediations by id, oldest first
 * @param deadLetters what could not be done, without the bytes, oldest first
 */
record IncidentEffects(Receipt ticket, Map<String, RemediationState> remediations, List<DeadLetter> deadLetters) {
    private static final int MOST = 50;
    static final IncidentEffects NONE = new IncidentEffects(null, Map.of(), List.of());

    /**
     * A remediation.
     *
     * @param decision newest record of what was decided, null when not seen
     * @param receipt newest receipt, null when none
     */
    record RemediationState(Remediation decision, Receipt receipt) {}

    IncidentEffects ticket(Receipt receipt) {
        Receipt merged = ticket == null || receipt.ticketId() != null ? receipt : withTicketOf(ticket, receipt);
        return new IncidentEffects(merged, remediations, deadLetters);
    }

    private static Receipt withTicketOf(Receipt older, Receipt newer) {
        return new Receipt(
                newer.tenant(),
                newer.kind(),
                newer.incidentId(),
                newer.revision(),
                newer.state(),
                newer.reason(),
                older.ticketId(),
                older.ticketUrl(),
                newer.remediationId(),
                newer.jobId(),
                newer.jobUrl(),
                newer.fingerprint(),
                newer.downtimeId(),
                newer.at(),
                newer.ticketStatus() == null ? older.ticketStatus() : newer.ticketStatus(),
                newer.channel(),
                newer.phase(),
                newer.externalId());
    }

    IncidentEffects decided(Remediation decision) {
        RemediationState before = remediations.get(decision.remediationId());
        return with(decision.remediationId(), new RemediationState(decision, before == null ? null : before.receipt));
    }

    IncidentEffects done(Receipt receipt) {
        RemediationState before = remediations.get(receipt.remediationId());
        return with(receipt.remediationId(), new RemediationState(before == null ? null : before.decision, receipt));
    }

    private IncidentEffects with(String remediationId, RemediationState state) {
        Map<String, RemediationState> next = new LinkedHashMap<>(remediations);
        next.put(remediationId, state);
        if (next.size() > MOST) {
            next.remove(next.keySet().iterator().next());
        }
        return new IncidentEffects(ticket, next, deadLetters);
    }

    IncidentEffects failed(DeadLetter letter) {
        List<DeadLetter> next = new ArrayList<>(deadLetters);
        next.add(new DeadLetter(
                letter.tenant(),
                letter.stage(),
                letter.reason(),
                letter.detail(),
                letter.source(),
                null,
                null,
                letter.incidentId(),
                letter.at(),
                letter.remediationId()));
        return new IncidentEffects(ticket, remediations, next.subList(Math.max(0, next.size() - MOST), next.size()));
    }
}
