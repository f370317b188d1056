package io.weir.app.replay;

import io.weir.pipeline.replay.ReplayProgress;
import java.util.Map;

/** Turns the counts of a running job into its progress. */
final class ReplayMeter {
    private final String name;
    private final long total;
    private final long beganAt;
    private long firstReached = Long.MAX_VALUE;
    private long firstAt;
    private long firstEvents;

    /**
     * A meter.
     *
     * @param total records there are; 0 when unknown
     * @param nanos now, by a clock that is never set
     */
    ReplayMeter(String name, long total, long nanos) {
        this.name = name;
        this.total = total;
        this.beganAt = nanos;
        this.firstAt = nanos;
    }

    /**
     * Reads the counts.
     *
     * @param counts accumulators of the job
     */
    Progress read(Map<String, Object> counts, long nanos) {
        long events = count(counts, ReplayProgress.EVENTS, 0);
        long alerts = count(counts, ReplayProgress.ALERTS, 0);
        long reached = count(counts, ReplayProgress.TIME, Long.MAX_VALUE);
        if (reached == Long.MAX_VALUE) {
            return new Progress(name, events, total, alerts, reached, 0, -1);
        }
        if (firstReached == Long.MAX_VALUE) {
            firstReached = reached;
            firstAt = beganAt;
            firstEvents = events;
        }
        double wallMs = Math.max(1, (nanos - firstAt) / 1e6);
        double speed = Math.max(0, reached - firstReached) / wallMs;
        double perMs = (events - firstEvents) / wallMs;
        long left = total > events && perMs > 0 ? (long) ((total - events) / perMs) : total > 0 ? 0 : -1;
        return new Progress(name, events, total, alerts, reached, speed, left);
    }

    private static long count(Map<String, Object> counts, String name, long otherwise) {
        return counts.get(name) instanceof Number number ? number.longValue() : otherwise;
    }
}
