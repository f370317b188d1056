package io.weir.core.scope;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which entities of one scope keep coming together, learned from when their alerts start. A state class: public fields.
 * Times are milliseconds of pipeline time.
 *
 * <p>Time is cut into slots of one {@code gap}, the first of which begins with a start that no slot holds. Entities that
 * start in the same slot came together; not those that share an incident, for two that the topology keeps apart never
 * would. The lift of a pair is P(ab) / (P(a) · P(b)) over all slots, silent ones included, since both are known: two
 * that fail independently have a lift of about one, however often they fail. A slot in which very many start is a storm
 * of the whole scope and says nothing of a pair; it is not counted.
 */
public final class CoOccurrence {
    /** A pair counts as an edge from so many slots on in which both started. */
    static final int SUPPORT = 5;
    /** A pair counts as an edge from this lift on. */
    static final int LIFT = 3;

    static final int MOST_ENTITIES = 256;
    static final int MOST_PAIRS = 1_024;
    static final int MOST_TOGETHER = 32;
    /** What has not been seen for so long is forgotten: seven days. */
    static final long MEMORY_MS = 7L * 24 * 3_600_000;

    /**
     * How often one entity started.
     *
     * @param since when it was first seen
     * @param last when it was last seen
     * @param slots in which it started
     */
    public record Seen(long since, long last, int slots) {}

    /**
     * How often two entities started together.
     *
     * @param one first by name
     * @param other second by name
     * @param last when they were last seen together
     * @param slots in which both started
     */
    public record Pair(String one, String other, long last, int slots) {}

    private static final Comparator<Pair> MOST_TELLING = Comparator.comparing(Pair::slots)
            .thenComparing(Pair::last)
            .reversed()
            .thenComparing(Pair::one)
            .thenComparing(Pair::other);

    /** By entity. */
    public Map<String, Seen> seen = new HashMap<>();
    /** By both names. */
    public Map<String, Pair> pairs = new HashMap<>();
    /** What started in the slot that is not over, in order; {@link #MOST_TOGETHER} and one more at most. */
    public List<String> slot = new ArrayList<>();
    /** When that slot began. */
    public long slotAt;
    /** First instant after that slot. */
    public long slotEndsAt;
    /** When something was last seen. */
    public long lastAt;

    /** Nothing learned. */
    public CoOccurrence() {}

    /** How much there is of it: about as many alerts as it takes the room of. */
    int weight() {
        return 1 + (seen.size() + pairs.size()) / 8;
    }

    CoOccurrence copy() {
        CoOccurrence copy = new CoOccurrence();
        copy.seen = new HashMap<>(seen);
        copy.pairs = new HashMap<>(pairs);
        copy.slot = new ArrayList<>(slot);
        copy.slotAt = slotAt;
        copy.slotEndsAt = slotEndsAt;
        copy.lastAt = lastAt;
        return copy;
    }

    /** When all of it is forgotten unless something is seen before. */
    Long forgetAt() {
        return lastAt + MEMORY_MS;
    }

    /** Takes a start of an alert of {@code entity}. */
    void observe(String entity, long at, long gapMs) {
        if (at >= slotEndsAt) {
            close();
            slotAt = at;
            slotEndsAt = at + gapMs;
        }
        if (!slot.contains(entity) && slot.size() <= MOST_TOGETHER) {
            slot.add(entity);
        }
        lastAt = at;
    }

    /** The entities that count as being next to {@code entity}, by the slots that were over before {@code at}'s. */
    Stream<String> partners(String entity, long at, long gapMs) {
        return pairs.values().stream()
                .filter(pair -> pair.slots >= SUPPORT)
                .filter(pair -> pair.one.equals(entity) || pair.other.equals(entity))
                .filter(pair -> lifted(pair, at, gapMs))
                .map(pair -> pair.one.equals(entity) ? pair.other : pair.one);
    }

    private boolean lifted(Pair pair, long at, long gapMs) {
        Seen one = seen.get(pair.one);
        Seen other = seen.get(pair.other);
        long slots = (at - Math.max(one.since, other.since)) / gapMs + 1;
        return slots * pair.slots >= (long) LIFT * one.slots * other.slots;
    }

    /** Counts the slot that is over, and forgets what is old or too much. */
    private void close() {
        if (!slot.isEmpty() && slot.size() <= MOST_TOGETHER) {
            slot.forEach(entity -> seen.merge(
                    entity,
                    new Seen(slotAt, slotAt, 1),
                    (before, now) -> new Seen(before.since, slotAt, before.slots + 1)));
            for (int i = 0; i < slot.size(); i++) {
                for (int j = i + 1; j < slot.size(); j++) {
                    together(slot.get(i), slot.get(j));
                }
            }
            forget();
        }
        slot.clear();
    }

    private void together(String a, String b) {
        String one = a.compareTo(b) < 0 ? a : b;
        String other = a.compareTo(b) < 0 ? b : a;
        pairs.merge(
                one.length() + ":" + one + other,
                new Pair(one, other, slotAt, 1),
                (before, now) -> new Pair(one, other, slotAt, before.slots + 1));
    }

    private void forget() {
        long before = slotAt - MEMORY_MS;
        seen.values().removeIf(entity -> entity.last <= before);
        seen.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Seen> e) -> e.getValue().slots)
                        .thenComparing(e -> e.getValue().last)
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .skip(MOST_ENTITIES)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(seen::remove);
        pairs.values()
                .removeIf(pair -> pair.last <= before || !seen.containsKey(pair.one) || !seen.containsKey(pair.other));
        if (pairs.size() > MOST_PAIRS) {
            List<Pair> kept = pairs.values().stream()
                    .sorted(MOST_TELLING)
                    .limit(MOST_PAIRS)
                    .toList();
            pairs.values().retainAll(new java.util.HashSet<>(kept));
        }
    }
}
