package io.weir.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * One decision of the correlation, on {@code weir.decisions}: what became of an alert or an incident, and why. Repeats
 * of what is known are counted, not told. Times are milliseconds since the epoch.
 *
 * @param tenant owner
 * @param at when it was decided, pipeline time
 * @param kind what was decided
 * @param reason why, in a stable word
 * @param alertname of the alert; null for a decision about an incident
 * @param fingerprint of the alert; null for a decision about an incident
 * @param startsAt episode of the alert; null when unknown
 * @param incidentId the incident; null when none is concerned
 * @param revision of the incident; null unless one was published
 * @param scopeKey key of the scope; null when not decided
 * @param rule name of the rule that decided; null when none did
 * @param rulesVersion version of the rule book in force; null when none was asked
 * @param detail what else explains it, by stable names (downtime, cause, until …); null when nothing
 */
public record Decision(
        @Required String tenant,
        @Required @EpochMillis Long at,
        @Required Kind kind,
        @Required String reason,
        String alertname,
        String fingerprint,
        @EpochMillis Long startsAt,
        String incidentId,
        Long revision,
        String scopeKey,
        String rule,
        String rulesVersion,
        Map<String, String> detail) {

    /** What was decided. */
    public enum Kind {
        /** A new episode began an incident. */
        @JsonProperty("opened")
        OPENED,
        /** A new episode joined an incident. */
        @JsonProperty("joined")
        JOINED,
        /** An episode is over. */
        @JsonProperty("ended")
        ENDED,
        /** An episode is kept back: nobody is told of it now. */
        @JsonProperty("held")
        HELD,
        /** What was kept back or suppressed is not any more. */
        @JsonProperty("released")
        RELEASED,
        /** An episode was put under its cause. */
        @JsonProperty("suppressed")
        SUPPRESSED,
        /** A member went over to another incident. */
        @JsonProperty("moved")
        MOVED,
        /** An observation that changes nothing, but is no plain repeat: outdated, orphan, damped. */
        @JsonProperty("noted")
        NOTED,
        /** A revision of an incident was published, or would have been. */
        @JsonProperty("published")
        PUBLISHED,
        /** A playbook was asked for, refused or taken back. */
        @JsonProperty("remediation")
        REMEDIATION,
        /** An incident is forgotten: it cannot be reopened any more. */
        @JsonProperty("closed")
        CLOSED
    }
}
