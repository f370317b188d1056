package io.weir.core.scope;

import io.weir.schema.Incident;
import io.weir.schema.RenderedMembers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders the whole desired state of an incident; the same state gives the same revision, whatever the order before. */
final class Revision {
    private Revision() {}

    /** Counts alerts, not episodes: one alert that fired twice is still one alert. Those under a cause do not count. */
    private static String title(IncidentState incident) {
        boolean apartToo = incident.alerts() == 0 || incident.census().apart == 0;
        List<Listed> alerts = incident.listing().newest(apartToo);
        boolean all = incident.untracked.isEmpty() && incident.current.size() < IncidentState.TRACKED_MAX;
        return IncidentTitle.of(alerts, all ? alerts.size() : incident.memberCount, incident.scope);
    }

    /** What the lookup tables say without contradiction; null when nothing. */
    private static Map<String, String> facts(IncidentState incident) {
        Map<String, String> agreed = new TreeMap<>(incident.facts);
        agreed.values().removeIf(String::isEmpty);
        return agreed.isEmpty() ? null : agreed;
    }

    /** How a resolved incident ended. */
    private static String ending(IncidentState incident) {
        if (incident.mergedUnder != null) {
            return "merged";
        }
        if (incident.stale()) {
            return "stale";
        }
        return incident.gone() ? "gone" : "recovered";
    }

    /** The revision after the last one that was shown. */
    static Incident next(IncidentState incident, Incident.Kind kind, String reason, long at) {
        boolean resolved = incident.phase == IncidentState.Phase.RESOLVED;
        RenderedMembers listed = incident.listing().rendered(incident.policy.membersListed());
        return new Incident(
                incident.tenant,
                incident.incidentId,
                incident.revision + 1,
                kind,
                reason,
                resolved ? Incident.Status.RESOLVED : Incident.Status.OPEN,
                new TreeMap<>(incident.scope),
                incident.policy.rule(),
                incident.policy.rulesVersion(),
                incident.severity,
                incident.urgency,
                incident.impact,
                title(incident),
                incident.openedAt,
                at,
                resolved ? incident.allEndedAt : null,
                resolved ? ending(incident) : null,
                incident.reopened,
                incident.memberCount,
                incident.firing(),
                listed,
                incident.memberCount - listed.size(),
                incident.scopeKey,
                incident.lifecycle.word(),
                Weight.priority(incident.urgency, incident.impact),
                facts(incident),
                incident.suppressed() == 0 ? null : Integer.valueOf(incident.suppressed()),
                incident.mergedUnder,
                Seat.of(incident),
                incident.acknowledgedBy,
                incident.acknowledgedAt,
                incident.wishes == null ? null : incident.wishes.now(),
                null,
                incident.trace);
    }
}
