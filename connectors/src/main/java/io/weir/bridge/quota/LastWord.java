package io.weir.bridge.quota;

/**
 * The newest word about one alert, on the log or in the spill topic, and whether Kafka has it: only then may a repeat
 * be folded onto it. Several words may be on their way at one time, numbered as they were decided. One that fails gives
 * way to the newest that Kafka has, as soon as nothing is on its way any more. Times are milliseconds since the epoch.
 * Not thread-safe.
 */
final class LastWord {
    private Observation last;
    /** Number of the first word that said so: it is no repeat of what was said before, even if that was the same. */
    private long since;

    private long decidedAt = Long.MIN_VALUE;
    private int underway;
    /** The newest that Kafka has, null for none; another than {@code last} when its number is below {@code since}. */
    private Observation onKafka;

    private long writtenNumber;
    private long writtenAt = Long.MIN_VALUE;

    /** Null when there is none: nothing was decided, or Kafka did not take it. */
    Observation last() {
        return last;
    }

    boolean fires() {
        return last != null && last.firing();
    }

    /** Whether words are on their way to Kafka. */
    boolean isUnderway() {
        return underway > 0;
    }

    /** When Kafka had what the last word says; {@link Long#MIN_VALUE} as long as it does not have that. */
    long writtenAt() {
        return isWritten() ? writtenAt : Long.MIN_VALUE;
    }

    private boolean isWritten() {
        return writtenNumber >= since;
    }

    /** It is being written, and ends with {@link #written} or {@link #failed}, once. */
    void decided(Observation next, long number, long now) {
        underway++;
        if (last == null || !next.repeats(last)) {
            say(next, number);
            decidedAt = now;
        }
    }

    /** Kafka has it. */
    void written(Observation word, long number, long now) {
        underway--;
        if (number >= writtenNumber) {
            has(word, number, now);
        }
        settle();
    }

    /** Kafka does not have one of those that were decided, as far as one can tell. */
    void failed() {
        underway--;
        settle();
    }

    /**
     * It lies there, whoever wrote it; told in the order in which they lie.
     *
     * @param number a new one
     * @param timestamp since when
     */
    void read(Observation found, long number, long timestamp) {
        boolean repeats = last != null && found.repeats(last);
        if (last == null || (timestamp >= decidedAt && (repeats || isWritten()))) {
            if (!repeats) {
                say(found, number);
            }
            has(found, Math.max(since, writtenNumber), timestamp);
        } else if (!isWritten() && timestamp >= writtenAt) {
            // the last word was not read yet, so this one lies before it
            has(found, writtenNumber, timestamp);
        }
    }

    private void say(Observation next, long number) {
        last = next.after(last);
        since = number;
    }

    private void has(Observation word, long number, long at) {
        if (number >= since) {
            last = word.after(last);
            onKafka = last;
        } else {
            onKafka = word;
        }
        writtenNumber = number;
        writtenAt = Math.max(writtenAt, at);
    }

    private void settle() {
        if (underway == 0 && !isWritten()) {
            last = onKafka;
            since = writtenNumber;
            decidedAt = writtenAt;
        }
    }
}
