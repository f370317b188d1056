package io.weir.core.scope;

import io.weir.schema.Decision;
import io.weir.schema.Incident;

/**
 * One output of {@code Correlate}: exactly one of the first three is not null.
 *
 * @param incident a revision to publish
 * @param candidate something that may be remediated
 * @param decision what was decided and why
 * @param openIncidents how many incidents of the tenant may be open, by the rule book of this one; null for what is no
 *     revision, and where there is no such limit
 */
public record ScopeOutput(Incident incident, Candidate candidate, Decision decision, Integer openIncidents) {
    /** A revision of an incident that counts against no limit. */
    public static ScopeOutput of(Incident incident) {
        return new ScopeOutput(incident, null, null, null);
    }

    /** A revision of an incident whose rule book lets so many be open. */
    public static ScopeOutput of(Incident incident, int openIncidents) {
        return new ScopeOutput(incident, null, null, openIncidents);
    }

    /** A candidate. */
    public static ScopeOutput of(Candidate candidate) {
        return new ScopeOutput(null, candidate, null, null);
    }

    /** A decision. */
    public static ScopeOutput of(Decision decision) {
        return new ScopeOutput(null, null, decision, null);
    }

    /** Its instant, milliseconds of pipeline time. */
    public long at() {
        if (incident != null) {
            return incident.updatedAt();
        }
        return candidate != null ? candidate.at() : decision.at();
    }

    /** The incident it is about; null for a decision about none. */
    public String incidentId() {
        if (incident != null) {
            return incident.incidentId();
        }
        return candidate != null ? candidate.incidentId() : decision.incidentId();
    }
}
