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
 * @param resolution {@code recovered} or {@code stale}; null while open
 * @param reopened how often it came back after a resolve
 * @param memberCount all members ever
 * @param firingCount members that fire now
 * @param members newest first, at most the rule book's {@code limits.membersListed}
 * @param membersOmitted members that are counted but not listed
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
        @Required int membersOmitted) {

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
        /** The last member recovered and stayed so. */
        public static final String ALL_RECOVERED = "all-recovered";
        /** The last member went stale: nobody repeats it. */
        public static final String WENT_STALE = "went-stale";
        /** A member fired again within the rule's {@code reopenWithin}. */
        public static final String FIRED_AGAIN = "fired-again";

        private Reason() {}
    }
}
