package io.weir.schema;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A change of what the executors obey at once, on {@code weir.control}. The newest record of a key counts.
 *
 * @param kind what changes
 * @param tenant whose launches are stopped; null for everybody's
 * @param on whether the brake is on; null unless {@code kind} is BRAKE
 * @param owner the deliver job that may act outside; null unless {@code kind} is DELIVERER
 * @param by who asked for it; null when unknown
 * @param reason why, for people; null when none was given
 * @param at when, milliseconds since the epoch, wall clock; of a deliverer, when its job was defined
 */
public record Control(
        @Required Kind kind,
        String tenant,
        Boolean on,
        String owner,
        String by,
        String reason,
        @Required @EpochMillis Long at) {

    /** What a record is about. */
    public enum Kind {
        @JsonProperty("brake")
        BRAKE,
        @JsonProperty("deliverer")
        DELIVERER
    }

    /** Its key on the topic: one for the deliverer, one for each brake. */
    public String key() {
        return kind == Kind.DELIVERER ? "deliverer" : tenant == null ? "brake" : Topics.key("brake", tenant);
    }
}
