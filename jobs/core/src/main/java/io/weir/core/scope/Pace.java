package io.weir.core.scope;

/**
 * How long an incident waits between two ordinary updates: {@code updateEvery} and up to a quarter more, by a hash of its
 * scope. Incidents that open in one instant, as those of a site that goes dark do, would otherwise all be due in one
 * instant for ever after, and whoever writes tickets would have to do the work of {@code updateEvery} in a second or two.
 * Prometheus spreads its scrapes likewise, by a hash of the target.
 */
final class Pace {
    private static final int STEPS = 1_024;

    private Pace() {}

    /**
     * The pause, at least {@code updateEveryMs} and less than 5/4 of it; always the same for the same scope.
     *
     * @param scopeKey not null
     * @param updateEveryMs of the incident's rule, milliseconds, not negative
     */
    static long pauseMs(String scopeKey, long updateEveryMs) {
        return updateEveryMs + updateEveryMs * Math.floorMod(scopeKey.hashCode(), STEPS) / (4 * STEPS);
    }
}
