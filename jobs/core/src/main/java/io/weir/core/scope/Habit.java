package io.weir.core.scope;

import io.weir.core.EpisodeEvent;
import io.weir.core.Policy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells habitual noise: alerts of a name that for hours come at the same rate, whatever else happens in their scope.
 * What belongs to faults comes in company; what comes in no more company than any moment would give it is independent
 * of them. Counts are decayed, so an alert costs the same however long the history.
 */
final class Habit {
    /** Averages forget with this time constant; a scope that is silent for so long is forgotten whole. */
    static final long MEMORY_MS = 4 * 3_600_000L;
    /** Company is what starts so shortly before. */
    static final long WINDOW_MS = 8_000;
    /** The second window in which more than the usual number of starts is a deviation. */
    static final long MEDIUM_MS = 600_000;
    /** Company above the scope's average, as a part of it: 0 is independent, faults have 0.8 and more. */
    static final double EXCESS = 0.4;
    /** A count so many sigmas (Poisson) above the usual one is a deviation. */
    static final double SIGMAS = 4;
    /** From this start on, one and the same alert of a habitual name is held; before, it is shown apart. */
    static final int SEEN_BEFORE = 3;
    /** An alert that lasts so many times longer than any before it deviates … */
    static final int LONGER = 3;
    /** … but not before it lasted so long. */
    static final long LASTS_MS = 600_000;

    /** However long its habit lasts, it is shown when it lasts so long. */
    static final long LASTS_MOST_MS = 3_600_000;

    private static final int ALERTS_MAX = 64;

    private Habit() {}

    /** What is said of one start. */
    enum Verdict {
        /** News. */
        NEWS,
        /** Its name is habitual, itself it has hardly been seen: shown, but apart from others. */
        APART,
        /** Habitual. */
        NOISE
    }

    /**
     * Judges a start by all before it, and remembers it.
     *
     * @param counts whether it says something of the rate: what comes late does not
     */
    static Verdict judge(ScopeMemory memory, EpisodeEvent event, boolean counts) {
        long at = event.at();
        Policy policy = event.onset().policy();
        memory.window *= decay(at - memory.lastAt, WINDOW_MS);
        memory.lasting *= decay(at - memory.lastAt, MEMORY_MS);
        memory.lastAt = at;
        NameHabit habit = upToNow(memory.names.get(nameOf(event)), at);
        boolean habitual = event.onset().mayBeHabitual() && isHabitual(memory, habit, policy, at);
        boolean seen = habit.alerts().getOrDefault(event.fingerprint(), 0) + 1 >= SEEN_BEFORE;
        if (counts) {
            remember(memory, nameOf(event), habit, event.fingerprint());
        }
        return !habitual ? Verdict.NEWS : seen ? Verdict.NOISE : Verdict.APART;
    }

    private static NameHabit upToNow(NameHabit habit, long at) {
        if (habit == null) {
            return new NameHabit(at, at, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());
        }
        long silent = at - habit.lastAt();
        double keep = decay(silent, MEMORY_MS);
        return new NameHabit(
                habit.firstAt(),
                at,
                habit.starts(),
                habit.window() * decay(silent, WINDOW_MS),
                habit.medium() * decay(silent, MEDIUM_MS),
                habit.lasting() * keep,
                habit.company() * keep,
                habit.companySquared() * keep,
                habit.weight() * keep,
                habit.longestMs() * keep,
                habit.alerts());
    }

    private static boolean isHabitual(ScopeMemory memory, NameHabit habit, Policy policy, long at) {
        if (habit.starts() < policy.habitStarts() || at - habit.firstAt() < policy.habitOverMs()) {
            return false;
        }
        double average = memory.lasting / span(at - memory.firstAt) * WINDOW_MS;
        double own = habit.lasting() / span(at - habit.firstAt());
        double mean = habit.company() / habit.weight();
        double variance = Math.max(habit.companySquared() / habit.weight() - mean * mean, 0);
        double error = Math.sqrt(variance / habit.weight());
        return mean + error <= (1 + EXCESS) * average
                && usual(habit.window(), own * WINDOW_MS)
                && usual(habit.medium(), own * MEDIUM_MS);
    }

    private static boolean usual(double count, double expected) {
        return count <= expected + SIGMAS * Math.sqrt(Math.max(1, expected));
    }

    private static void remember(ScopeMemory memory, String name, NameHabit habit, String fingerprint) {
        Map<String, Integer> alerts = new HashMap<>(habit.alerts());
        alerts.merge(fingerprint, 1, Integer::sum);
        if (alerts.size() > ALERTS_MAX) {
            // the one seen least often, but never the one that is here now
            alerts.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(fingerprint))
                    .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .ifPresent(least -> alerts.remove(least.getKey()));
        }
        memory.remember(
                name,
                new NameHabit(
                        habit.firstAt(),
                        habit.lastAt(),
                        habit.starts() + 1,
                        habit.window() + 1,
                        habit.medium() + 1,
                        habit.lasting() + 1,
                        habit.company() + memory.window,
                        habit.companySquared() + memory.window * memory.window,
                        habit.weight() + 1,
                        habit.longestMs(),
                        alerts));
        memory.window++;
        memory.lasting++;
        if (memory.names.size() > ScopeMemory.NAMES_MAX) {
            memory.names.entrySet().stream()
                    .min(Comparator.<Map.Entry<String, NameHabit>>comparingLong(
                                    entry -> entry.getValue().lastAt())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .ifPresent(oldest -> memory.forget(oldest.getKey()));
        }
    }

    /** Remembers how long an episode of this name lasted. */
    static void lasted(ScopeMemory memory, String name, long durationMs) {
        NameHabit habit = memory == null ? null : memory.names.get(name);
        if (habit != null && durationMs > habit.longestMs()) {
            memory.remember(
                    name,
                    new NameHabit(
                            habit.firstAt(),
                            habit.lastAt(),
                            habit.starts(),
                            habit.window(),
                            habit.medium(),
                            habit.lasting(),
                            habit.company(),
                            habit.companySquared(),
                            habit.weight(),
                            durationMs,
                            habit.alerts()));
        }
    }

    /** By when habitual noise that starts now is over, if it keeps to its habit. */
    static long overBy(ScopeMemory memory, EpisodeEvent event) {
        double longest = memory.names.get(nameOf(event)).longestMs();
        return event.at() + Math.min(LASTS_MOST_MS, Math.max(LASTS_MS, (long) (LONGER * longest)));
    }

    /** The name by which habits are told. */
    static String nameOf(EpisodeEvent event) {
        return event.onset().labels().getOrDefault("alertname", event.fingerprint());
    }

    /** What is left after {@code ms}; the same on every platform. */
    static double decay(long ms, long constantMs) {
        return StrictMath.exp(-(double) ms / constantMs);
    }

    /** The milliseconds that a decayed count stands for. */
    private static double span(long age) {
        return Math.max(MEMORY_MS * (1 - decay(age, MEMORY_MS)), 1_000);
    }
}
