package io.weir.schema.match;

import io.weir.schema.Matcher;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a matcher is found in the index: alerts that satisfy it have this text as the label's value, or at its front.
 *
 * @param label of the matcher
 * @param text never empty
 * @param whole whether the value must be exactly {@code text}
 */
public record Anchor(String label, String text, boolean whole) {
    private static final int MOST = 1_000;
    private static final String META = "\\.[]{}()*+?^$|";

    /** The anchors of which every value that satisfies the matcher has one; empty when there is no such list. */
    public static List<Anchor> of(Matcher matcher) {
        return switch (matcher.operator()) {
            case EQUAL ->
                matcher.value().isEmpty() ? List.of() : List.of(new Anchor(matcher.label(), matcher.value(), true));
            case MATCHES -> ofPattern(matcher.label(), matcher.value());
            case NOT_EQUAL, NOT_MATCHES -> List.of();
        };
    }

    private static List<Anchor> ofPattern(String label, String pattern) {
        if (isDifficult(pattern)) {
            return List.of();
        }
        List<String> alternatives = alternatives(pattern);
        if (alternatives.size() == 1 && isOneGroup(pattern)) {
            return ofPattern(label, pattern.substring(pattern.startsWith("(?:") ? 3 : 1, pattern.length() - 1));
        }
        List<Anchor> anchors = new ArrayList<>();
        for (String alternative : alternatives) {
            Anchor anchor = ofLiteral(label, alternative);
            if (anchor == null || anchors.size() == MOST) {
                return List.of();
            }
            anchors.add(anchor);
        }
        return anchors;
    }

    /** Flags, named groups, quoted stretches and named classes: their bars and brackets may mean something else. */
    private static boolean isDifficult(String pattern) {
        return pattern.replace("(?:", "(").contains("(?") || pattern.contains("\\Q") || pattern.contains("[:");
    }

    /** The parts between bars that stand in no group and no class. */
    private static List<String> alternatives(String pattern) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        boolean inClass = false;
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '\\' -> i++;
                // a bracket right after the opening one is a member of the class
                case '[' -> {
                    if (!inClass) {
                        inClass = true;
                        i += pattern.startsWith("^]", i + 1) ? 2 : pattern.startsWith("]", i + 1) ? 1 : 0;
                    }
                }
                case ']' -> inClass = false;
                case '(' -> depth += inClass ? 0 : 1;
                case ')' -> depth -= inClass ? 0 : 1;
                case '|' -> {
                    if (!inClass && depth == 0) {
                        parts.add(pattern.substring(begin, i));
                        begin = i + 1;
                    }
                }
                default -> {
                    // part of what stands between two bars
                }
            }
        }
        parts.add(pattern.substring(begin));
        return parts;
    }

    /** Whether a single pair of parentheses, without flags or a name, encloses it all, and nothing difficult. */
    private static boolean isOneGroup(String pattern) {
        boolean plain = pattern.startsWith("(?:") || (pattern.startsWith("(") && !pattern.startsWith("(?"));
        return plain
                && pattern.endsWith(")")
                && pattern.indexOf('(', 1) < 0
                && pattern.indexOf(')') == pattern.length() - 1
                && pattern.indexOf('\\') < 0
                && pattern.indexOf('[') < 0;
    }

    private static Anchor ofLiteral(String label, String pattern) {
        StringBuilder text = new StringBuilder();
        int last = 0;
        // a pattern is matched with the whole value anyway
        int i = pattern.startsWith("^") ? 1 : 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            int next = i + 1;
            if (c == '\\') {
                // an escaped sign is itself; an escaped letter or digit is a class, a border or a code
                if (next == pattern.length() || isWordCharacter(pattern.charAt(next))) {
                    break;
                }
                c = pattern.charAt(next++);
            } else if (META.indexOf(c) >= 0) {
                break;
            }
            if (!Character.isLowSurrogate(c)) {
                // what is repeated is a whole character
                last = text.length();
            }
            text.append(c);
            i = next;
        }
        boolean whole = i == pattern.length();
        if (!whole && "*?{".indexOf(pattern.charAt(i)) >= 0) {
            // what may be repeated may be missing
            text.setLength(last);
        }
        return text.isEmpty() ? null : new Anchor(label, text.toString(), whole);
    }

    private static boolean isWordCharacter(char c) {
        return c >= 0x80 || c == '_' || Character.isLetterOrDigit(c);
    }
}
