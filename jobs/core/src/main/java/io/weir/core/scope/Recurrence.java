package io.weir.core.scope;

import io.weir.core.scope.IncidentState.Phase;
import io.weir.schema.Incident.Reason;
import java.util.List;

/**
 * An alert of a resolved incident fires again: is it the old problem, or the first sign of a new one? Its company
 * tells. Until its wait is over it is an incident of its own; if by then nothing has come but a few alerts that the old
 * one knows, it goes on as the old one, which is reopened. A new storm, or alerts of other kinds, make it a new problem.
 */
final class Recurrence {
    /** Resolved no longer ago than this, an incident is reopened without waiting for company. */
    static final long AT_ONCE_MS = 60_000;
    /** More alerts than this are a new storm, though the old incident may know them all. */
    static final int FEW = 10;

    private Recurrence() {}

    /** Whether a resolved incident is reopened by an alert that it knows, without waiting for company. */
    static boolean atOnce(IncidentState resolved, long at) {
        return at - (resolved.closeAt - resolved.policy.reopenWithinMs()) <= AT_ONCE_MS;
    }

    /**
     * Decides when the wait is over.
     *
     * @return whether the incident went on as the old one; if not, it is a new problem
     */
    static boolean goesOn(ScopeState state, IncidentState young, long at, List<ScopeOutput> out) {
        IncidentState old = state.incident(young.recurrenceOf);
        young.recurrenceOf = null;
        boolean same = old != null
                && old.aside == null
                && young.memberCount <= FEW
                && young.untracked.isEmpty()
                && young.current.keySet().stream().allMatch(old::knows);
        if (!same) {
            return false;
        }
        Membership.takeOver(old, young);
        young.current.values().stream()
                .sorted(Membership.AS_JOINED)
                .forEach(member -> out.add(ScopeDecisions.wentOver(member, old, Reason.FIRED_AGAIN, at)));
        old.playbooks.putAll(young.playbooks);
        old.urgency = Math.max(old.urgency, young.urgency);
        old.impact = Math.max(old.impact, young.impact);
        if (young.severity.worseThan(old.severity)) {
            old.severity = young.severity;
        }
        boolean over = old.firing() == 0;
        old.quietAt = over ? Long.valueOf(Math.max(at + 1, young.quietAt == null ? at : young.quietAt)) : null;
        old.allEndedAt = over ? young.allEndedAt : null;
        young.become(Lifecycle.CLOSED, Reason.FIRED_AGAIN);
        state.remove(young);
        if (old.phase == Phase.RESOLVED) {
            Publication.reopen(old, Reason.FIRED_AGAIN, at, out);
        } else {
            Publication.owe(old, at);
            Publication.settle(old);
        }
        Offers.all(old, at, out);
        return true;
    }
}
