package io.weir.core.decide;

import java.util.HashMap;
import java.util.Map;

/**
 * The minutes of one tenant that are not told yet, or not settled. A state class: public fields, so that it is
 * serialized field by field and can grow.
 */
public final class TallyState {
    /** Observations that are awaited one by one; what comes beyond stays in flight. */
    static final int AWAITED_MAX = 10_000;

    /** Whose they are. */
    public String tenant;
    /** By their first instant, milliseconds since the epoch. */
    public Map<Long, Minute> minutes = new HashMap<>();
    /** How many observations each unsettled episode stands for, by {@link Count#episode()}. */
    public Map<String, Awaited> awaited = new HashMap<>();

    /** A tenant of whom nothing is counted. */
    public TallyState() {}

    /** How much there is of it: about as many alerts as it holds. */
    public int weight() {
        return 1 + minutes.size() + awaited.size() / 8;
    }

    TallyState copy() {
        TallyState copy = new TallyState();
        copy.tenant = tenant;
        minutes.forEach((first, minute) -> copy.minutes.put(first, minute.copy()));
        copy.awaited = new HashMap<>(awaited);
        return copy;
    }

    /**
     * Observations of one episode that began at one instant: more than one where several alerts are one by the rule
     * book.
     *
     * @param minute the minute they were received in
     * @param number how many
     */
    public record Awaited(long minute, long number) {}

    /** One minute. */
    public static final class Minute {
        public long received;
        public long deadLettered;
        public Map<String, Long> outcomes = new HashMap<>();
        public Map<String, Long> held = new HashMap<>();
        /** When it is told; null when nothing has changed since it was. */
        public Long tellAt;

        /** A minute in which nothing came. */
        public Minute() {}

        Minute copy() {
            Minute copy = new Minute();
            copy.received = received;
            copy.deadLettered = deadLettered;
            copy.outcomes = new HashMap<>(outcomes);
            copy.held = new HashMap<>(held);
            copy.tellAt = tellAt;
            return copy;
        }

        long inFlight() {
            return received - deadLettered - sum(outcomes) - sum(held);
        }

        private static long sum(Map<String, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
