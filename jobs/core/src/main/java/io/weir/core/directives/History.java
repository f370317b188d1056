package io.weir.core.directives;

import java.util.Map;
import java.util.TreeMap;

/**
 * What replaces one another as a whole, asked by instant. The order in which it was put makes no difference.
 *
 * @param <T> what is in force
 */
final class History<T> {
    private final TreeMap<Effective, T> all = new TreeMap<>();

    /** Orders what takes effect at the same instant by the place in the log; the text only settles a tie. */
    private record Effective(long at, long recordTime, String text) implements Comparable<Effective> {
        @Override
        public int compareTo(Effective other) {
            int byAt = Long.compare(at, other.at);
            int byRecord = byAt != 0 ? byAt : Long.compare(recordTime, other.recordTime);
            return byRecord != 0 ? byRecord : text.compareTo(other.text);
        }
    }

    /**
     * Puts one.
     *
     * @param effective when it takes effect
     * @param recordTime timestamp of its Kafka record
     * @param text the same for the same content only
     */
    void put(long effective, long recordTime, String text, T value) {
        all.put(new Effective(effective, recordTime, text), value);
    }

    /** What is in force at {@code at}; null when nothing is. */
    T at(long at) {
        Map.Entry<Effective, T> inForce = all.lowerEntry(new Effective(at + 1, Long.MIN_VALUE, ""));
        return inForce == null ? null : inForce.getValue();
    }

    /** Forgets what was replaced at {@code before} or earlier. */
    void forget(long before) {
        Effective inForce = all.floorKey(new Effective(before, Long.MAX_VALUE, ""));
        if (inForce != null) {
            all.headMap(inForce, false).clear();
        }
    }
}
