package io.weir.core.decide;

import io.weir.core.EpisodeEvent;
import io.weir.core.track.Verdict;
import io.weir.schema.Decision;
import java.util.Comparator;

/**
 * Something to be counted: observations and what became of them, or what became of one that was counted as received.
 *
 * @param tenant owner
 * @param at pipeline time, milliseconds since the epoch; the minute it counts for
 * @param kind what is counted
 * @param held whether it is kept back by the reason {@code word}; else {@code word} is an outcome
 * @param word outcome or reason, stable; null where it does not matter
 * @param episode the observation that is awaited or settled; null otherwise
 * @param number how many observations
 */
public record Count(String tenant, long at, Kind kind, boolean held, String word, String episode, long number) {
    /**
     * Order of counts at the same instant: what is awaited before what settles it; and of several decisions about one
     * start the one that tells most about what became of it.
     */
    public static final Comparator<Count> TIES = Comparator.comparing(Count::kind)
            .thenComparing(count -> !count.held)
            .thenComparing(count -> Outcome.NOTED.equals(count.word))
            .thenComparing(Count::word, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Count::episode, Comparator.nullsFirst(Comparator.naturalOrder()));

    static final long MINUTE_MS = 60_000;

    /** What is counted. */
    public enum Kind {
        /** Observations that were received, and what became of them. */
        DONE,
        /** Observations that were received and could not be read. */
        DEAD_LETTERED,
        /** An observation that was received; what becomes of its episode is decided further on. */
        AWAITED,
        /** What became of an awaited one. */
        SETTLED
    }

    /** The words of outcomes. */
    static final class Outcome {
        static final String ENDED = "ended";
        static final String DEDUPLICATED = "deduplicated";
        static final String NOTED = "noted";
        static final String LATE = "late";

        private Outcome() {}
    }

    /** The first instant of the minute it counts for. */
    public long minute() {
        return Math.floorDiv(at, MINUTE_MS) * MINUTE_MS;
    }

    /** Whether both are added by adding their numbers. */
    public boolean adds() {
        return kind == Kind.DONE || kind == Kind.DEAD_LETTERED;
    }

    /** The same for so many observations at the last instant of the minute. */
    public Count ofMinute(long all) {
        return new Count(tenant, minute() + MINUTE_MS - 1, kind, held, word, null, all);
    }

    /**
     * One observation that Track has judged.
     *
     * @param event what Track told Correlate of it; null when nothing
     */
    public static Count observed(String tenant, long at, Verdict verdict, EpisodeEvent event) {
        return switch (verdict) {
            case STARTED, LATE -> awaited(event);
            case HELD -> done(tenant, at, true, TrackDecision.DOWNTIME);
            case REPEATED, REPEATED_RESOLVE -> done(tenant, at, false, Outcome.DEDUPLICATED);
            case ENDED, GONE_AT_SOURCE -> done(tenant, at, false, Outcome.ENDED);
            case DAMPED_START, DAMPED_END, OUTDATED_FIRING, OUTDATED_RESOLVE, ORPHAN_RESOLVE, CLEARED_IN_DOWNTIME ->
                done(tenant, at, false, Outcome.NOTED);
            case RELEASED, WENT_STALE, CALMED ->
                throw new IllegalArgumentException("a waking, not an observation: " + verdict);
        };
    }

    private static Count done(String tenant, long at, boolean held, String word) {
        return new Count(tenant, at, Kind.DONE, held, word, null, 1);
    }

    /** Repeats of what was known, that were not written one by one. */
    public static Count folded(String tenant, long at, long repeats) {
        return new Count(tenant, at, Kind.DONE, false, Outcome.DEDUPLICATED, null, repeats);
    }

    private static Count awaited(EpisodeEvent event) {
        boolean oneOfMany = event.route() != null && event.route().identity() != null;
        String shownAs = oneOfMany ? event.route().identity() : event.fingerprint();
        String episode = episode(shownAs, event.startsAt(), event.at());
        return new Count(event.tenant(), event.at(), Kind.AWAITED, false, null, episode, 1);
    }

    /** One record that could not be read. */
    public static Count deadLettered(String tenant, long at) {
        return new Count(tenant, at, Kind.DEAD_LETTERED, false, null, null, 1);
    }

    /** What a decision settles; null when it says nothing about how an episode was taken up. */
    public static Count settled(Decision decision) {
        if (decision.fingerprint() == null || decision.startsAt() == null) {
            return null;
        }
        return switch (decision.kind()) {
            case OPENED -> settled(decision, false, late(decision, "opened"));
            case JOINED -> settled(decision, false, late(decision, "joined"));
            case HELD, SUPPRESSED -> settled(decision, true, decision.reason());
            case NOTED -> settled(decision, false, late(decision, Outcome.NOTED));
            case ENDED, RELEASED, MOVED, PUBLISHED, REMEDIATION, CLOSED -> null;
        };
    }

    /** The reasons of all that came late begin with that word. */
    private static String late(Decision decision, String otherwise) {
        return decision.reason().startsWith(Outcome.LATE) ? Outcome.LATE : otherwise;
    }

    private static Count settled(Decision decision, boolean held, String word) {
        String same = decision.detail() == null ? null : decision.detail().get("identity");
        String shownAs = same == null ? decision.fingerprint() : same;
        String episode = episode(shownAs, decision.startsAt(), decision.at());
        return new Count(decision.tenant(), decision.at(), Kind.SETTLED, held, word, episode, 0);
    }

    private static String episode(String fingerprint, long startsAt, long at) {
        return fingerprint + "|" + startsAt + "|" + at;
    }
}
