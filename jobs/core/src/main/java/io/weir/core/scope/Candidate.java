package io.weir.core.scope;

import io.weir.core.Playbook;

/**
 * A member of a published incident for which the rule book has a playbook, or the end of such a member. Times are
 * milliseconds of pipeline time, {@code startsAt} is the source's.
 *
 * @param kind fires or ended
 * @param at when
 * @param tenant owner
 * @param incidentId the incident
 * @param fingerprint the alert
 * @param startsAt its episode
 * @param alertname for people
 * @param joinedAt when the alert joined the incident; its age counts from here
 * @param flapping whether it flaps
 * @param playbook what the rule book offers
 * @param trace place in a trace of the incident; null when none is recorded
 */
public record Candidate(
        Kind kind,
        long at,
        String tenant,
        String incidentId,
        String fingerprint,
        long startsAt,
        String alertname,
        long joinedAt,
        boolean flapping,
        Playbook playbook,
        String trace) {
    /** Of an incident that is in no trace. */
    public Candidate(
            Kind kind,
            long at,
            String tenant,
            String incidentId,
            String fingerprint,
            long startsAt,
            String alertname,
            long joinedAt,
            boolean flapping,
            Playbook playbook) {
        this(kind, at, tenant, incidentId, fingerprint, startsAt, alertname, joinedAt, flapping, playbook, null);
    }

    /** Fires or ended. */
    public enum Kind {
        FIRES,
        ENDED
    }
}
