package io.weir.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Texts by name, such as the labels of a member, as they stand in its JSON. They are kept for long, written often and
 * seldom asked for: so they take a third of the memory of a map, are copied as a whole, and are read by who asks.
 */
public final class RenderedTexts extends AbstractMap<String, String> {
    private static final byte[] OPEN = {'{'};
    /** In a map of texts: the entry and the heads of both. */
    private static final long BYTES_OF_ENTRY = 150;

    private final byte[] json;
    private final int size;
    private final int characters;

    private RenderedTexts(byte[] json, int size, int characters) {
        this.json = json;
        this.size = size;
        this.characters = characters;
    }

    /**
     * The texts, rendered unless they are.
     *
     * @param texts neither names nor texts are null
     * @return an equal map; {@code texts} itself where a name has a surrogate, which not every one keeps in JSON
     */
    public static Map<String, String> of(Map<String, String> texts) {
        if (texts instanceof RenderedTexts) {
            return texts;
        }
        for (String name : texts.keySet()) {
            if (hasSurrogate(name)) {
                return texts;
            }
        }
        int characters = characters(texts);
        JsonDocument document = new JsonDocument(OPEN, characters + 6 * texts.size() + 2);
        document.entries(texts);
        return new RenderedTexts(document.close(), texts.size(), characters);
    }

    private static boolean hasSurrogate(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isSurrogate(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Those that {@link #json}, {@link #size} and {@link #characters} gave. */
    public static RenderedTexts read(byte[] json, int size, int characters) {
        return new RenderedTexts(json, size, characters);
    }

    /** The object in JSON, braces included, sorted by name; not to be changed. */
    public byte[] json() {
        return json;
    }

    @Override
    public int size() {
        return size;
    }

    /** Characters of all names and texts. */
    public int characters() {
        return characters;
    }

    /** Memory that the names and texts of a map take, about. */
    public static long bytes(Map<String, String> texts) {
        return texts instanceof RenderedTexts rendered
                ? rendered.json.length
                : 2L * characters(texts) + BYTES_OF_ENTRY * texts.size();
    }

    /** Characters of all names and texts of a map. */
    public static int characters(Map<String, String> texts) {
        if (texts instanceof RenderedTexts rendered) {
            return rendered.characters;
        }
        int characters = 0;
        for (Entry<String, String> text : texts.entrySet()) {
            characters += text.getKey().length() + text.getValue().length();
        }
        return characters;
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public String get(Object name) {
        if (!(name instanceof String wanted)) {
            return null;
        }
        byte[] quoted = null;
        for (int at = 1; json[at] != '}'; ) {
            int nameEnd = endOfText(at);
            int textEnd = endOfText(nameEnd + 1);
            if (isSame(at, nameEnd, wanted)) {
                return text(nameEnd + 1, textEnd);
            }
            if (!isPlain(at, nameEnd)) {
                quoted = quoted == null ? quoted(wanted) : quoted;
                if (Arrays.equals(json, at, nameEnd, quoted, 0, quoted.length)) {
                    return text(nameEnd + 1, textEnd);
                }
            }
            at = json[textEnd] == ',' ? textEnd + 1 : textEnd;
        }
        return null;
    }

    @Override
    public String getOrDefault(Object name, String otherwise) {
        String text = get(name);
        return text == null ? otherwise : text;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        Map<String, String> texts = new LinkedHashMap<>(size * 4 / 3 + 1);
        for (int at = 1; json[at] != '}'; ) {
            int nameEnd = endOfText(at);
            int textEnd = endOfText(nameEnd + 1);
            texts.put(text(at, nameEnd), text(nameEnd + 1, textEnd));
            at = json[textEnd] == ',' ? textEnd + 1 : textEnd;
        }
        return Collections.unmodifiableMap(texts).entrySet();
    }

    /** Behind the closing quote of the text that begins at {@code quote}. */
    private int endOfText(int quote) {
        int at = quote + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** Whether the text in quotes is this one; only where it {@link #isPlain}. */
    private boolean isSame(int from, int to, String wanted) {
        if (to - from - 2 != wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            if (json[from + 1 + i] != c || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Whether each byte in it is the character it stands for. */
    private boolean isPlain(int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] < 0 || json[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    private static byte[] quoted(String text) {
        JsonBytes bytes = new JsonBytes(new byte[0], text.length() + 2);
        bytes.text(text);
        return bytes.all();
    }

    /** The text in quotes there. */
    private String text(int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return escaped(from, to);
            }
        }
        return new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8);
    }

    private String escaped(int from, int to) {
        try {
            return Wire.text(json, from, to - from);
        } catch (IOException e) {
            throw new IllegalStateException("what was rendered cannot be read", e);
        }
    }
}
