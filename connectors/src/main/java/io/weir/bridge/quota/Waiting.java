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
        /** Number of its first word; how older ones ended concerns a mark that is gone. */
        private final long born;

        private final LastWord word = new LastWord();
        private long lastOffset = -1;
        /** Decided by this bridge and not found in the topic yet. */
        private int underway;

        private Mark(int partition, long born) {
            this.partition = partition;
            this.born = born;
        }

        int partition() {
            return partition;
        }

        /** The newest of it; there is one. */
        LastWord word() {
            return word;
        }

        private boolean isBefore(int topicPartition, long end) {
            return partition == topicPartition && underway == 0 && lastOffset < end;
        }
    }

    private final Map<Long, Mark> byId = new HashMap<>();
    private final long[] backlog = new long[PARTITIONS];
    private final long[] handedOver = new long[PARTITIONS];
    private long numbers;
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

    /** It is being written to the topic, and ends with {@link #written} or {@link #failed}, told its number; once. */
    long decided(Observation next, int partition, long now) {
        numbers++;
        underway++;
        Mark mark = mark(next.id(), partition);
        if (mark != null) {
            mark.underway++;
            mark.word.decided(next, numbers, now);
        }
        return numbers;
    }

    /** Kafka has it, though it was perhaps not found yet. */
    void written(Observation alert, long number, long now) {
        Mark mark = byId.get(alert.id());
        if (mark != null && number >= mark.born) {
            mark.word.written(alert, number, now);
        }
    }

    /** Kafka does not have it. */
    void failed(long id, long number) {
        underway = Math.max(0, underway - 1);
        Mark mark = byId.get(id);
        if (mark != null && number >= mark.born) {
            mark.underway = Math.max(0, mark.underway - 1);
            mark.word.failed();
            if (mark.word.last() == null) {
                byId.remove(id);
            }
        }
    }

    /** It lies in the topic; {@code own} when this bridge wrote it. */
    void found(Observation found, int partition, long offset, long timestamp, boolean own) {
        if (own) {
            underway = Math.max(0, underway - 1);
        }
        numbers++;
        boolean gone = offset < handedOver[partition];
        Mark mark = gone ? byId.get(found.id()) : mark(found.id(), partition);
        if (mark == null) {
            return;
        }
        if (!gone) {
            mark.word.read(found, numbers, timestamp);
        }
        mark.lastOffset = Math.max(mark.lastOffset, offset);
        mark.underway = Math.max(0, mark.underway - (own ? 1 : 0));
        forget(found.id(), partition, handedOver[partition]);
    }

    /** The alert's, made when there is none; null when there are too many. */
    private Mark mark(long id, int partition) {
        Mark mark = byId.get(id);
        if (mark == null) {
            if (byId.size() >= MOST) {
                full = true;
                return null;
            }
            mark = new Mark(partition, numbers);
            byId.put(id, mark);
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
        if (mark != null && mark.isBefore(partition, end)) {
            byId.remove(id);
        }
    }

    /** All before {@code drained} has gone to the log; the topic was read up to {@code end}. */
    void drained(int partition, long drained, long end) {
        backlog[partition] = Math.max(0, end - drained);
        byId.values().removeIf(mark -> mark.isBefore(partition, drained));
        if (byId.isEmpty() && underway == 0 && backlog[0] + backlog[1] == 0) {
            full = false;
        }
    }
}
