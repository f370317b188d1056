package io.weir.pipeline.types;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Numbers and texts in few bytes. Numbers take 7 bits per byte, those near zero of either sign take few. Texts of ASCII,
 * which nearly all are, take one byte per character and are copied as a whole; any other keeps its UTF-16 exactly, lone
 * surrogates included.
 */
public final class Compact {
    private static final int ABSENT = 0;
    /** Longer texts are seldom the same as another one. */
    private static final int LIKELY_AGAIN = 32;

    /** Texts that were read lately, by their hash: labels repeat, and each copy of one would take memory. */
    private static final String[] LATELY = new String[1 << 12];

    private Compact() {}

    /** Writes a number. */
    public static void writeNumber(long value, DataOutputView out) throws IOException {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** Reads a number. */
    public static long readNumber(DataInputView in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.readByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new IOException("a number of more than 64 bits");
    }

    /** Writes a number, or null. */
    public static void writeOptional(Long value, DataOutputView out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            writeNumber(value, out);
        }
    }

    /** Reads a number, or null. */
    public static Long readOptional(DataInputView in) throws IOException {
        return in.readBoolean() ? Long.valueOf(readNumber(in)) : null;
    }

    /** Writes a text, or null. */
    public static void writeText(String text, DataOutputView out) throws IOException {
        if (text == null) {
            writeNumber(ABSENT, out);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        // what ASCII lacks became a question mark
        if (contains(bytes, (byte) '?') && !isAscii(text)) {
            writeNumber(-1L - text.length(), out);
            out.writeChars(text);
            return;
        }
        writeNumber(1L + bytes.length, out);
        out.write(bytes);
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte one : bytes) {
            if (one == wanted) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Reads a text, or null. */
    public static String readText(DataInputView in) throws IOException {
        long size = readNumber(in);
        if (size == ABSENT) {
            return null;
        }
        if (size > 0) {
            byte[] bytes = new byte[Math.toIntExact(size - 1)];
            in.readFully(bytes);
            return bytes.length > LIKELY_AGAIN ? new String(bytes, StandardCharsets.ISO_8859_1) : shared(bytes);
        }
        char[] chars = new char[Math.toIntExact(-1 - size)];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = in.readChar();
        }
        return new String(chars);
    }

    /** The text that was read before, if it was; tasks may overwrite each other's entries, which costs a copy. */
    private static String shared(byte[] ascii) {
        int hash = 0;
        for (byte one : ascii) {
            hash = 31 * hash + one;
        }
        int slot = (hash ^ (hash >>> 16)) & (LATELY.length - 1);
        String known = LATELY[slot];
        if (known == null || !isSame(known, ascii)) {
            known = new String(ascii, StandardCharsets.ISO_8859_1);
            LATELY[slot] = known;
        }
        return known;
    }

    private static boolean isSame(String text, byte[] ascii) {
        if (text.length() != ascii.length) {
            return false;
        }
        for (int i = 0; i < ascii.length; i++) {
            if (text.charAt(i) != ascii[i]) {
                return false;
            }
        }
        return true;
    }

    /** Writes texts by name; neither map nor names nor texts are null. */
    public static void writeTexts(Map<String, String> texts, DataOutputView out) throws IOException {
        if (texts instanceof UnreadTexts unread) {
            unread.copyTo(out);
            return;
        }
        writeNumber(texts.size(), out);
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            writeText(entry.getKey(), out);
            writeText(entry.getValue(), out);
        }
    }

    /** Reads texts by name. */
    public static Map<String, String> readTexts(DataInputView in) throws IOException {
        int size = Math.toIntExact(readNumber(in));
        Map<String, String> texts = new HashMap<>(Math.max(4, size * 4 / 3 + 1));
        for (int i = 0; i < size; i++) {
            texts.put(readText(in), readText(in));
        }
        return texts;
    }
}
