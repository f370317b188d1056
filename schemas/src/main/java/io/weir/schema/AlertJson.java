package io.weir.schema;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes an alert as {@link Wire#ALERT} says, byte for byte what the general writer writes, in a third of its time: all
 * that comes in passes here.
 */
final class AlertJson {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    /** What follows the backslash, by character; 0 when it stands for itself, {@link #BY_NUMBER} when it has no letter. */
    private static final byte[] ESCAPES = escapes();

    private static final byte BY_NUMBER = 'u';
    private static final byte[] TENANT = name("tenant");
    private static final byte[] SOURCE = name("source");
    private static final byte[] FINGERPRINT = name("fingerprint");
    private static final byte[] STATUS = name("status");
    private static final byte[] STARTS_AT = name("startsAt");
    private static final byte[] ENDS_AT = name("endsAt");
    private static final byte[] EXPIRES_AT = name("expiresAt");
    private static final byte[] LABELS = name("labels");
    private static final byte[] ANNOTATIONS = name("annotations");
    private static final byte[] GENERATOR_URL = name("generatorUrl");
    private static final byte[] SOURCE_URL = name("sourceUrl");
    private static final byte[] RECEIVED_AT = name("receivedAt");
    private static final byte[] OBSERVATION = name("observation");
    private static final int LIKELY_BYTES = 1024;
    private static final int MOST_BYTES_PER_CHAR = 6;
    private static final long DAY_MS = 86_400_000L;

    private byte[] bytes = new byte[LIKELY_BYTES];
    private int length;

    private AlertJson() {}

    private static byte[] name(String name) {
        return (",\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
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

    /** The document that begins with {@code head}; a component that is null is left out. */
    static byte[] write(byte[] head, Alert alert) {
        AlertJson json = new AlertJson();
        json.raw(head);
        json.field(TENANT, alert.tenant());
        json.field(SOURCE, alert.source());
        json.field(FINGERPRINT, alert.fingerprint());
        json.field(STATUS, alert.status() == null ? null : word(alert.status()));
        json.time(STARTS_AT, alert.startsAt());
        json.time(ENDS_AT, alert.endsAt());
        json.time(EXPIRES_AT, alert.expiresAt());
        json.texts(LABELS, alert.labels());
        json.texts(ANNOTATIONS, alert.annotations());
        json.field(GENERATOR_URL, alert.generatorUrl());
        json.field(SOURCE_URL, alert.sourceUrl());
        json.time(RECEIVED_AT, alert.receivedAt());
        json.field(OBSERVATION, alert.observation());
        json.one('}');
        return Arrays.copyOf(json.bytes, json.length);
    }

    private static String word(AlertStatus status) {
        return switch (status) {
            case FIRING -> "firing";
            case RESOLVED -> "resolved";
        };
    }

    private void field(byte[] name, String value) {
        if (value != null) {
            raw(name);
            text(value);
        }
    }

    private void time(byte[] name, Long millis) {
        if (millis != null) {
            raw(name);
            time(Math.max(EpochMillis.FIRST, Math.min(EpochMillis.LAST, millis)));
        }
    }

    private void texts(byte[] name, Map<String, String> texts) {
        if (texts == null) {
            return;
        }
        raw(name);
        one('{');
        boolean first = true;
        Map<String, String> sorted = texts instanceof SortedMap ? texts : new TreeMap<>(texts);
        for (Map.Entry<String, String> text : sorted.entrySet()) {
            if (text.getValue() == null) {
                continue;
            }
            if (!first) {
                one(',');
            }
            first = false;
            text(Wire.readableKey(text.getKey()));
            one(':');
            text(text.getValue());
        }
        one('}');
    }

    private void text(String text) {
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

    /** As {@link java.time.Instant#toString}: without a fraction when there is none. */
    private void time(long millis) {
        room("\"2026-01-02T03:04:05.678Z\"".length());
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY_MS));
        int ofDay = (int) Math.floorMod(millis, DAY_MS);
        bytes[length++] = '"';
        two(day.getYear() / 100);
        two(day.getYear() % 100);
        two('-', day.getMonthValue());
        two('-', day.getDayOfMonth());
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

    private void one(char c) {
        room(1);
        bytes[length++] = (byte) c;
    }

    private void raw(byte[] several) {
        room(several.length);
        System.arraycopy(several, 0, bytes, length, several.length);
        length += several.length;
    }

    private void room(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.addExact(Math.max(bytes.length, more), bytes.length));
        }
    }
}
