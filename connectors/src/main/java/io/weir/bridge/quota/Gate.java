package io.weir.bridge.quota;

import io.weir.bridge.quota.Waiting.Mark;

/**
 * Decides what becomes of each alert of one tenant that is over its quota. What nobody has heard of passes; what says
 * nothing new is counted; the rest waits, and what follows something that waits of the same alert waits behind it. Time
 * is an argument, milliseconds since the epoch. Not thread-safe.
 */
final class Gate {
    /** A repeat may be folded so long after its alert was last written: no shorter silence counts as an end. */
    static final long FOLD_MS = 60_000;

    /** What is not judged counts only when it was read from the log; so many may be on their way. */
    private static final int UNSEEN = 10_000;

    private static final long ONE_WITHOUT_ROOM_MS = 60_000;
    private static final long A_DAY_MS = 24 * 3_600_000L;

    private final Quota quota;
    private final Tokens tokens;
    private final Identities identities = new Identities();
    private final Waiting waiting = new Waiting();
    private long staleAfter = A_DAY_MS;
    private Long fullSince;

    Gate(Quota quota, long now) {
        this.quota = quota;
        this.tokens = new Tokens(quota.alertsPerSecond(), now);
    }

    Identities identities() {
        return identities;
    }

    Waiting waiting() {
        return waiting;
    }

    /** After so many milliseconds of silence the tenant's rule book takes an alert for over. */
    void staleAfter(long millis) {
        staleAfter = millis;
    }

    void forget(long now) {
        identities.forget(now, staleAfter);
    }

    /** Whether so many alerts have to be judged at all: there is a rate, room is getting scarce, or something waits. */
    boolean judges(int number) {
        return !tokens.unlimited()
                || waiting.any()
                || identities.open() + number >= quota.openIdentities() / 10 * 9 - UNSEEN;
    }

    /**
     * Judges one alert, and takes note of it; how that ended is told to {@link #written} or {@link #failed}, once.
     *
     * @param mayTake false: its request is over quota already, so there are no tokens for it
     */
    Judged judge(Observation next, long now, boolean mayTake) {
        Verdict verdict = verdict(next, now, mayTake);
        long number = 0;
        if (verdict.passes()) {
            number = identities.decided(next, now);
        } else if (verdict.waits()) {
            number = waiting.decided(next, verdict.partition(), now);
        }
        return new Judged(next, verdict, number);
    }

    /** Kafka has what became of it. */
    void written(Judged judged, long now) {
        if (judged.verdict().passes()) {
            identities.written(judged.alert(), judged.number(), now);
        } else if (judged.verdict().waits()) {
            waiting.written(judged.alert(), judged.number(), now);
        }
    }

    /** Kafka does not have it, as far as one can tell. */
    void failed(Judged judged) {
        if (judged.verdict().passes()) {
            identities.failed(judged.alert().id());
        } else if (judged.verdict().waits()) {
            waiting.failed(judged.alert().id(), judged.number());
        }
    }

    private Verdict verdict(Observation next, long now, boolean mayTake) {
        Mark mark = waiting.get(next.id());
        LastWord known = identities.get(next.id());
        if (mark != null) {
            boolean folds = next.repeats(mark.word().last()) && fresh(next, mark.word(), now);
            return folds ? Verdict.FOLDED : Verdict.waitingIn(mark.partition());
        }
        if (known != null && next.repeats(known.last())) {
            if (take(now, mayTake)) {
                return Verdict.PASSED;
            }
            return fresh(next, known, now) ? Verdict.FOLDED : Verdict.PASSED_BEYOND;
        }
        boolean fires = known != null && known.fires();
        boolean begins = next.firing() && !fires;
        if (waiting.full()) {
            // it may be one of those that wait and are not known one by one: what is not known to fire waits for room
            return fires ? Verdict.WAITS_FOR_TOKENS : Verdict.WAITS_FOR_ROOM;
        }
        if (begins && identities.open() >= quota.openIdentities()) {
            return Verdict.WAITS_FOR_ROOM;
        }
        if (take(now, mayTake)) {
            return Verdict.PASSED;
        }
        return begins ? Verdict.PASSED_BEYOND : Verdict.WAITS_FOR_TOKENS;
    }

    private boolean take(long now, boolean mayTake) {
        return mayTake && tokens.take(now, waiting.any());
    }

    /** Whether Kafka has the last word, and its record proves life well enough until the next repeat but one. */
    private boolean fresh(Observation next, LastWord word, long now) {
        long writtenAt = word.writtenAt();
        if (writtenAt == Long.MIN_VALUE || now - writtenAt >= Math.min(FOLD_MS, staleAfter / 3)) {
            return false;
        }
        Observation last = word.last();
        if (!next.firing() || next.expiresAt() == Observation.NEVER) {
            return last.expiresAt() == Observation.NEVER || last.expiresAt() > now;
        }
        return last.expiresAt() == Observation.NEVER || last.expiresAt() - now >= (next.expiresAt() - now) / 2;
    }

    /**
     * Lets something that has waited go to the log, if it may now: takes a token and note of it; how that ended is told
     * as with what was judged.
     *
     * @return null when it may not yet
     */
    Judged drain(Observation head, int partition, long now) {
        boolean begins = head.firing() && !identities.fires(head.id());
        boolean needsRoom = begins && partition == Verdict.WAITS_FOR_ROOM.partition();
        if (needsRoom && !hasRoom(now)) {
            return null;
        }
        if (!tokens.takeForWaiting(now)) {
            return null;
        }
        return new Judged(head, Verdict.PASSED, identities.decided(head, now));
    }

    /** One a minute goes without room: if all that fires had its end waiting behind it, there never would be any. */
    private boolean hasRoom(long now) {
        if (identities.open() < quota.openIdentities()) {
            fullSince = null;
            return true;
        }
        if (fullSince == null) {
            fullSince = now;
        }
        if (now - fullSince < ONE_WITHOUT_ROOM_MS) {
            return false;
        }
        fullSince = now;
        return true;
    }
}
