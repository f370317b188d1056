package io.weir.bridge.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives revisions to changes that are underway at the same time. What is on the log is known only after a while, so the
 * highest revision given lately counts, too.
 */
final class Revisions {
    private final Map<String, Long> underway = new ConcurrentHashMap<>();

    /** A revision for the next change of {@code key}, whose newest one known is {@code known}. */
    long next(String key, long known) {
        return underway.merge(key, known + 1, (given, afterKnown) -> Math.max(given + 1, afterKnown));
    }

    /** The change with this revision is known from now on, or failed. */
    void done(String key, long revision) {
        underway.remove(key, revision);
    }
}
