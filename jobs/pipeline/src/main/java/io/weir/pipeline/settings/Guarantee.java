package io.weir.pipeline.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How often a result may appear on Kafka after a failure. */
public enum Guarantee {
    /** Once: Kafka transactions, visible to {@code read_committed} readers with each completed checkpoint. */
    @JsonProperty("exactly-once")
    EXACTLY_ONCE,
    /** At least once: visible at once, repeated after a failure. */
    @JsonProperty("at-least-once")
    AT_LEAST_ONCE
}
