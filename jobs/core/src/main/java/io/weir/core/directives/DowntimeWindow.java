package io.weir.core.directives;

import io.weir.schema.Downtime;

/**
 * A downtime that holds, and the window of it that does.
 *
 * @param downtime in the revision in force
 * @param from first instant of the window, milliseconds since the epoch
 * @param to first instant after it
 */
public record DowntimeWindow(Downtime downtime, long from, long to) {
    /** Id of the downtime. */
    public String id() {
        return downtime.id();
    }
}
