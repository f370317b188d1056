package io.weir.schema.downtime;

/**
 * A stretch of time in which the answer to "which window?" stays the same, so that it can be kept.
 *
 * @param from first instant, milliseconds since the epoch
 * @param until first instant after it; {@link Long#MAX_VALUE} when nothing changes any more
 * @param window the window that holds there, the newest one where several overlap; null when none does
 */
public record Span(long from, long until, Window window) {
    /** Whether the answer is good at {@code at}. */
    public boolean covers(long at) {
        return from <= at && at < until;
    }
}
