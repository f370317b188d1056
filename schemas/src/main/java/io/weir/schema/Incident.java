package io.weir.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * One revision of an incident on {@code weir.incidents}: the whole desired state, so that a reader needs the newest one
 * only. Times are milliseconds since the epoch, in pipeline time unless said otherwise.
 *
 * @param tenant owner
 * @param incidentId hash of tenant, scope and first episode; 20 hex digits
 * @param revision 1 for the first, rising by one
 * @param kind what this revision did
 * @param reason why, one of the words in {@link Reason}
 * @param status open or resolved
 * @param scope the routing labels and values that all members share, sorted
 * @param rule name of the grouping rule that decided
 * @param rulesVersion version of the rule book in force when the incident opened
 * @param severity worst severity ever seen among its members
 * @param urgency GLPI urgency 1..5
 * @param impact GLPI impact 1..5
 * @param title one line for people
 * @param openedAt when its first alert was received
 * @param updatedAt when this revision was decided
 * @param resolvedAt when its last member ended; null while open
 * @param resolution "recovered", "stale", "gone" or "merged"; null while open
 * @param reopened how often it came back after a resolve
 * @param memberCount all members ever
 * @param firingCount members that fire now
 * @param members newest first, at most the rule book's {@code limits.membersListed}
 * @param membersOmitted members that are counted but not listed
 * @param scopeKey key of the scope it belongs to: tenant and a hash of rule and scope values; null on old records
 * @param state where it stands in words, see {@link State}; null on old records
 * @param priority GLPI priority 1..6 from urgency and impact; null on old records
 * @param facts what the rule book's lookup tables say of its alerts (owner, service, criticality …); null when nothing
 * @param suppressedCount firing members that are under a cause (inhibition, dependency); null when none
 * @param cause what it was merged under, in words; null unless merged
 * @param likelySeat entity that most of it depends on by the topology, and how many alerts do, in words: a guess, never
 *     a finding; null when there is none
 * @param acknowledgedBy who acknowledged it; null when nobody did
 * @param acknowledgedAt when; null when nobody did
 * @param ticket what the rule book wants of its ticket; null when nothing
 * @param live true for what the correlate job decided live, and nothing else is acted on; null otherwise: what a replay
 *     decided
 * @param trace place in the trace of the first of its alerts that has one, see {@link TraceParent}; null when none has
 */
public record Incident(
        @Required String tenant,
        @Required String incidentId,
        @Required long revision,
        @Required Kind kind,
        @Required String reason,
        @Required Status status,
        @Required Map<String, String> scope,
        @Required String rule,
        @Required String rulesVersion,
        @Required Severity severity,
        @Required int urgency,
        @Required int impact,
        @Required String title,
        @Required @EpochMillis Long openedAt,
        @Required @EpochMillis Long updatedAt,
        @EpochMillis Long resolvedAt,
        String resolution,
        @Required int reopened,
        @Required int memberCount,
        @Required int firingCount,
        @Required List<Member> members,
        @Required int membersOmitted,
        String scopeKey,
        String state,
        Integer priority,
        Map<String, String> facts,
        Integer suppressedCount,
        String cause,
        String likelySeat,
        String acknowledgedBy,
        @EpochMillis Long acknowledgedAt,
        TicketWish ticket,
        Boolean live,
        String trace) {
    /** An incident of which there is no trace. */
    public Incident(
            String tenant,
            String incidentId,
            long revision,
            Kind kind,
            String reason,
            Status status,
            Map<String, String> scope,
            String rule,
            String rulesVersion,
            Severity severity,
            int urgency,
            int impact,
            String title,
            Long openedAt,
            Long updatedAt,
            Long resolvedAt,
            String resolution,
            int reopened,
            int memberCount,
            int firingCount,
            List<Member> members,
            int membersOmitted,
            String scopeKey,
            String state,
            Integer priority,
            Map<String, String> facts,
            Integer suppressedCount,
            String cause,
            String likelySeat,
            String acknowledgedBy,
            Long acknowledgedAt,
            TicketWish ticket,
            Boolean live) {
        this(
                tenant,
                incidentId,
                revision,
                kind,
                reason,
                status,
                scope,
                rule,
                rulesVersion,
                severity,
                urgency,
                impact,
                title,
                openedAt,
                updatedAt,
                resolvedAt,
                resolution,
                reopened,
                memberCount,
                firingCount,
                members,
                membersOmitted,
                scopeKey,
                state,
                priority,
                facts,
                suppressedCount,
                cause,
                likelySeat,
                acknowledgedBy,
                acknowledgedAt,
                ticket,
                live,
                null);
    }

    /** What a revision did. */
    public enum Kind {
        @JsonProperty("opened")
        OPENED,
        @JsonProperty("updated")
        UPDATED,
        @JsonProperty("resolved")
        RESOLVED,
        @JsonProperty("reopened")
        REOPENED
    }

    /** Where an incident stands. */
    public enum Status {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("resolved")
        RESOLVED
    }

    /** The words of {@link #state()}. */
    public static final class State {
        /** Nobody was told of it yet; in decisions only. */
        public static final String PENDING = "pending";
        /** Published, and nothing of what follows. */
        public static final String OPEN = "open";
        /** A firing member flaps. */
        public static final String FLAPPING = "flapping";
        /** All firing members are under a cause. */
        public static final String SUPPRESSED = "suppressed";
        /** A playbook was offered for a firing member. */
        public static final String REMEDIATING = "remediating";
        /** All members are over and stayed so. */
        public static final String RESOLVED = "resolved";
        /** It came back after a resolve. */
        public static final String REOPENED = "reopened";
        /** Its alerts went under a cause in another incident. */
        public static final String MERGED = "merged";
        /** Forgotten: it cannot be reopened any more; in decisions only. */
        public static final String CLOSED = "closed";

        private State() {}
    }

    /** The words of {@link #reason()}. */
    public static final class Reason {
        /** The wait after the first alert is over. */
        public static final String WAIT_OVER = "wait-over";
        /** It began in a scheduled downtime and still fires after its end. */
        public static final String PERSISTED_PAST_DOWNTIME = "persisted-past-downtime";
        /** Members joined, left or changed. */
        public static final String MEMBERS_CHANGED = "members-changed";
        /** A worse severity arrived. */
        public static final String SEVERITY_RAISED = "severity-raised";
        /** More alerts, or one that the rule book raises, made it more urgent or gave it more impact. */
        public static final String PRIORITY_RAISED = "priority-raised";
        /** The last member recovered and stayed so. */
        public static final String ALL_RECOVERED = "all-recovered";
        /** The last member went stale: nobody repeats it. */
        public static final String WENT_STALE = "went-stale";
        /** The last member's source was asked and no longer knows it. */
        public static final String GONE_AT_SOURCE = "gone-at-source";
        /** A member fired again within the rule's {@code reopenWithin}. */
        public static final String FIRED_AGAIN = "fired-again";
        /** All that still fires was moved under a cause elsewhere. */
        public static final String MOVED_UNDER_CAUSE = "moved-under-cause";
        /** A member's cause ended and it still fires. */
        public static final String RELEASED_BY_CAUSE = "released-by-cause";
        /** An alert that is seldom seen joined: shown without waiting for the next update. */
        public static final String RARE_ALERT = "rare-alert";
        /** Somebody acknowledged it. */
        public static final String ACKNOWLEDGED = "acknowledged";
        /** The tenant has too many open incidents: this one collects the rest. */
        public static final String TOO_MANY_OPEN = "too-many-open-incidents";
        /** The tenant sends more than its quota: this one says so. */
        public static final String OVER_QUOTA = "over-quota";

        private Reason() {}
    }
}
