package io.weir.app.replay;

/**
 * How far a replay is. Times are milliseconds since the epoch.
 *
 * @param name of the run
 * @param events records read, ticks included
 * @param total records there are; 0 when unknown
 * @param alerts alerts among those read
 * @param reachedMs event time reached; {@link Long#MAX_VALUE} before the first record
 * @param speed event time per wall time since the beginning
 * @param leftMs how much longer it takes at this speed, wall time; -1 when unknown
 */
public record Progress(String name, long events, long total, long alerts, long reachedMs, double speed, long leftMs) {

    /** Whether all records are read. */
    public boolean isAtEnd() {
        return total > 0 && events >= total;
    }

    /** Takes what is told. */
    @FunctionalInterface
    public interface Listener {
        void told(Progress progress);
    }
}
