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

    /** The newest word about one alert. */
    static final class Known {
        private Observation last;
        private long decidedAt = Long.MIN_VALUE;
        private long writtenAt = Long.MIN_VALUE;

        private Known(Observation last) {
            this.last = last;
        }

        Observation last() {
            return last;
        }

        /** When Kafka last had a word about it; {@link Long#MIN_VALUE} when that is not known yet. */
        long writtenAt() {
            return writtenAt;
        }
    }

    private final Map<Long, Known> byId = new HashMap<>();
    private int open;

    /** Null when nothing is known. */
    Known get(long id) {
        return byId.get(id);
    }

    boolean fires(long id) {
        Known known = byId.get(id);
        return known != null && known.last.firing();
    }

    /** How many fire. */
    int open() {
        return open;
    }

    /** It is being written. */
    void decided(Observation next, long now) {
        put(next).decidedAt = now;
    }

    /** Kafka has it. */
    void written(long id, long now) {
        Known known = byId.get(id);
        if (known != null) {
            known.writtenAt = Math.max(known.writtenAt, now);
        }
    }

    /** Kafka does not have it, as far as one can tell: then it never was there, unless others told of it. */
    void failed(long id) {
        Known known = byId.get(id);
        if (known != null && known.writtenAt == Long.MIN_VALUE) {
            byId.remove(id);
            open -= known.last.firing() ? 1 : 0;
        }
    }

    /** It lies on the log since {@code timestamp}; what was decided later is newer. */
    void read(Observation found, long timestamp) {
        Known before = byId.get(found.id());
        if (before != null && timestamp < before.decidedAt) {
            return;
        }
        if (before == null && !found.firing()) {
            return;
        }
        Known known = put(found);
        known.writtenAt = Math.max(known.writtenAt, timestamp);
    }

    private Known put(Observation next) {
        Known known = byId.get(next.id());
        if (known == null) {
            known = new Known(next);
            byId.put(next.id(), known);
            open += next.firing() ? 1 : 0;
            return known;
        }
        open += (next.firing() ? 1 : 0) - (known.last.firing() ? 1 : 0);
        // a source that cannot say means the episode that runs
        boolean sameEpisode = next.startsAt() == Observation.UNKNOWN && known.last.firing();
        known.last =
                sameEpisode ? new Observation(next.id(), next.firing(), known.last.startsAt(), next.expiresAt()) : next;
        return known;
    }

    /** Forgets what is over, expired, or was not heard of for {@code staleAfter} milliseconds. */
    void forget(long now, long staleAfter) {
        byId.values().removeIf(known -> {
            long heard = Math.max(known.writtenAt, known.decidedAt);
            boolean gone = known.last.firing()
                    ? now - heard > staleAfter || known.last.expiresAt() < now - EXPIRY_GRACE_MS
                    : now - heard > OVER_MS;
            open -= gone && known.last.firing() ? 1 : 0;
            return gone;
        });
    }
}
