package io.weir.schema;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A change of what the correlation obeys, on {@code weir.directives}. It takes effect at {@code effectiveFrom}, but no
 * earlier than the directive lead after the timestamp of its own Kafka record: so a job that has read the topic up to
 * {@code t - lead} knows all that is in force at {@code t}.
 *
 * @param kind what changes
 * @param tenant owner
 * @param id of the downtime; the version for a rule book; {@code topology}; the incident that is acknowledged
 * @param effectiveFrom milliseconds since the epoch; null means as soon as possible
 * @param book YAML text of the whole rule book; null unless {@code kind} is RULES
 * @param downtime null unless {@code kind} is DOWNTIME
 * @param topology null unless {@code kind} is TOPOLOGY; replaces the tenant's topology
 * @param acknowledgement null unless {@code kind} is ACKNOWLEDGEMENT
 * @param author who asked for it; null when unknown
 */
public record Directive(
        @Required Kind kind,
        @Required String tenant,
        @Required String id,
        @EpochMillis Long effectiveFrom,
        String book,
        Downtime downtime,
        Topology topology,
        Acknowledgement acknowledgement,
        String author) {

    /** What a directive changes. */
    public enum Kind {
        @JsonProperty("rules")
        RULES,
        @JsonProperty("downtime")
        DOWNTIME,
        @JsonProperty("topology")
        TOPOLOGY,
        @JsonProperty("acknowledgement")
        ACKNOWLEDGEMENT
    }
}
