package io.weir.sink.awx;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this runner knows of its own attempts. A claim that is older than the runner says that an earlier process may
 * have sent a launch just before it ended; only a settle time after our start is that behind us.
 */
final class LaunchMemory {
    private static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final Duration settle;
    private final Instant start;
    private final Map<String, Instant> attempts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    LaunchMemory(InstantSource clock, Duration settle) {
        this.clock = clock;
        this.settle = settle;
        this.start = clock.instant();
    }

    /** The claim was made here; no launch was sent yet. */
    synchronized void claimed(String remediationId) {
        attempts.put(remediationId, Instant.MIN);
    }

    /** A launch was sent, and whether it became a job is not known. */
    synchronized void inDoubt(String remediationId) {
        attempts.put(remediationId, clock.instant());
    }

    /** How long a launch of an earlier attempt may still become a job, as far as we know; zero when it cannot. */
    synchronized Duration settling(String remediationId) {
        Instant attempt = attempts.getOrDefault(remediationId, start);
        if (attempt.equals(Instant.MIN)) {
            return Duration.ZERO;
        }
        Duration rest = Duration.between(clock.instant(), attempt.plus(settle));
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** Whether the claim was made here and nothing was sent in doubt. */
    synchronized boolean clean(String remediationId) {
        return Instant.MIN.equals(attempts.get(remediationId));
    }
}
