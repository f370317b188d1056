package io.weir.pipeline.deliver;

import io.weir.schema.Severity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whose turn it is when many wait: the worst severity first, of those what nobody has been told of yet, then the newest;
 * no faster than the rate; and while the other side is away nobody but one who finds out whether it is back. All times are
 * milliseconds. Not for several threads.
 */
final class Turnstile {
    private static final long SOONEST_LOOK_MS = 20;
    private static final long LATEST_LOOK_MS = 2000;
    /** Who waits behind so many others for somebody who is away need not ask often. */
    private static final int FAR = 4;

    private static final long FAR_LOOK_MS = 10_000;
    private static final long FIRST_PROBE_MS = 1000;
    private static final long SLOWEST_PROBE_MS = 15_000;
    private static final double INSIDE_FOR_SECONDS = 2;
    private static final int FEWEST_PER_CALL = 8;
    private static final int MOST_PER_CALL = 200;
    /** What is told of already leaves so much free: who is inside waits for a checkpoint, which may take long. */
    private static final int PART_FOR_UNTOLD = 4;

    private static final Comparator<Waiting> BEST_FIRST = Comparator.comparing(Waiting::rank)
            .thenComparing(Waiting::updatedAt, Comparator.reverseOrder())
            .thenComparing(Waiting::key);

    private final int places;
    private final double perMilli;
    private final double burst;
    private final TreeSet<Waiting> queue = new TreeSet<>(BEST_FIRST);
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final TreeMap<Rank, Integer> byRank = new TreeMap<>();
    private final Set<String> inside = new HashSet<>();
    /** Since when each has wanted to get through, in vain attempts included. */
    private final Map<String, Long> since = new HashMap<>();

    private double tokens;
    private long tokensAt;
    private String away;
    private String probe;
    private long probeAt;
    private long probeMs = FIRST_PROBE_MS;

    private record Waiting(String key, Rank rank, long updatedAt) {}

    /**
     * What goes before everything of a later rank, however new. Without {@code told}, changes of what is known would keep
     * back what is new for as long as there are more of them than the rate lets through.
     *
     * @param told whether people know of it already: it has a ticket
     */
    private record Rank(Severity severity, boolean told) implements Comparable<Rank> {
        @Override
        public int compareTo(Rank other) {
            int bySeverity = severity.compareTo(other.severity);
            return bySeverity == 0 ? Boolean.compare(told, other.told) : bySeverity;
        }
    }

    /**
     * A turnstile with nobody waiting.
     *
     * @param places how many may be inside at once
     * @param perSecond how many may go in per second
     */
    Turnstile(int places, double perSecond) {
        this.places = places;
        this.perMilli = perSecond / 1000;
        this.burst = Math.max(1, perSecond);
        this.tokens = burst;
    }

    /**
     * How many places there should be: most of those inside wait for a checkpoint, so what goes in within two seconds has
     * to have room, or checkpoints would be the limit instead of the rate. More would only go before what is worse.
     *
     * @param calls at once
     * @param perSecond how many may go in per second
     */
    static int placesFor(int calls, double perSecond) {
        double each = Math.min(MOST_PER_CALL, Math.ceil(INSIDE_FOR_SECONDS * perSecond / calls));
        return calls * Math.max(FEWEST_PER_CALL, (int) each);
    }

    /**
     * Asks for a turn; true when {@code key} is inside now. One that is not may ask again, with newer facts.
     *
     * @param told whether people know of it already
     */
    boolean admits(String key, Severity severity, boolean told, long updatedAt, long now) {
        if (inside.contains(key)) {
            return true;
        }
        enter(new Waiting(key, new Rank(severity, told), updatedAt), now);
        refill(now);
        if (!mayGo(key, now)) {
            return false;
        }
        if (away != null) {
            probe = key;
        }
        tokens -= 1;
        remove(key);
        inside.add(key);
        return true;
    }

    private void enter(Waiting place, long now) {
        String key = place.key();
        if (place.equals(waiting.get(key))) {
            return;
        }
        remove(key);
        since.putIfAbsent(key, now);
        waiting.put(key, place);
        queue.add(place);
        byRank.merge(place.rank(), 1, Integer::sum);
    }

    private void remove(String key) {
        Waiting place = waiting.remove(key);
        if (place != null) {
            queue.remove(place);
            byRank.merge(place.rank(), -1, Integer::sum);
        }
    }

    private boolean mayGo(String key, long now) {
        if (away != null) {
            return probe == null && now >= probeAt && inside.isEmpty() && isNext(key, 1, true);
        }
        int free = places - inside.size();
        int freeForTold = free - places / PART_FOR_UNTOLD;
        Rank rank = waiting.get(key).rank();
        if (rank.told() && freeForTold <= 0) {
            return false;
        }
        // what goes before it, and could go, may come to ask a moment later, and is to find its token
        boolean toldToo = freeForTold > 0;
        return tokens >= 1 + before(rank, toldToo) && isNext(key, rank.told() ? freeForTold : free, toldToo);
    }

    /** How many of a better rank wait; those that are told of count, or do not. */
    private int before(Rank rank, boolean toldToo) {
        int before = 0;
        for (Map.Entry<Rank, Integer> better : byRank.headMap(rank).entrySet()) {
            before += toldToo || !better.getKey().told() ? better.getValue() : 0;
        }
        return before;
    }

    /** Whether it waits while others are let through, with so many before it that its turn cannot be next. */
    boolean isFarFrom(String key) {
        return away == null && waiting.containsKey(key) && !isNext(key, places, true);
    }

    /** Keys come to ask in an order of their own, so the first few of one rank count alike. */
    private boolean isNext(String key, int first, boolean toldToo) {
        int seen = 0;
        for (Waiting place : queue) {
            if (place.key().equals(key)) {
                return seen < first;
            }
            seen += toldToo || !place.rank().told() ? 1 : 0;
            if (seen >= first) {
                return false;
            }
        }
        return false;
    }

    private void refill(long now) {
        tokens = Math.min(burst, tokens + Math.max(0, now - tokensAt) * perMilli);
        tokensAt = now;
    }

    boolean isInside(String key) {
        return inside.contains(key);
    }

    /** {@code key} got an answer. */
    void answered(String key) {
        leave(key);
        away = null;
        probeMs = FIRST_PROBE_MS;
    }

    /** {@code key} found the other side away, {@code because} of this. */
    void foundAway(String key, String because, long now) {
        if (away != null && key.equals(probe)) {
            probeMs = Math.min(SLOWEST_PROBE_MS, 2 * probeMs);
        }
        away = because;
        probeAt = now + probeMs;
        release(key);
    }

    /** {@code key} wants nothing any more, or not now. */
    void leave(String key) {
        since.remove(key);
        release(key);
    }

    private void release(String key) {
        remove(key);
        inside.remove(key);
        if (key.equals(probe)) {
            probe = null;
        }
    }

    /** Why nobody gets through; null while the other side answers. */
    String awayBecause() {
        return away;
    }

    /** How long {@code key} has wanted to get through; 0 when it does not. */
    long waitedMs(String key, long now) {
        return now - since.getOrDefault(key, now);
    }

    int waiting() {
        return waiting.size();
    }

    /** After what time it is worth asking again: about half of the time until its turn. */
    long lookAfterMs(String key, long now) {
        if (isNext(key, places, true)) {
            return away == null ? SOONEST_LOOK_MS : Math.max(SOONEST_LOOK_MS, Math.min(LATEST_LOOK_MS, probeAt - now));
        }
        Rank own = waiting.get(key).rank();
        int before = byRank.get(own) / 2 + before(own, true);
        long latest = away != null && before > FAR * places ? FAR_LOOK_MS : LATEST_LOOK_MS;
        return Math.max(SOONEST_LOOK_MS, Math.min(latest, (long) (before / perMilli / 2)));
    }
}
