package io.weir.bridge.view;

import io.weir.schema.Receipt;
import io.weir.schema.Remediation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an incident led to. Immutable: each method gives the next state.
 *
 * @param ticket what is known of its ticket; null when nothing
 * @param remediations by id, oldest first
 * @param notifications newest receipt for each channel and phase, oldest first
 * @param deadLetters what could not be done, without the bytes, oldest first
 */
record IncidentEffects(
        TicketState ticket,
        Map<String, RemediationState> remediations,
        Map<String, Receipt> notifications,
        List<LetterEntry> deadLetters) {
    private static final int MOST = 50;
    static final IncidentEffects NONE = new IncidentEffects(null, Map.of(), Map.of(), List.of());

    /**
     * A remediation.
     *
     * @param decision newest record of what was decided, null when not seen
     * @param receipt newest receipt, null when none
     */
    record RemediationState(Remediation decision, Receipt receipt) {}

    IncidentEffects ticket(Receipt receipt) {
        return new IncidentEffects(TicketState.after(ticket, receipt), remediations, notifications, deadLetters);
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
        return new IncidentEffects(ticket, with(remediations, remediationId, state), notifications, deadLetters);
    }

    IncidentEffects notified(Receipt receipt) {
        String intent = receipt.channel() + "|" + receipt.phase();
        return new IncidentEffects(ticket, remediations, with(notifications, intent, receipt), deadLetters);
    }

    private static <E> Map<String, E> with(Map<String, E> before, String key, E value) {
        Map<String, E> next = new LinkedHashMap<>(before);
        next.put(key, value);
        if (next.size() > MOST) {
            next.remove(next.keySet().iterator().next());
        }
        return next;
    }

    IncidentEffects failed(LetterEntry letter) {
        List<LetterEntry> next = new ArrayList<>(deadLetters);
        next.add(letter);
        return new IncidentEffects(
                ticket, remediations, notifications, next.subList(Math.max(0, next.size() - MOST), next.size()));
    }
}
