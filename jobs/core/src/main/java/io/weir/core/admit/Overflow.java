package io.weir.core.admit;

import io.weir.core.Digest;
import io.weir.core.OverQuotaRule;
import io.weir.core.scope.ScopeOutput;
import io.weir.schema.Incident;
import java.util.List;

/** What is kept back, and the incident that stands for it: opened at once, kept current, resolved with the last one. */
final class Overflow {
    /** It is updated no more often than this. */
    static final long UPDATE_EVERY_MS = 30_000;

    private static final int ID_DIGITS = 20;

    private Overflow() {}

    /** Keeps an incident back that is beyond the limit. */
    static void divert(AdmitState state, Incident incident, int limit, List<ScopeOutput> out) {
        boolean first = state.overflow == null;
        if (first) {
            state.overflow = begin(incident);
        }
        boolean overQuota = OverQuotaRule.decided(incident);
        state.overflow.everDiverted += overQuota ? 0 : 1;
        state.overflow.resolveAt = null;
        out.add(ScopeOutput.of(
                overQuota
                        ? AdmitDecision.overQuota(incident, state.overflow.incidentId)
                        : AdmitDecision.held(incident, state.overflow.incidentId, limit)));
        boolean known = overQuota || state.diverted.size() < AdmitState.DIVERTED_MAX;
        if (!known) {
            state.beyond++;
        }
        boolean worse = note(state, incident, known);
        if (first || worse || overQuota) {
            publish(state, first ? Incident.Kind.OPENED : Incident.Kind.UPDATED, incident.updatedAt(), out);
        } else {
            owe(state, incident.updatedAt());
        }
    }

    private static OverflowState begin(Incident incident) {
        OverflowState overflow = new OverflowState();
        overflow.tenant = incident.tenant();
        overflow.openedAt = incident.updatedAt();
        overflow.incidentId =
                Digest.of(ID_DIGITS, incident.tenant(), OverflowRevision.RULE, Long.toString(incident.updatedAt()));
        overflow.rulesVersion = incident.rulesVersion();
        return overflow;
    }

    /** Takes a revision of one that is kept back; whether it makes the overflow worse. */
    private static boolean note(AdmitState state, Incident incident, boolean known) {
        Diverted before = state.diverted.get(incident.incidentId());
        boolean detailed = before != null ? before.members() != null : state.diverted.size() < AdmitState.DETAILED_MAX;
        detailed |= OverQuotaRule.decided(incident);
        Diverted now = Diverted.of(incident, detailed);
        if (known) {
            state.diverted.put(incident.incidentId(), now);
        }
        return state.overflow.raise(now);
    }

    /** Takes the next revision of an incident that is kept back. */
    static void take(AdmitState state, Incident incident, List<ScopeOutput> out) {
        long at = incident.updatedAt();
        boolean known = state.diverted.containsKey(incident.incidentId());
        if (incident.status() == Incident.Status.OPEN) {
            if (note(state, incident, known)) {
                publish(state, Incident.Kind.UPDATED, at, out);
            } else {
                owe(state, at);
            }
            return;
        }
        if (known) {
            state.diverted.remove(incident.incidentId());
        } else {
            state.beyond--;
        }
        state.overflow.earlierMembers += incident.memberCount();
        state.overflow.stale |= "stale".equals(incident.resolution());
        state.overflow.gone = "gone".equals(incident.resolution()) ? Boolean.TRUE : state.overflow.gone;
        out.add(ScopeOutput.of(AdmitDecision.released(incident, state.overflow.incidentId)));
        owe(state, at);
        if (state.keptBack() == 0) {
            // not at once: another one may be kept back at the same instant
            state.overflow.resolveAt = at + 1;
        }
    }

    private static void owe(AdmitState state, long at) {
        if (!state.overflow.owed) {
            state.overflow.owed = true;
            state.overflow.nextUpdateAt = Math.max(state.overflow.nextUpdateAt, at);
        }
    }

    static void publish(AdmitState state, Incident.Kind kind, long at, List<ScopeOutput> out) {
        OverflowState overflow = state.overflow;
        overflow.revision++;
        overflow.owed = false;
        overflow.nextUpdateAt = at + UPDATE_EVERY_MS;
        Incident revision = OverflowRevision.of(state, kind, at);
        out.add(ScopeOutput.of(revision));
        out.add(ScopeOutput.of(AdmitDecision.published(revision)));
    }
}
