package io.weir.bridge.quota;

/**
 * Whether a tenant has to be told that it is over one of its quotas: while it is, and until it was calm for a minute and
 * nothing waits. A burst of some seconds is nothing to be told. Time is an argument,
 * milliseconds since the epoch. Not thread-safe.
 */
final class Overload {
    static final long REFRESH_MS = 30_000;
    static final long CALM_MS = 60_000;
    /** So long does the tenant have to be over its quota. */
    static final long LASTING_MS = 10_000;
    /** So long, when something waits. */
    static final long WAITING_MS = 2_000;
    /** A longer pause ends what nobody was told of. */
    static final long PAUSE_MS = 5_000;

    /** What to do. */
    enum Step {
        NOTHING,
        TELL,
        RESOLVE
    }

    private Long since;
    private long lastOver;
    private Long toldAt;
    private long folded;
    private long delayed;

    /** So many repeats were folded, or passed though there were no tokens. */
    void folded(long now, long repeats) {
        over(now);
        folded += repeats;
    }

    /** So many alerts wait, or requests were refused. */
    void delayed(long now, long number) {
        over(now);
        delayed += number;
    }

    private void over(long now) {
        if (since == null) {
            since = now;
            folded = 0;
            delayed = 0;
        }
        lastOver = now;
    }

    /** Looks at it every second or so; {@code waiting}: how many alerts wait because of this quota. */
    Step look(long now, long waiting) {
        if (waiting > 0) {
            over(now);
        }
        if (since == null) {
            return Step.NOTHING;
        }
        if (toldAt == null) {
            return first(now, waiting);
        }
        if (now - lastOver >= CALM_MS) {
            return Step.RESOLVE;
        }
        return now - toldAt >= REFRESH_MS ? Step.TELL : Step.NOTHING;
    }

    private Step first(long now, long waiting) {
        boolean lasts = now - since >= (waiting > 0 ? WAITING_MS : LASTING_MS);
        if (lasts && now - lastOver < PAUSE_MS) {
            return Step.TELL;
        }
        if (now - lastOver >= PAUSE_MS) {
            reset();
        }
        return Step.NOTHING;
    }

    /** It was told. */
    void told(long now) {
        toldAt = now;
    }

    /** When it was last told; null when it was not. */
    Long toldAt() {
        return toldAt;
    }

    /** It is over. */
    void reset() {
        since = null;
        toldAt = null;
    }

    /** Null when there is none. */
    Long since() {
        return since;
    }

    /** Repeats folded since it began. */
    long folded() {
        return folded;
    }

    /** Alerts that had to wait, or requests refused, since it began. */
    long delayed() {
        return delayed;
    }
}
