package io.weir.bridge.view;

import io.weir.schema.Downtime;
import io.weir.schema.downtime.Schedule;

/**
 * A downtime in its newest revision.
 *
 * @param downtime what was published
 * @param recordedAt timestamp of its record, milliseconds since the epoch
 * @param schedule when it holds unless cancelled
 */
public record PublishedDowntime(Downtime downtime, long recordedAt, Schedule schedule) {

    /** @throws IllegalArgumentException when it repeats in a way that cannot be understood */
    public PublishedDowntime(Downtime downtime, long recordedAt) {
        this(downtime, recordedAt, Schedule.of(downtime));
    }

    /** {@code scheduled} (also between two windows), {@code active}, {@code ended} or {@code cancelled}. */
    public String state(long now) {
        if (downtime.status() == Downtime.Status.CANCELLED) {
            return "cancelled";
        }
        if (now >= schedule.end()) {
            return "ended";
        }
        return now >= schedule.first().from() && schedule.at(now).window() != null ? "active" : "scheduled";
    }
}
