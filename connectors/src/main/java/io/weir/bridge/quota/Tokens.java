package io.weir.bridge.quota;

/**
 * A rate with a burst of a few seconds. What comes in takes first; a tenth is kept for what waits while something does,
 * so that it is drained in the end, however much comes in. Not thread-safe.
 */
final class Tokens {
    /** So many seconds of the rate may come at once. */
    static final int BURST_SECONDS = 3;

    private static final double SHARE_OF_WAITING = 0.1;

    private final double perMilli;
    private final double most;
    private final double mostOfWaiting;
    private double left;
    private double leftForWaiting;
    private long filledAt;

    /** @param perSecond 0: there is always one */
    Tokens(int perSecond, long now) {
        perMilli = perSecond / 1000.0;
        most = (double) perSecond * BURST_SECONDS;
        mostOfWaiting = Math.max(1, most * SHARE_OF_WAITING);
        left = most;
        filledAt = now;
    }

    boolean unlimited() {
        return perMilli == 0;
    }

    /** Takes one; false when there is none. */
    boolean take(long now, boolean somethingWaits) {
        if (unlimited()) {
            return true;
        }
        fill(now, somethingWaits);
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    /** Takes one for something that has waited: of what is kept for that, or of what nobody needs. */
    boolean takeForWaiting(long now) {
        if (unlimited()) {
            return true;
        }
        fill(now, true);
        if (leftForWaiting >= 1) {
            leftForWaiting--;
            return true;
        }
        if (left < Math.max(1, most / 2)) {
            return false;
        }
        left--;
        return true;
    }

    private void fill(long now, boolean somethingWaits) {
        double more = Math.max(0, now - filledAt) * perMilli;
        filledAt = Math.max(filledAt, now);
        double kept = somethingWaits ? more * SHARE_OF_WAITING : 0;
        leftForWaiting = somethingWaits ? Math.min(mostOfWaiting, leftForWaiting + kept) : 0;
        left = Math.min(most, left + more - kept);
    }
}
