package io.weir.bridge.intake;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Texts as they may lie on Kafka: well-formed Unicode, and those of an alert not endless. */
public final class Text {
    static final int MAX_NAME = 1 << 10;
    static final int MAX_LABEL = 4 << 10;
    static final int MAX_ANNOTATION = 16 << 10;
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** {@code text} with every lone surrogate replaced, as no UTF-8 can carry one. */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaceLoneSurrogates(text, i);
            }
        }
        return text;
    }

    /** {@code text}, or its beginning and a note of its length when it has more than {@code max} characters. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "… (cut, " + text.length() + " characters)";
    }

    /** {@code texts} with every value cut to {@code max} characters. */
    static NavigableMap<String, String> cut(NavigableMap<String, String> texts, int max) {
        NavigableMap<String, String> cut = null;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (text.getValue().length() > max) {
                cut = cut == null ? new TreeMap<>(texts) : cut;
                cut.put(text.getKey(), cut(text.getValue(), max));
            }
        }
        return cut == null ? texts : cut;
    }

    private static String replaceLoneSurrogates(String text, int from) {
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                out.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                out.append(REPLACEMENT);
            }
        }
        return out.toString();
    }
}
