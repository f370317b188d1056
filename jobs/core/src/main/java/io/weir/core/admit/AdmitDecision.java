package io.weir.core.admit;

import io.weir.core.scope.Candidate;
import io.weir.schema.Decision;
import io.weir.schema.Incident;
import java.util.Map;
import java.util.TreeMap;

/** What is told of incidents that are kept back. */
final class AdmitDecision {
    /** Why something is kept back: the tenant has too many open incidents. */
    static final String OVERFLOW = "overflow";

    private static final String OVERFLOW_OVER = "overflow-over";

    private AdmitDecision() {}

    static Decision held(Incident incident, String overflowId, int limit) {
        return about(
                incident,
                Decision.Kind.HELD,
                OVERFLOW,
                Map.of(OVERFLOW, overflowId, "openIncidents", Integer.toString(limit)));
    }

    static Decision overQuota(Incident incident, String overflowId) {
        return about(incident, Decision.Kind.HELD, OVERFLOW, Map.of(OVERFLOW, overflowId));
    }

    static Decision released(Incident incident, String overflowId) {
        return about(incident, Decision.Kind.RELEASED, OVERFLOW_OVER, Map.of(OVERFLOW, overflowId));
    }

    static Decision published(Incident overflow) {
        return about(overflow, Decision.Kind.PUBLISHED, overflow.reason(), null);
    }

    private static Decision about(Incident incident, Decision.Kind kind, String reason, Map<String, String> detail) {
        return new Decision(
                incident.tenant(),
                incident.updatedAt(),
                kind,
                reason,
                null,
                null,
                null,
                incident.incidentId(),
                incident.revision(),
                incident.scopeKey(),
                incident.rule(),
                incident.rulesVersion(),
                detail);
    }

    /** An alert came to an incident that is kept back: so is the alert. Other decisions only say where they went. */
    static Decision inOverflow(Decision decision, String overflowId) {
        boolean entered = decision.kind() == Decision.Kind.OPENED || decision.kind() == Decision.Kind.JOINED;
        Map<String, String> detail = new TreeMap<>(decision.detail() == null ? Map.of() : decision.detail());
        detail.put(OVERFLOW, overflowId);
        return new Decision(
                decision.tenant(),
                decision.at(),
                entered ? Decision.Kind.HELD : decision.kind(),
                entered ? OVERFLOW : decision.reason(),
                decision.alertname(),
                decision.fingerprint(),
                decision.startsAt(),
                decision.incidentId(),
                decision.revision(),
                decision.scopeKey(),
                decision.rule(),
                decision.rulesVersion(),
                detail);
    }

    static Decision notRemediated(Candidate candidate, String overflowId) {
        return new Decision(
                candidate.tenant(),
                candidate.at(),
                Decision.Kind.REMEDIATION,
                OVERFLOW,
                candidate.alertname(),
                candidate.fingerprint(),
                candidate.startsAt(),
                candidate.incidentId(),
                null,
                null,
                candidate.playbook().rule(),
                null,
                Map.of(OVERFLOW, overflowId));
    }
}
