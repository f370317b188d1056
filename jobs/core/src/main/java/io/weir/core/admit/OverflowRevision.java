package io.weir.core.admit;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.OverQuota;
import io.weir.schema.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Renders the incident that stands for those kept back, as a whole desired state. */
final class OverflowRevision {
    /** Name of the rule in incidents and decisions. */
    static final String RULE = "overflow";

    private static final int LISTED_MAX = 100;
    private static final Comparator<Member> NEWEST_FIRST = Comparator.comparing(Member::joinedAt)
            .reversed()
            .thenComparing(Member::fingerprint)
            .thenComparing(Member::startsAt);

    private OverflowRevision() {}

    static Incident of(AdmitState state, Incident.Kind kind, long at) {
        OverflowState overflow = state.overflow;
        boolean resolved = kind == Incident.Kind.RESOLVED;
        int members = overflow.earlierMembers;
        int firing = 0;
        for (Diverted incident : state.diverted.values()) {
            members += incident.memberCount();
            firing += incident.firingCount();
        }
        List<Member> listed = listed(state);
        return new Incident(
                overflow.tenant,
                overflow.incidentId,
                overflow.revision,
                kind,
                resolved ? ending(overflow) : reason(state),
                resolved ? Incident.Status.RESOLVED : Incident.Status.OPEN,
                Map.of(),
                RULE,
                overflow.rulesVersion,
                overflow.severity,
                overflow.urgency,
                overflow.impact,
                title(state, resolved),
                overflow.openedAt,
                at,
                resolved ? Long.valueOf(at) : null,
                resolved ? resolution(overflow) : null,
                0,
                members,
                firing,
                listed,
                members - listed.size(),
                Topics.key(overflow.tenant, RULE),
                resolved ? Incident.State.RESOLVED : Incident.State.OPEN,
                overflow.priority,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static String reason(AdmitState state) {
        return incidents(state) == 0 ? Incident.Reason.OVER_QUOTA : Incident.Reason.TOO_MANY_OPEN;
    }

    private static String ending(OverflowState overflow) {
        if (overflow.stale) {
            return Incident.Reason.WENT_STALE;
        }
        return Boolean.TRUE.equals(overflow.gone) ? Incident.Reason.GONE_AT_SOURCE : Incident.Reason.ALL_RECOVERED;
    }

    private static String resolution(OverflowState overflow) {
        if (overflow.stale) {
            return "stale";
        }
        return Boolean.TRUE.equals(overflow.gone) ? "gone" : "recovered";
    }

    private static String title(AdmitState state, boolean resolved) {
        int incidents = resolved ? state.overflow.everDiverted : incidents(state);
        List<String> quotas = quotas(state);
        String over = quotas.isEmpty() ? "over its quota" : "over its quota of " + String.join(", ", quotas);
        if (incidents == 0) {
            return "Overflow: tenant " + state.overflow.tenant + " " + over;
        }
        return "Overflow: " + incidents + " more " + (incidents == 1 ? "incident" : "incidents") + " of tenant "
                + state.overflow.tenant + (quotas.isEmpty() ? "" : ", " + over);
    }

    /** How many incidents are kept back, those that only say that the tenant is over its quota not counted. */
    private static int incidents(AdmitState state) {
        long own = state.diverted.values().stream().filter(Diverted::overQuota).count();
        return state.keptBack() - (int) own;
    }

    /** The quotas that the tenant is over now, sorted. */
    private static List<String> quotas(AdmitState state) {
        return state.diverted.values().stream()
                .filter(Diverted::overQuota)
                .flatMap(incident -> incident.members().stream())
                .filter(member -> member.status() == Member.Status.FIRING)
                .map(member -> member.labels().getOrDefault(OverQuota.QUOTA, "?"))
                .distinct()
                .sorted()
                .toList();
    }

    /** The worst members of all incidents, the newest first among them. */
    private static List<Member> listed(AdmitState state) {
        return state.diverted.values().stream()
                .map(Diverted::members)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .sorted(Diverted.WORST_FIRST)
                .limit(LISTED_MAX)
                .sorted(NEWEST_FIRST)
                .toList();
    }
}
