package io.weir.schema;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/**
 * A document in the making, byte for byte as the general writer of {@link Wire} makes it. A field whose value is null is
 * left out.
 */
final class JsonDocument {
    private static final byte[] NULL = JsonBytes.ascii("null");
    private static final byte[] TRUE = JsonBytes.ascii("true");
    private static final byte[] FALSE = JsonBytes.ascii("false");
    private static final String[] NO_KEYS = {};

    private final JsonBytes out;

    /** What begins with {@code head}, an object left open, and is likely to grow to {@code likelyBytes}. */
    JsonDocument(byte[] head, int likelyBytes) {
        out = new JsonBytes(head, likelyBytes);
    }

    /** A field's name as the other methods take it; {@code name} has to be letters. */
    static byte[] name(String name) {
        return JsonBytes.ascii(",\"" + name + "\":");
    }

    /** What there is of it. */
    byte[] soFar() {
        return out.all();
    }

    /** A value that is JSON already. */
    void json(byte[] name, byte[] value) {
        named(name);
        out.raw(value, 0);
    }

    /** The document, closed. */
    byte[] close() {
        out.one('}');
        return out.all();
    }

    /** Begins an object or a list as the value of a field. */
    void begin(byte[] name, char bracket) {
        named(name);
        out.one(bracket);
    }

    /** Begins an object or a list as the next element of a list. */
    void begin(char bracket) {
        separate();
        out.one(bracket);
    }

    /** Ends an object or a list. */
    void end(char bracket) {
        out.one(bracket);
    }

    void text(byte[] name, String value) {
        if (value != null) {
            named(name);
            out.text(value);
        }
    }

    /** A word of {@link EnumWords}. */
    void word(byte[] name, byte[] word) {
        if (word != null) {
            named(name);
            out.raw(word, 0);
        }
    }

    /** Milliseconds since the epoch. */
    void time(byte[] name, Long millis) {
        if (millis != null) {
            named(name);
            out.time(millis);
        }
    }

    void flag(byte[] name, Boolean value) {
        if (value != null) {
            named(name);
            out.raw(value ? TRUE : FALSE, 0);
        }
    }

    /** A whole number. */
    void number(byte[] name, Number value) {
        if (value != null) {
            number(name, value.longValue());
        }
    }

    void number(byte[] name, long value) {
        named(name);
        out.number(value);
    }

    /** Texts by their names, sorted; a {@link SortedMap} keeps its own order. */
    void texts(byte[] name, Map<String, String> texts) {
        if (texts instanceof RenderedTexts rendered) {
            json(name, rendered.json());
        } else if (texts != null) {
            begin(name, '{');
            entries(texts);
            end('}');
        }
    }

    /** Texts by their names, as {@link #texts} has them, in an object that has begun. */
    void entries(Map<String, String> texts) {
        if (texts instanceof SortedMap) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                entry(text.getKey(), text.getValue());
            }
        } else {
            String[] keys = texts.keySet().toArray(NO_KEYS);
            Arrays.sort(keys);
            for (String key : keys) {
                entry(key, texts.get(key));
            }
        }
    }

    private void entry(String key, String value) {
        if (value != null) {
            separate();
            out.text(Wire.readableKey(key));
            out.one(':');
            out.text(value);
        }
    }

    /** The next element of a list; null is told. */
    void element(String value) {
        if (value == null) {
            nothing();
        } else {
            separate();
            out.text(value);
        }
    }

    /** A null as the next element of a list. */
    void nothing() {
        separate();
        out.raw(NULL, 0);
    }

    private void named(byte[] name) {
        out.raw(name, isFirst() ? 1 : 0);
    }

    private void separate() {
        if (!isFirst()) {
            out.one(',');
        }
    }

    /** Whether an object or a list has just begun: all other values end otherwise. */
    private boolean isFirst() {
        return out.last() == '{' || out.last() == '[';
    }
}
