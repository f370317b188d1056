package io.weir.bridge.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Keeps a log readable: of each kind of message one a minute passes. */
final class OncePerMinute {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_KINDS = 10_000;

    private final Map<String, Long> passedAt = new ConcurrentHashMap<>();

    /** Whether a message of this kind may pass at {@code nanoTime}. */
    boolean passes(String kind, long nanoTime) {
        if (passedAt.size() > MOST_KINDS) {
            passedAt.clear();
        }
        boolean[] passes = new boolean[1];
        passedAt.compute(kind, (same, last) -> {
            passes[0] = last == null || nanoTime - last >= MINUTE;
            return passes[0] ? (Long) nanoTime : last;
        });
        return passes[0];
    }
}
