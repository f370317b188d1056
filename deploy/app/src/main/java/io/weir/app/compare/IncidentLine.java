package io.weir.app.compare;

import io.weir.app.sort.SortKey;
import io.weir.schema.EpochMillis;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A line of {@code incidents.jsonl}: one revision, its fields in this order. Times are milliseconds since the epoch.
 *
 * @param openedAt when its first alert was received
 * @param resolvedAt when its last member ended; null while open
 * @param members sorted by fingerprint and start: those that the revision lists, at most {@link #MEMBERS_MAX}; of the last
 *     revision all, see {@link LastRevisions}
 * @param updatedAt when it was decided; of revision 1, when the ticket would be opened
 * @param memberCount all members ever, listed or not
 */
record IncidentLine(
        String incidentId,
        long revision,
        Incident.Kind kind,
        String reason,
        String tenant,
        Map<String, String> scope,
        String rule,
        Severity severity,
        Integer priority,
        @EpochMillis Long openedAt,
        @EpochMillis Long resolvedAt,
        List<MemberLine> members,
        @EpochMillis Long updatedAt,
        Incident.Status status,
        String title,
        int memberCount) {

    /** So many members are listed at most. */
    static final int MEMBERS_MAX = 1_000;

    /**
     * One member of a revision.
     *
     * @param status null when the revision does not list it
     * @param labels null when no revision lists it
     */
    record MemberLine(
            String fingerprint, @EpochMillis Long startsAt, Member.Status status, Map<String, String> labels) {
        private static final Comparator<MemberLine> ORDER =
                Comparator.comparing(MemberLine::fingerprint).thenComparing(MemberLine::startsAt);
    }

    static IncidentLine of(Incident incident) {
        return new IncidentLine(
                incident.incidentId(),
                incident.revision(),
                incident.kind(),
                incident.reason(),
                incident.tenant(),
                incident.scope(),
                incident.rule(),
                incident.severity(),
                incident.priority(),
                incident.openedAt(),
                incident.resolvedAt(),
                incident.members().stream()
                        .map(member -> new MemberLine(
                                member.fingerprint(), member.startsAt(), member.status(), member.labels()))
                        .sorted(MemberLine.ORDER)
                        .limit(MEMBERS_MAX)
                        .toList(),
                incident.updatedAt(),
                incident.status(),
                incident.title(),
                incident.memberCount());
    }

    /** The same with these members. */
    IncidentLine with(List<MemberLine> all) {
        return new IncidentLine(
                incidentId,
                revision,
                kind,
                reason,
                tenant,
                scope,
                rule,
                severity,
                priority,
                openedAt,
                resolvedAt,
                all.stream().sorted(MemberLine.ORDER).toList(),
                updatedAt,
                status,
                title,
                memberCount);
    }

    /** Its place in the file. */
    byte[] key() {
        return new SortKey()
                .number(updatedAt)
                .text(tenant)
                .text(incidentId)
                .number(revision)
                .bytes();
    }
}
