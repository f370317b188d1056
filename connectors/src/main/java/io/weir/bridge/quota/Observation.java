package io.weir.bridge.quota;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;

/**
 * The little of an alert that decides over quota. Times are milliseconds since the epoch.
 *
 * @param id its fingerprint as a number
 * @param firing or resolved
 * @param startsAt {@link #UNKNOWN} when the source cannot say
 * @param expiresAt {@link #NEVER} when silence says nothing
 */
record Observation(long id, boolean firing, long startsAt, long expiresAt) {
    static final long UNKNOWN = Long.MIN_VALUE;
    static final long NEVER = Long.MAX_VALUE;

    /** Senders of one alert see it begin at most an evaluation apart; Track takes that for a repeat as well. */
    private static final long REPLICA_SKEW_MS = 60_000;

    static Observation of(Alert alert) {
        return new Observation(
                id(alert.fingerprint()),
                alert.status() == AlertStatus.FIRING,
                alert.startsAt() == null ? UNKNOWN : alert.startsAt(),
                alert.expiresAt() == null ? NEVER : alert.expiresAt());
    }

    /** @throws NumberFormatException when it is no fingerprint */
    static long id(String fingerprint) {
        return Long.parseUnsignedLong(fingerprint, 16);
    }

    /** Whether it says only what {@code last} has said. */
    boolean repeats(Observation last) {
        if (firing != last.firing) {
            return false;
        }
        if (startsAt == last.startsAt) {
            return true;
        }
        if (startsAt == UNKNOWN || last.startsAt == UNKNOWN) {
            return startsAt == UNKNOWN;
        }
        // only those that re-send for themselves: of others a resolve may name the start that was left out
        return firing && expiresAt != NEVER && Math.abs(startsAt - last.startsAt) <= REPLICA_SKEW_MS;
    }

    /**
     * What it means after {@code last}: a source that cannot say means the episode that was.
     *
     * @param last null when nothing was known
     */
    Observation after(Observation last) {
        boolean sameEpisode = startsAt == UNKNOWN && last != null && (last.firing || !firing);
        return sameEpisode ? new Observation(id, firing, last.startsAt, expiresAt) : this;
    }
}
