package io.weir.bridge.reconcile;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Since when something is so of each alert, at every poll without a break. */
final class Lasting {
    private Map<String, Instant> since = new HashMap<>();

    /** Those of {@code now} that were so at the last poll as well, each with the first poll at which it was. */
    Map<String, Instant> next(Set<String> fingerprints, Instant now) {
        Map<String, Instant> next = new HashMap<>();
        Map<String, Instant> lasting = new HashMap<>();
        for (String fingerprint : fingerprints) {
            Instant first = since.get(fingerprint);
            next.put(fingerprint, first == null ? now : first);
            if (first != null) {
                lasting.put(fingerprint, first);
            }
        }
        since = next;
        return lasting;
    }

    /** The next poll is a first one again. */
    void interrupt() {
        since = new HashMap<>();
    }
}
