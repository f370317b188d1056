package io.weir.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression becomes once its counted repetitions are written out, as RE2 does: {@code
 * ((a{100}){100}){100}} takes a million steps. Estimated from above, before compiling.
 */
final class RegexSize {
    private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?\\}");
    /** A class of Unicode, or a range through it, may take a table of some kilobytes. */
    private static final int TABLE = 100;
    /** What passing through a group takes, measured against what a character takes. */
    private static final int GROUP = 4;

    private final String text;
    private final boolean anyCase;
    private final Deque<Part> outer = new ArrayDeque<>();
    private final StringBuilder word = new StringBuilder();
    private Part part = new Part();
    private int deepest;
    private boolean onlyWords = true;

    /** What was read of one group. */
    private static final class Part {
        private long steps;
        private long lastSteps;
        private long width;
        private long lastWidth;

        void add(long nextSteps, long nextWidth) {
            steps += lastSteps;
            width += lastWidth;
            lastSteps = nextSteps;
            lastWidth = nextWidth;
        }
    }

    private RegexSize(String text) {
        this.text = text;
        this.anyCase = text.replace("(?:", "").contains("(?");
    }

    /**
     * The size of an expression.
     *
     * @param enough steps at which it is known to be too large and reading ends
     */
    static RegexSize of(String text, long enough) {
        RegexSize size = new RegexSize(text);
        size.read(enough);
        return size;
    }

    /** Steps of the compiled expression: what it takes of memory, some 80 bytes each. */
    long steps() {
        return outer.stream().mapToLong(open -> open.steps).sum() + part.steps + part.lastSteps;
    }

    /**
     * How many places of the expression can be tried at one character: what a character takes of time. 1,000 take 0.1 s
     * for 4 KiB, twice as much where case does not count.
     */
    long width() {
        return onlyWords
                ? 1
                : Math.max(1, outer.stream().mapToLong(open -> open.width).sum() + part.width + part.lastWidth);
    }

    /** How deep groups are nested. */
    int levels() {
        return deepest;
    }

    private void read(long enough) {
        Matcher repetition = REPETITION.matcher(text);
        for (int i = 0; i < text.length() && part.steps + part.lastSteps <= enough; i++) {
            switch (text.charAt(i)) {
                case '(' -> open(i);
                case ')' -> close(i);
                case '[' -> {
                    other();
                    i = endOfClass(i);
                }
                case '\\' -> i = escape(i);
                case '.', '^', '$' -> other();
                case '|' -> {
                    endWord();
                    part.add(1, 0);
                }
                case '*', '+', '?' -> {
                    // (?: begins a group
                    onlyWords &= i == 1 && text.startsWith("(?:");
                    repeat();
                    part.add(1, 0);
                }
                case '{' -> {
                    if (repetition.region(i, text.length()).lookingAt()) {
                        onlyWords = false;
                        repeat();
                        part.lastSteps *= times(repetition);
                        part.lastWidth *= times(repetition);
                        i = repetition.end() - 1;
                    } else {
                        literal('{');
                    }
                }
                default -> literal(text.charAt(i));
            }
        }
        endWord();
    }

    private void open(int at) {
        onlyWords &= at == 0;
        endWord();
        part.add(0, 0);
        outer.push(part);
        deepest = Math.max(deepest, outer.size());
        part = new Part();
    }

    private void close(int at) {
        onlyWords &= at == text.length() - 1;
        endWord();
        part.add(0, 0);
        Part inner = part;
        part = outer.isEmpty() ? new Part() : outer.pop();
        part.lastSteps = inner.steps + 2;
        part.lastWidth = inner.width + GROUP;
    }

    private void literal(char c) {
        part.add(1, 0);
        word.append(c);
    }

    private void other() {
        onlyWords = false;
        endWord();
        part.add(1, 1);
    }

    /** What follows repeats the last character only, so that is none of the word before it. */
    private void repeat() {
        if (!word.isEmpty()) {
            word.setLength(word.offsetByCodePoints(word.length(), -1));
            endWord();
            part.lastWidth = 1;
        }
    }

    private void endWord() {
        part.width += places(word.toString());
        word.setLength(0);
    }

    /**
     * How many places of a word can be reached by one text: as many as it has beginnings, each of them an ending of the
     * next. One for {@code web}, three for {@code aaa}.
     */
    private int places(String exact) {
        String letters = anyCase ? exact.toLowerCase(Locale.ROOT) : exact;
        if (anyCase && !letters.chars().allMatch(c -> c < 0x80)) {
            // not all that is one letter in any case has one lower case
            return letters.length();
        }
        int[] border = new int[letters.length() + 1];
        int[] chain = new int[letters.length() + 1];
        int most = 0;
        for (int length = 1; length <= letters.length(); length++) {
            int shorter = length == 1 ? 0 : border[length - 1];
            while (shorter > 0 && letters.charAt(shorter) != letters.charAt(length - 1)) {
                shorter = border[shorter];
            }
            border[length] = length > 1 && letters.charAt(shorter) == letters.charAt(length - 1) ? shorter + 1 : 0;
            chain[length] = chain[border[length]] + 1;
            most = Math.max(most, chain[length]);
        }
        return most;
    }

    private int escape(int start) {
        char next = start + 1 < text.length() ? text.charAt(start + 1) : 'z';
        boolean letter = next >= 0x80 || Character.isLetterOrDigit(next);
        if (!letter) {
            literal(next);
            return start + 1;
        }
        other();
        if (next == 'Q') {
            int close = text.indexOf("\\E", start);
            int end = close < 0 ? text.length() : close + 2;
            part.steps += end - start;
            part.width += end - start;
            return end - 1;
        }
        boolean table = next == 'p' || next == 'P';
        part.steps += table ? TABLE : 0;
        int brace = (table || next == 'x') && text.startsWith("{", start + 2) ? text.indexOf('}', start) : -1;
        return Math.max(start + 1, brace);
    }

    private int endOfClass(int start) {
        int i = start + 1;
        if (i < text.length() && text.charAt(i) == '^') {
            i++;
        }
        for (int first = i; i < text.length() && (i == first || text.charAt(i) != ']'); i++) {
            if (text.charAt(i) == '\\') {
                i++;
                part.steps += i < text.length() && "pPx".indexOf(text.charAt(i)) >= 0 ? TABLE : 0;
            } else if (text.charAt(i) >= 0x80) {
                part.steps += TABLE;
            }
        }
        return i;
    }

    private static long times(Matcher repetition) {
        String most = repetition.group(2);
        long least = Long.parseLong(repetition.group(1)) + 1;
        return most == null || most.isEmpty() ? least : Math.max(least, Long.parseLong(most) + 1);
    }
}
