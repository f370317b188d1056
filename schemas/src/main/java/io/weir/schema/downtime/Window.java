package io.weir.schema.downtime;

/**
 * One occurrence of a downtime.
 *
 * @param from first instant, milliseconds since the epoch
 * @param to first instant after it
 */
public record Window(long from, long to) {
    /** Whether {@code at} lies inside: the start does, the end does not. */
    public boolean contains(long at) {
        return from <= at && at < to;
    }
}
