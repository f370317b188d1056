package io.weir.sink.notify;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What of an incident's life people are told. */
public enum Phase {
    /** The first they hear of it. */
    OPENED,
    /** It is worse than they were ever told. */
    ESCALATED,
    /** It came back after a resolve. */
    REOPENED,
    /** It is over: recovered, not repeated any more, or merged into another. */
    RESOLVED;

    /** All of them. */
    public static final List<Phase> ALL = List.of(values());

    /** The lower-case word of configuration and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word.
     *
     * @throws IllegalArgumentException when {@code word} is none of the four
     */
    public static Phase of(String word) {
        return Arrays.stream(values())
                .filter(phase -> phase.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected opened, escalated, reopened or resolved, found: " + word));
    }
}
