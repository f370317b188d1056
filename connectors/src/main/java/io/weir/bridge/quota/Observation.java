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
}
