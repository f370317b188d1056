package io.weir.core.scope;

/**
 * Tells the onset of a burst in a scope where an incident is under way already: more starts within seconds than the
 * incident's own tail lets expect. Two decayed counts, so it costs the same in a storm of any size.
 */
final class Burst {
    /** Alerts of one onset come within seconds. */
    static final long FAST_MS = 8_000;
    /** The tail of the incident that is under way. */
    static final long SLOW_MS = 120_000;
    /** Starts that an onset has at the least, beyond those that were to be expected … */
    static final double STARTS = 4;
    /** … counted so many times. */
    static final double RATIO = 2;
    /** An incident younger than this is still forming: its own second wave is no new burst. */
    static final long FORMING_MS = 200_000;
    /** Starts of the last seconds go over to the burst that they began. */
    static final long SETTLE_MS = 6_000;

    private Burst() {}

    /** Counts a start that is news, and tells whether it is the onset of a burst. */
    static boolean onset(ScopeMemory memory, long at) {
        long since = at - memory.ratesAt;
        memory.fast = memory.fast * Habit.decay(since, FAST_MS) + 1;
        memory.slow = memory.slow * Habit.decay(since, SLOW_MS) + 1;
        memory.ratesAt = at;
        double expected = memory.slow * FAST_MS / SLOW_MS;
        return memory.fast >= STARTS + RATIO * expected;
    }

    /** Forgets the starts that have settled: soon, for each is a whole alert, and all of them are stored. */
    static void settle(ScopeMemory memory, long at) {
        memory.provisional.removeIf(start -> at - start.started().at() > SETTLE_MS);
        while (memory.provisional.size() > ScopeMemory.PROVISIONAL_MAX) {
            memory.provisional.remove(0);
        }
    }
}
