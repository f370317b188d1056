package io.weir.app.sort;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Builds keys whose bytes, compared without a sign, are in the order of what was put in: texts by code point, numbers by
 * value, the first part first. Keys of one sort have the same kinds of parts.
 */
public final class SortKey {
    private static final int ZERO = 0;
    /** After a zero: the text is over. */
    private static final int END = 1;
    /** After a zero: it belongs to the text. */
    private static final int ESCAPED = 0xff;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);

    /** A text; a shorter one comes before what it begins. */
    public SortKey text(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.write(b);
            if (b == ZERO) {
                bytes.write(ESCAPED);
            }
        }
        bytes.write(ZERO);
        bytes.write(END);
        return this;
    }

    /** A number; negative ones come first. */
    public SortKey number(long number) {
        long unsigned = number ^ Long.MIN_VALUE;
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes.write((int) (unsigned >>> shift));
        }
        return this;
    }

    /** The number in a key that is nothing else. */
    public static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong() ^ Long.MIN_VALUE;
    }

    /** The key so far. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
