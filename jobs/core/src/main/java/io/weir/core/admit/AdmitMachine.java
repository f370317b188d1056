package io.weir.core.admit;

import io.weir.core.ChronologicalMachine;
import io.weir.core.OverQuotaRule;
import io.weir.core.scope.Candidate;
import io.weir.core.scope.ScopeOutput;
import io.weir.schema.Decision;
import io.weir.schema.Incident;
import java.util.Comparator;
import java.util.List;

/**
 * Lets a tenant have so many open incidents and no more. What comes beyond is not lost: those incidents are kept back,
 * and one incident of the tenant, the overflow, stands for all of them until they are over. One that is kept back stays
 * so until it resolves, also when there is room again, so that nothing jumps between the two. Key: tenant.
 *
 * <p>That the tenant is over its quota is told by the overflow as well, be there room or not: two incidents for one
 * overload would be one too many.
 *
 * <p>One that reopens later may pass; its revisions go on from where they were, so its first revision that anybody sees
 * need not be 1.
 */
public final class AdmitMachine extends ChronologicalMachine<AdmitState, ScopeOutput, ScopeOutput> {
    /** Order of what different scopes say at the same instant; what one scope says stays in its own order. */
    public static final Comparator<ScopeOutput> TIES =
            Comparator.comparing(ScopeOutput::incidentId, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** The key of an output: its tenant. */
    public static String keyOf(ScopeOutput output) {
        if (output.incident() != null) {
            return output.incident().tenant();
        }
        return output.candidate() != null
                ? output.candidate().tenant()
                : output.decision().tenant();
    }

    @Override
    protected AdmitState thaw(AdmitState state) {
        return state == null ? new AdmitState() : state.copy();
    }

    @Override
    protected boolean isEmpty(AdmitState state) {
        return state.open.isEmpty() && state.overflow == null;
    }

    @Override
    protected long timeOf(ScopeOutput output) {
        return output.at();
    }

    @Override
    protected Long dueAt(AdmitState state) {
        OverflowState overflow = state.overflow;
        if (overflow == null || overflow.resolveAt != null) {
            return overflow == null ? null : overflow.resolveAt;
        }
        return overflow.owed ? Long.valueOf(overflow.nextUpdateAt) : null;
    }

    @Override
    protected void due(AdmitState state, long at, List<ScopeOutput> out) {
        if (state.overflow.resolveAt == null) {
            Overflow.publish(state, Incident.Kind.UPDATED, at, out);
            return;
        }
        Overflow.publish(state, Incident.Kind.RESOLVED, at, out);
        state.overflow = null;
    }

    @Override
    protected void take(AdmitState state, ScopeOutput output, List<ScopeOutput> out) {
        if (output.incident() != null) {
            incident(state, output, out);
        } else if (output.candidate() != null) {
            candidate(state, output, out);
        } else {
            decision(state, output, out);
        }
    }

    private static void incident(AdmitState state, ScopeOutput output, List<ScopeOutput> out) {
        Incident incident = output.incident();
        String id = incident.incidentId();
        if (isKeptBack(state, incident)) {
            Overflow.take(state, incident, out);
        } else if (OverQuotaRule.decided(incident) && incident.status() == Incident.Status.OPEN) {
            Overflow.divert(state, incident, output.openIncidents(), out);
        } else if (incident.status() == Incident.Status.RESOLVED) {
            state.open.remove(id);
            out.add(output);
        } else if (state.open.containsKey(id) || hasRoom(state, output)) {
            state.open.put(id, true);
            out.add(output);
        } else {
            Overflow.divert(state, incident, output.openIncidents(), out);
        }
    }

    /** What opens, or opens again, is not kept back yet; and what was resolved before is not any more. */
    private static boolean isKeptBack(AdmitState state, Incident incident) {
        boolean opens = incident.kind() == Incident.Kind.OPENED || incident.kind() == Incident.Kind.REOPENED;
        boolean wasOver = incident.kind() == Incident.Kind.UPDATED && incident.status() == Incident.Status.RESOLVED;
        return state.diverted.containsKey(incident.incidentId())
                || (!opens && !wasOver && state.keepsBack(incident.incidentId()));
    }

    private static boolean hasRoom(AdmitState state, ScopeOutput output) {
        return output.openIncidents() == null || state.open.size() < output.openIncidents();
    }

    private static void candidate(AdmitState state, ScopeOutput output, List<ScopeOutput> out) {
        Candidate candidate = output.candidate();
        if (!state.keepsBack(candidate.incidentId())) {
            out.add(output);
        } else if (candidate.kind() == Candidate.Kind.FIRES) {
            out.add(ScopeOutput.of(AdmitDecision.notRemediated(candidate, state.overflow.incidentId)));
        }
    }

    private static void decision(AdmitState state, ScopeOutput output, List<ScopeOutput> out) {
        Decision decision = output.decision();
        boolean kept = decision.incidentId() != null && state.diverted.containsKey(decision.incidentId());
        out.add(kept ? ScopeOutput.of(AdmitDecision.inOverflow(decision, state.overflow.incidentId)) : output);
    }
}
