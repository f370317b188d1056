package io.weir.bridge.reconcile;

import io.weir.bridge.view.ObservedAlert;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which alerts are believed to be gone: those that were missing at two polls in a row, and of which nothing was heard for
 * the time of grace. When more than half of many are missing at once, that is more likely the source's trouble than
 * theirs, and they have to be missing for as long as a source takes to settle.
 */
final class Absences {
    /** So many may always be gone at once. */
    static final int FEW = 4;

    private final Pace pace;
    private final Lasting missing = new Lasting();
    private boolean heldBack;

    Absences(Pace pace) {
        this.pace = pace;
    }

    /**
     * Looks at one poll.
     *
     * @param absent alerts that are held firing and that the source does not know
     * @param held how many are held firing in all
     */
    List<ObservedAlert> believed(List<ObservedAlert> absent, int held, Instant now) {
        Map<String, ObservedAlert> byFingerprint = new HashMap<>();
        absent.forEach(alert -> byFingerprint.put(alert.last().fingerprint(), alert));
        Map<String, Instant> lasting = missing.next(byFingerprint.keySet(), now);
        boolean tooMany = absent.size() > FEW && absent.size() * 2 > held;
        Instant longAgo = now.minus(pace.settleAfterRestart());
        List<ObservedAlert> quiet = absent.stream()
                .filter(alert -> lasting.containsKey(alert.last().fingerprint()))
                .filter(alert -> isQuiet(alert, pace, now))
                .toList();
        List<ObservedAlert> believed = quiet.stream()
                .filter(alert ->
                        !tooMany || !lasting.get(alert.last().fingerprint()).isAfter(longAgo))
                .toList();
        heldBack = believed.size() < quiet.size();
        return believed;
    }

    /** Whether the last poll had some that would have been believed, had they been fewer. */
    boolean heldBack() {
        return heldBack;
    }

    /** A poll that says nothing about what is missing. */
    void inconclusive() {
        missing.interrupt();
        heldBack = false;
    }

    /** Whether nothing was heard of an alert for the time of grace. */
    static boolean isQuiet(ObservedAlert alert, Pace pace, Instant now) {
        return !Instant.ofEpochMilli(alert.last().receivedAt()).isAfter(now.minus(pace.grace()));
    }
}
