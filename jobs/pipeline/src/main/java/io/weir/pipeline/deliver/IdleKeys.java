package io.weir.pipeline.deliver;

import java.util.HashMap;
import java.util.Map;

/**
 * Keys that wait for nothing but their turn, or for somebody to change their ticket. Their state is large, and it says
 * nothing that is not known here: so it is not read to find out that they still wait. All times are milliseconds. Not for
 * several threads.
 */
final class IdleKeys {
    /** About 20 MB; what is beyond is read each time. */
    private static final int MOST = 100_000;

    private final Turnstile turnstile;
    private final TicketWatch watch;
    private final long lookEveryMs;
    private final Map<String, Idle> idle = new HashMap<>();

    /**
     * What a key waits for.
     *
     * @param ticketId its ticket; null when it waits for its turn
     * @param version of the ticket, as last seen
     * @param until when it has something else to do
     */
    private record Idle(String ticketId, String version, long until) {}

    IdleKeys(Turnstile turnstile, TicketWatch watch, long lookEveryMs) {
        this.turnstile = turnstile;
        this.watch = watch;
        this.lookEveryMs = lookEveryMs;
    }

    /** It waits for its turn, and has nothing else to do before {@code until}. */
    void waits(String key, long until) {
        put(key, new Idle(null, null, until));
    }

    /** All is done; its ticket may be changed by others. It has nothing else to do before {@code until}. */
    void watches(String key, String ticketId, String version, long until) {
        put(key, new Idle(ticketId, version, until));
    }

    private void put(String key, Idle what) {
        if (idle.size() < MOST) {
            idle.put(key, what);
        }
    }

    /** It is being looked at. */
    void wake(String key) {
        idle.remove(key);
    }

    /** When to ask again about a key that still waits; 0 when its state has to be read. */
    long nextLook(String key, long now) {
        Idle what = idle.get(key);
        if (what == null || now >= what.until) {
            return 0;
        }
        if (what.ticketId == null) {
            return turnstile.isFarFrom(key) ? Math.min(what.until, now + turnstile.lookAfterMs(key, now)) : 0;
        }
        boolean news = watch.isNews(incidentOf(key), what.ticketId, what.version);
        return news ? 0 : Math.min(what.until, now + lookEveryMs);
    }

    /** The incident that a key is about. */
    static String incidentOf(String key) {
        return key.substring(key.indexOf('|') + 1);
    }
}
