package io.weir.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * One alert episode inside an incident. Times are milliseconds since the epoch.
 *
 * @param fingerprint identity of the alert
 * @param startsAt start of the episode as the source names it
 * @param endsAt its end; null while it fires
 * @param status what is known of it now
 * @param severity after the rule book's mapping
 * @param labels the alert's labels
 * @param annotations the alert's texts
 * @param source the intake it came by
 * @param generatorUrl link back to the source, null when it gave none
 * @param joinedAt pipeline time at which it joined this incident
 * @param flapping whether it is held to be flapping
 * @param persisted whether it began in a scheduled downtime and outlived it
 * @param suppressedBy the alert it is under, in words; null when it is under none
 * @param suppressionRule name of the inhibition or dependency rule that put it there; null when none
 * @param rare true for an alert that is seldom seen; null otherwise
 * @param late true when it was received long after it began; null otherwise
 */
public record Member(
        @Required String fingerprint,
        @Required @EpochMillis Long startsAt,
        @EpochMillis Long endsAt,
        @Required Status status,
        @Required Severity severity,
        @Required Map<String, String> labels,
        @Required Map<String, String> annotations,
        @Required String source,
        String generatorUrl,
        @Required @EpochMillis Long joinedAt,
        @Required boolean flapping,
        @Required boolean persisted,
        String suppressedBy,
        String suppressionRule,
        Boolean rare,
        Boolean late) {

    /** What is known of an episode. */
    public enum Status {
        /** The source says that it fires. */
        @JsonProperty("firing")
        FIRING,
        /** The source said that it ended. */
        @JsonProperty("resolved")
        RESOLVED,
        /** Nobody repeated it for too long; whether it recovered is not known. */
        @JsonProperty("stale")
        STALE,
        /** It still fired when it was moved under its cause in another incident. */
        @JsonProperty("moved")
        MOVED,
        /** Its source was asked and no longer knows it; whether it recovered is not known. */
        @JsonProperty("gone")
        GONE
    }
}
