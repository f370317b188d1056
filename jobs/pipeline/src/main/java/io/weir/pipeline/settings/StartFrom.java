package io.weir.pipeline.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a job begins to read when it is not restored from a checkpoint. */
public enum StartFrom {
    /** The first record that is still there. */
    @JsonProperty("earliest")
    EARLIEST,
    /** The first record at or after an instant. */
    @JsonProperty("timestamp")
    TIMESTAMP,
    /** The offsets last committed for the consumer group, or the first record when there are none. */
    @JsonProperty("committed")
    COMMITTED
}
