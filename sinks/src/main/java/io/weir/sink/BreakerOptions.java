package io.weir.sink;

import java.io.Serializable;
import java.time.Duration;

/**
 * When to stop asking a system that does not answer, and how to come back.
 *
 * @param failureRatePercent share of failed calls, 1..100, from which on it is left alone
 * @param window number of last calls looked at
 * @param openFor how long it is left alone
 * @param backoffFirst first pause after a failure
 * @param backoffMax longest pause between attempts
 */
public record BreakerOptions(
        int failureRatePercent, int window, Duration openFor, Duration backoffFirst, Duration backoffMax)
        implements Serializable {
    /** Half of 10 calls; 30 s; 1 s to 2 min. */
    public static final BreakerOptions DEFAULT =
            new BreakerOptions(50, 10, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(2));

    public BreakerOptions {
        if (failureRatePercent < 1 || failureRatePercent > 100) {
            throw new IllegalArgumentException("failureRatePercent must be 1..100, not " + failureRatePercent);
        }
        if (window < 1) {
            throw new IllegalArgumentException("window must be at least 1, not " + window);
        }
        if (backoffFirst.isNegative() || backoffFirst.isZero() || backoffMax.compareTo(backoffFirst) < 0) {
            throw new IllegalArgumentException("backoffFirst must be positive and not above backoffMax");
        }
    }
}
