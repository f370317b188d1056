package io.weir.bridge.quota;

import java.util.HashMap;
import java.util.Map;

/**
 * What this bridge knows of a tenant's alerts: what it let pass and what it read from the log, which others may have
 * written. Bounded by the quota, as what begins beyond it is not let pass. Not thread-safe.
 */
final class Identities {
    /** Silence of an alert's source counts as an end so long after it was announced; see Track. */
    private static final long EXPIRY_GRACE_MS = 60_000;
    /** What is over is remembered as long as its repeats can be folded. */
    private static final long OVER_MS = 60_000;

    private final Map<Long, LastWord> byId = new HashMap<>();
    private long numbers;
    private int open;

    /** Null when nothing is known. */
    LastWord get(long id) {
        return byId.get(id);
    }

    boolean fires(long id) {
        LastWord known = byId.get(id);
        return known != null && known.fires();
    }

    /** How many fire. */
    int open() {
        return open;
    }

    /** It is being written, and ends with {@link #written}, told its number, or {@link #failed}; once. */
    long decided(Observation next, long now) {
        LastWord known = byId.computeIfAbsent(next.id(), id -> new LastWord());
        boolean fired = known.fires();
        numbers++;
        known.decided(next, numbers, now);
        count(fired, known);
        return numbers;
    }

    /** Kafka has it. */
    void written(Observation word, long number, long now) {
        LastWord known = byId.get(word.id());
        boolean fired = known.fires();
        known.written(word, number, now);
        count(fired, known);
    }

    /** Kafka does not have it, as far as one can tell: then it never was there, unless others told of it. */
    void failed(long id) {
        LastWord known = byId.get(id);
        boolean fired = known.fires();
        known.failed();
        count(fired, known);
        if (known.last() == null) {
            byId.remove(id);
        }
    }

    /** It lies on the log since {@code timestamp}; what was decided later is newer. */
    void read(Observation found, long timestamp) {
        LastWord known = byId.get(found.id());
        if (known == null) {
            if (!found.firing()) {
                return;
            }
            known = new LastWord();
            byId.put(found.id(), known);
        }
        boolean fired = known.fires();
        numbers++;
        known.read(found, numbers, timestamp);
        count(fired, known);
    }

    private void count(boolean fired, LastWord known) {
        open += (known.fires() ? 1 : 0) - (fired ? 1 : 0);
    }

    /** Forgets what is over, expired, or was not heard of for {@code staleAfter} milliseconds. */
    void forget(long now, long staleAfter) {
        byId.values().removeIf(known -> {
            if (known.isUnderway()) {
                // it has to end first
                return false;
            }
            long silent = now - known.writtenAt();
            boolean gone = known.fires()
                    ? silent > staleAfter || known.last().expiresAt() < now - EXPIRY_GRACE_MS
                    : silent > OVER_MS;
            open -= gone && known.fires() ? 1 : 0;
            return gone;
        });
    }
}
