package io.weir.schema;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** JSON that grows by one value after the other, each as Jackson writes it. */
final class JsonBytes {
    private static final byte[] HEX = ascii("0123456789ABCDEF");
    /** What follows the backslash, by character; 0 when it stands for itself, {@link #BY_NUMBER} when it has no letter. */
    private static final byte[] ESCAPES = escapes();

    private static final byte BY_NUMBER = 'u';
    private static final int MOST_BYTES_PER_CHAR = 6;
    private static final int MOST_DIGITS = 19;
    private static final int DATE_BYTES = "2026-01-02".length();
    private static final long DAY_MS = 86_400_000L;

    private byte[] bytes;
    private int length;
    /** The day last written and where its date stands: most times of a document are of one day. */
    private long day = Long.MIN_VALUE;

    private int dateAt;

    /** What begins with {@code head} and is likely to grow to {@code likelyBytes}. */
    JsonBytes(byte[] head, int likelyBytes) {
        bytes = Arrays.copyOf(head, Math.max(head.length, likelyBytes));
        length = head.length;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[0x80];
        Arrays.fill(escapes, 0, 0x20, BY_NUMBER);
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        return escapes;
    }

    byte[] all() {
        return Arrays.copyOf(bytes, length);
    }

    byte last() {
        return bytes[length - 1];
    }

    void one(char c) {
        room(1);
        bytes[length++] = (byte) c;
    }

    /** What is JSON already, from its byte {@code from} on. */
    void raw(byte[] several, int from) {
        room(several.length);
        System.arraycopy(several, from, bytes, length, several.length - from);
        length += several.length - from;
    }

    void number(long value) {
        room(1 + MOST_DIGITS);
        if (value < 0) {
            bytes[length++] = '-';
        }
        // Counted below zero: Long.MIN_VALUE has no positive counterpart.
        long rest = value < 0 ? value : -value;
        int end = length + 1;
        for (long more = rest / 10; more != 0; more /= 10) {
            end++;
        }
        for (int at = end; at > length; rest /= 10) {
            bytes[--at] = (byte) ('0' - rest % 10);
        }
        length = end;
    }

    /** {@code text} in quotes, with escapes for what cannot stand for itself. */
    void text(String text) {
        room(MOST_BYTES_PER_CHAR * text.length() + 2);
        byte[] out = bytes;
        int at = length;
        out[at++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 && ESCAPES[c] == 0) {
                out[at++] = (byte) c;
            } else {
                length = at;
                special(c);
                at = length;
            }
        }
        out[at++] = '"';
        length = at;
    }

    private void special(char c) {
        if (c < 0x80 && ESCAPES[c] != BY_NUMBER) {
            put('\\', ESCAPES[c]);
        } else if (c < 0x80 || Character.isSurrogate(c)) {
            put('\\', 'u', HEX[c >> 12], HEX[c >> 8 & 0xf], HEX[c >> 4 & 0xf], HEX[c & 0xf]);
        } else if (c < 0x800) {
            put(0xc0 | c >> 6, 0x80 | (c & 0x3f));
        } else {
            put(0xe0 | c >> 12, 0x80 | (c >> 6 & 0x3f), 0x80 | (c & 0x3f));
        }
    }

    /** As {@link EpochMillis} has it: the nearest instant it knows, without a fraction when there is none. */
    void time(long epochMillis) {
        long millis = Math.max(EpochMillis.FIRST, Math.min(EpochMillis.LAST, epochMillis));
        room("\"2026-01-02T03:04:05.678Z\"".length());
        int ofDay = (int) Math.floorMod(millis, DAY_MS);
        bytes[length++] = '"';
        date(Math.floorDiv(millis, DAY_MS));
        two('T', ofDay / 3_600_000);
        two(':', ofDay / 60_000 % 60);
        two(':', ofDay / 1000 % 60);
        if (ofDay % 1000 != 0) {
            two('.', ofDay % 1000 / 10);
            bytes[length++] = (byte) ('0' + ofDay % 10);
        }
        bytes[length++] = 'Z';
        bytes[length++] = '"';
    }

    private void date(long epochDay) {
        if (epochDay == day) {
            System.arraycopy(bytes, dateAt, bytes, length, DATE_BYTES);
            length += DATE_BYTES;
            return;
        }
        day = epochDay;
        dateAt = length;
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        two(date.getYear() / 100);
        two(date.getYear() % 100);
        two('-', date.getMonthValue());
        two('-', date.getDayOfMonth());
    }

    private void two(char before, int number) {
        bytes[length++] = (byte) before;
        two(number);
    }

    private void two(int number) {
        bytes[length++] = (byte) ('0' + number / 10);
        bytes[length++] = (byte) ('0' + number % 10);
    }

    /** There has to be room. */
    private void put(int... several) {
        for (int one : several) {
            bytes[length++] = (byte) one;
        }
    }

    private void room(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.addExact(Math.max(bytes.length, more), bytes.length));
        }
    }
}
