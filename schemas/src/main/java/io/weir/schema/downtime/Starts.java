package io.weir.schema.downtime;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * Beginnings of windows as instants, strictly ascending. A local time that a clock change leaves out is moved later by
 * the length of the gap; of one that it repeats the first counts. So two local times can become one instant, and one
 * from a gap can fall behind its successor: what may still be overtaken waits.
 */
final class Starts {
    private final LocalTimes locals;
    private final ZoneId zone;
    private final LongPredicate wanted;
    private final long lastLocal;
    private final long lastInstant;
    /** Instants that wait for their turn, with the local times that clocks show then. */
    private final TreeMap<Long, Long> waiting = new TreeMap<>();

    private boolean over;

    /**
     * @param wanted which local times are not left out
     * @param lastLocal last local time that counts
     * @param lastInstant last instant that counts
     */
    Starts(LocalTimes locals, ZoneId zone, LongPredicate wanted, long lastLocal, long lastInstant) {
        this.locals = locals;
        this.zone = zone;
        this.wanted = wanted;
        this.lastLocal = lastLocal;
        this.lastInstant = lastInstant;
        fill();
    }

    /** The next one without taking it; null when there is none. */
    Long peek() {
        return waiting.isEmpty() ? null : waiting.firstKey();
    }

    /** Takes the next one, which must exist. */
    long take() {
        long taken = waiting.pollFirstEntry().getKey();
        fill();
        return taken;
    }

    /** Whether there may be more, but none within the next ten years. */
    boolean gaveUp() {
        return !over && locals.gaveUp();
    }

    private void fill() {
        while (!over && locals.peek() != null && mayBeOvertaken(locals.peek())) {
            long local = locals.take();
            if (local > lastLocal) {
                over = true;
            } else if (wanted.test(local)) {
                put(local);
            }
        }
        Map.Entry<Long, Long> first = waiting.firstEntry();
        if (first != null && first.getKey() > lastInstant) {
            over = true;
            waiting.clear();
        }
    }

    private boolean mayBeOvertaken(long nextLocal) {
        return waiting.isEmpty() || nextLocal <= waiting.firstEntry().getValue();
    }

    private void put(long local) {
        ZonedDateTime time = ZonedDateTime.ofLocal(
                LocalDateTime.ofEpochSecond(Math.floorDiv(local, 1_000L), 0, ZoneOffset.UTC), zone, null);
        waiting.put(
                time.toInstant().toEpochMilli(),
                time.toLocalDateTime().toInstant(ZoneOffset.UTC).toEpochMilli());
    }
}
