package io.weir.schema;

/**
 * Characters that make text read in another order than it is written: all that Unicode gives the property {@code
 * Bidi_Control}.
 */
public final class TextDirection {
    private TextDirection() {}

    /** Whether this code point is one. */
    public static boolean isTurnedBy(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
