package io.weir.core.track;

import io.weir.schema.RenderedTexts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of an alert's labels and annotations that an incident carries. Bounded, so that no alert, however wordy, can
 * make an incident too big for the log.
 */
final class Excerpt {
    private static final int LONGEST_TEXT = 2_048;
    private static final int LONGEST_ALL = 8_192;
    private static final String CUT = "… (cut)";
    private static final List<String> FIRST = List.of("alertname", "severity", "instance", "summary", "description");
    private static final Comparator<String> BY_USE = Comparator.<String>comparingInt(
                    name -> FIRST.contains(name) ? FIRST.indexOf(name) : FIRST.size())
            .thenComparing(Comparator.naturalOrder());

    private Excerpt() {}

    /** The texts a reader needs first; long ones are cut visibly, and what is beyond the bound is left out. */
    static Map<String, String> of(Map<String, String> texts) {
        Map<String, String> excerpt = new TreeMap<>();
        int left = LONGEST_ALL;
        List<String> names = new ArrayList<>(texts.keySet());
        // in which order matters only where something is left out
        if (RenderedTexts.characters(texts) > LONGEST_ALL) {
            names.sort(BY_USE);
        }
        for (String name : names) {
            String text = cut(texts.get(name));
            left -= name.length() + text.length();
            if (left < 0) {
                break;
            }
            excerpt.put(name, text);
        }
        return excerpt;
    }

    /** A link, or null where it is too long to be one: a cut one would lead nowhere. */
    static String link(String url) {
        return url == null || url.length() > LONGEST_TEXT ? null : url;
    }

    /** Cut visibly, and never between the two halves of one character. */
    private static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = LONGEST_TEXT - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
