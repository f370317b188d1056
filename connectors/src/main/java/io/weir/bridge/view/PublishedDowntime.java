package io.weir.bridge.view;

import io.weir.schema.Downtime;

/**
 * A downtime in its newest revision.
 *
 * @param downtime what was published
 * @param recordedAt timestamp of its record, milliseconds since the epoch
 */
public record PublishedDowntime(Downtime downtime, long recordedAt) {

    /** {@code scheduled}, {@code active}, {@code ended} or {@code cancelled}. */
    public String state(long now) {
        if (downtime.status() == Downtime.Status.CANCELLED) {
            return "cancelled";
        }
        if (now < downtime.from()) {
            return "scheduled";
        }
        return now < downtime.to() ? "active" : "ended";
    }
}
