package io.weir.bridge.reconcile;

import java.time.Duration;

/**
 * How often a source is asked, and when its answers are believed.
 *
 * @param every time between two polls
 * @param grace what was observed more recently is not judged: messages and answers overtake each other
 * @param proofEvery an alert that goes on firing is observed again so often, so that it does not go stale
 * @param settleAfterRestart what a source does not know so soon after its start proves nothing. When most alerts are
 *     gone at once, they must be gone for so long
 * @param timeout longest time for one call
 */
public record Pace(Duration every, Duration grace, Duration proofEvery, Duration settleAfterRestart, Duration timeout) {
    /** Default of {@link #proofEvery()}. */
    public static final Duration DEFAULT_PROOF_EVERY = Duration.ofMinutes(10);
    /** Default of {@link #settleAfterRestart()}. */
    public static final Duration DEFAULT_SETTLE = Duration.ofMinutes(10);
    /** Default of {@link #timeout()}. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

    /** A pace with the defaults. */
    public static Pace every(Duration every) {
        return new Pace(every, every.multipliedBy(2), DEFAULT_PROOF_EVERY, DEFAULT_SETTLE, DEFAULT_TIMEOUT);
    }
}
