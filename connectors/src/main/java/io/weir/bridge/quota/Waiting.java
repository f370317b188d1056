package io.weir.bridge.quota;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which alerts of a tenant have something in the spill topic: what follows it has to wait behind it. Bounded: beyond,
 * everything that is no plain repeat waits, until all is drained. Not thread-safe.
 */
final class Waiting {
    static final int PARTITIONS = 2;

    private static final int MOST = 200_000;

    /** What waits of one alert. */
    static final class Mark {
        private final int partition;
        private Observation last;
        private long lastAt;
        private long lastOffset = -1;
        /** Decided by this bridge and not found in the topic yet. */
        private int underway;

        private Mark(int partition) {
            this.partition = partition;
        }

        int partition() {
            return partition;
        }

        /** The newest of it. */
        Observation last() {
            return last;
        }

        long lastAt() {
            return lastAt;
        }
    }

    private final Map<Long, Mark> byId = new HashMap<>();
    private final long[] backlog = new long[PARTITIONS];
    private final long[] handedOver = new long[PARTITIONS];
    private int underway;
    private boolean full;

    /** Null when nothing of it is known to wait. */
    Mark get(long id) {
        return byId.get(id);
    }

    /** Whether more waits than is known one by one. */
    boolean full() {
        return full;
    }

    boolean any() {
        return full || underway > 0 || !byId.isEmpty() || backlog[0] + backlog[1] > 0;
    }

    /** How many records wait, as far as known. */
    long backlog(int partition) {
        return backlog[partition];
    }

    /** It is being written to the topic. */
    void decided(Observation next, int partition, long now) {
        underway++;
        Mark mark = mark(next, partition, now);
        if (mark != null) {
            mark.underway++;
        }
    }

    /** Kafka does not have it. */
    void failed(long id) {
        underway--;
        Mark mark = byId.get(id);
        if (mark != null) {
            mark.underway = Math.max(0, mark.underway - 1);
            if (mark.underway == 0 && mark.lastOffset < 0) {
                byId.remove(id);
            }
        }
    }

    /** It lies in the topic; {@code own} when this bridge wrote it. */
    void found(Observation found, int partition, long offset, long timestamp, boolean own) {
        if (own) {
            underway = Math.max(0, underway - 1);
        }
        boolean gone = offset < handedOver[partition];
        Mark mark = gone ? byId.get(found.id()) : mark(found, partition, timestamp);
        if (mark != null) {
            mark.lastOffset = Math.max(mark.lastOffset, offset);
            mark.underway = Math.max(0, mark.underway - (own ? 1 : 0));
            forget(found.id(), partition, handedOver[partition]);
        }
    }

    private Mark mark(Observation next, int partition, long at) {
        Mark mark = byId.get(next.id());
        if (mark == null) {
            if (byId.size() >= MOST) {
                full = true;
                return null;
            }
            mark = new Mark(partition);
            byId.put(next.id(), mark);
        }
        if (at >= mark.lastAt) {
            mark.last = next;
            mark.lastAt = at;
        }
        return mark;
    }

    /**
     * This bridge has put all before {@code end} on the log, these alerts among it. What it lets pass from now on is
     * written behind that; so an end need not wait behind its own start, and that behind others for the room that the end
     * makes.
     */
    void handedOver(int partition, long end, List<Observation> alerts) {
        handedOver[partition] = Math.max(handedOver[partition], end);
        alerts.forEach(alert -> forget(alert.id(), partition, end));
    }

    private void forget(long id, int partition, long end) {
        Mark mark = byId.get(id);
        if (mark != null && mark.partition == partition && mark.underway == 0 && mark.lastOffset < end) {
            byId.remove(id);
        }
    }

    /** All before {@code drained} has gone to the log; the topic was read up to {@code end}. */
    void drained(int partition, long drained, long end) {
        backlog[partition] = Math.max(0, end - drained);
        byId.values().removeIf(mark -> mark.partition == partition && mark.underway == 0 && mark.lastOffset < drained);
        if (byId.isEmpty() && underway == 0 && backlog[0] + backlog[1] == 0) {
            full = false;
        }
    }
}
