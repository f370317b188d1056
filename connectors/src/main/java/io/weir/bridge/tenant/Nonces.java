package io.weir.bridge.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The nonces that one key has signed lately, each for as long as a request with it would be taken. */
final class Nonces {
    /** Between two looks for what can be forgotten: that goes through all of them. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Instant> until = new HashMap<>();
    private Instant lookedAt = Instant.MIN;
    private int most;

    /** What is known of a nonce. */
    enum Seen {
        NEW,
        KNOWN,
        /** It is new, but there is no room to remember it. */
        FULL
    }

    /** Remembers so many at once. */
    synchronized void atMost(int number) {
        most = number;
    }

    /** Remembers a nonce until an instant, if it was not known. */
    synchronized Seen take(String nonce, Instant end, Instant now) {
        Instant known = until.get(nonce);
        if (known != null && !known.isBefore(now)) {
            return Seen.KNOWN;
        }
        if (until.size() >= most && !lookedAt.plus(PAUSE).isAfter(now)) {
            until.values().removeIf(over -> over.isBefore(now));
            lookedAt = now;
        }
        if (until.size() >= most) {
            return Seen.FULL;
        }
        until.put(nonce, end);
        return Seen.NEW;
    }

    synchronized void forget(String nonce) {
        until.remove(nonce);
    }
}
