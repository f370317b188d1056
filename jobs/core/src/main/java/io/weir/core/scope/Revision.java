package io.weir.core.scope;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders the whole desired state of an incident; the same state gives the same revision, whatever the order before. */
final class Revision {
    private static final Comparator<Member> NEWEST_FIRST = Comparator.comparing(Member::joinedAt)
            .reversed()
            .thenComparing(Member::fingerprint)
            .thenComparing(Member::startsAt, Comparator.reverseOrder());
    private static final Comparator<Member> WORST_FIRST = Comparator.comparing(Member::severity)
            .thenComparing(Member::joinedAt)
            .thenComparing(Member::fingerprint)
            .thenComparing(Member::startsAt);

    /** Characters of labels and annotations in one revision; in JSON one can take six bytes, and a record holds 8 MiB. */
    private static final int LONGEST_TEXTS = 1_000_000;

    private Revision() {}

    /** Counts alerts, not episodes: one alert that fired twice is still one alert. */
    private static String title(IncidentState incident) {
        List<Member> alerts = new ArrayList<>(incident.current.values());
        alerts.sort(WORST_FIRST);
        boolean all = incident.untracked.isEmpty() && alerts.size() < IncidentState.TRACKED_MAX;
        return IncidentTitle.of(alerts, all ? alerts.size() : incident.memberCount, incident.scope);
    }

    /** How many fit: as many as the rule book wants, and no more text than a record can carry. */
    private static int listed(List<Member> members, int wanted) {
        int listed = 0;
        int left = LONGEST_TEXTS;
        while (listed < Math.min(members.size(), wanted)) {
            left -= length(members.get(listed).labels())
                    + length(members.get(listed).annotations());
            if (left < 0) {
                break;
            }
            listed++;
        }
        return listed;
    }

    private static int length(Map<String, String> texts) {
        return texts.entrySet().stream()
                .mapToInt(text -> text.getKey().length() + text.getValue().length())
                .sum();
    }

    static Incident of(IncidentState incident, Incident.Kind kind, String reason, long at) {
        List<Member> members = new ArrayList<>(incident.current.values());
        members.addAll(incident.earlier);
        String title = title(incident);
        boolean resolved = incident.phase == IncidentState.Phase.RESOLVED;
        String ending = incident.stale() ? "stale" : "recovered";
        members.sort(NEWEST_FIRST);
        int listed = listed(members, incident.policy.membersListed());
        return new Incident(
                incident.tenant,
                incident.incidentId,
                incident.revision,
                kind,
                reason,
                resolved ? Incident.Status.RESOLVED : Incident.Status.OPEN,
                new TreeMap<>(incident.scope),
                incident.policy.rule(),
                incident.policy.rulesVersion(),
                incident.severity,
                incident.urgency,
                incident.impact,
                title,
                incident.openedAt,
                at,
                resolved ? incident.allEndedAt : null,
                resolved ? ending : null,
                incident.reopened,
                incident.memberCount,
                incident.firing(),
                List.copyOf(members.subList(0, listed)),
                incident.memberCount - listed);
    }
}
