package io.weir.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How bad an alert is, after the rule book mapped the source's own word. Ordered from worst to mildest. */
public enum Severity {
    EMERGENCY,
    CRITICAL,
    WARNING,
    INFO;

    /** The lower-case word of the wire format and of rule books. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word of the wire format.
     *
     * @throws IllegalArgumentException when {@code word} is none of the four
     */
    @JsonCreator
    public static Severity of(String word) {
        for (Severity severity : values()) {
            if (severity.word().equals(word)) {
                return severity;
            }
        }
        throw new IllegalArgumentException("expected emergency, critical, warning or info, found " + word);
    }

    /** Whether this is worse than {@code other}. */
    public boolean worseThan(Severity other) {
        return compareTo(other) < 0;
    }
}
