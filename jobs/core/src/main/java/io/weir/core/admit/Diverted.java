package io.weir.core.admit;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.OverQuota;
import io.weir.schema.Severity;
import java.util.Comparator;
import java.util.List;

/**
 * What is kept of an incident that is kept back.
 *
 * @param severity worst severity among its members
 * @param urgency GLPI urgency
 * @param impact GLPI impact
 * @param priority GLPI priority; null when not known
 * @param memberCount all members ever
 * @param firingCount members that fire now
 * @param members its worst and newest few; null beyond {@link AdmitState#DETAILED_MAX} incidents
 */
public record Diverted(
        Severity severity,
        int urgency,
        int impact,
        Integer priority,
        int memberCount,
        int firingCount,
        List<Member> members) {
    private static final int KEPT = 3;

    /** Worst first; of the same severity what fires before what is over, and then the newest. */
    static final Comparator<Member> WORST_FIRST = Comparator.comparing(Member::severity)
            .thenComparing(member -> member.status() != Member.Status.FIRING)
            .thenComparing(Member::joinedAt, Comparator.reverseOrder())
            .thenComparing(Member::fingerprint)
            .thenComparing(Member::startsAt);

    /** Whether it says that the tenant is over its quota; such a one keeps its members. */
    boolean overQuota() {
        return members != null && members.stream().anyMatch(OverQuota::is);
    }

    static Diverted of(Incident incident, boolean detailed) {
        List<Member> few = detailed
                ? incident.members().stream().sorted(WORST_FIRST).limit(KEPT).toList()
                : null;
        return new Diverted(
                incident.severity(),
                incident.urgency(),
                incident.impact(),
                incident.priority(),
                incident.memberCount(),
                incident.firingCount(),
                few);
    }
}
