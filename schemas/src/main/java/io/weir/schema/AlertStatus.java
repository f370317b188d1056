package io.weir.schema;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the source says of an alert at the moment it sends it. */
public enum AlertStatus {
    @JsonProperty("firing")
    FIRING,
    @JsonProperty("resolved")
    RESOLVED
}
