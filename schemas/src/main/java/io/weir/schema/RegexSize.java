package io.weir.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression becomes once its counted repetitions are written out, as RE2 does: {@code
 * ((a{100}){100}){100}} takes a million steps. Estimated from above, before compiling.
 */
final class RegexSize {
    private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?\\}");

    private final String text;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long sum;
    private long last;
    private int deepest;

    private RegexSize(String text) {
        this.text = text;
    }

    /** Whether the steps number at most {@code steps} and groups are nested at most {@code levels} deep. */
    static boolean fits(String text, long steps, int levels) {
        RegexSize size = new RegexSize(text);
        return size.measure(steps) <= steps && size.deepest <= levels;
    }

    private long measure(long enough) {
        Matcher repetition = REPETITION.matcher(text);
        for (int i = 0; i < text.length() && sum + last <= enough; i++) {
            switch (text.charAt(i)) {
                case '(' -> {
                    outer.push(sum + last);
                    deepest = Math.max(deepest, outer.size());
                    sum = 0;
                    last = 0;
                }
                case ')' -> {
                    last += sum + 2;
                    sum = outer.isEmpty() ? 0 : outer.pop();
                }
                case '[' -> {
                    step();
                    i = endOfClass(i);
                }
                case '\\' -> {
                    step();
                    i = endOfEscape(i);
                }
                case '{' -> {
                    if (repetition.region(i, text.length()).lookingAt()) {
                        last *= times(repetition);
                        i = repetition.end() - 1;
                    } else {
                        step();
                    }
                }
                default -> step();
            }
        }
        return total();
    }

    private void step() {
        sum += last;
        last = 1;
    }

    private long total() {
        return sum + last + outer.stream().mapToLong(Long::longValue).sum();
    }

    private int endOfEscape(int start) {
        String rest = text.substring(start + 1);
        if (rest.startsWith("Q")) {
            int close = rest.indexOf("\\E");
            int length = close < 0 ? rest.length() : close + 2;
            sum += length;
            return start + length;
        }
        int brace = rest.startsWith("x{") || rest.startsWith("p{") || rest.startsWith("P{") ? rest.indexOf('}') : -1;
        return start + Math.max(1, brace + 1);
    }

    private int endOfClass(int start) {
        int i = start + 1;
        if (i < text.length() && text.charAt(i) == '^') {
            i++;
        }
        for (i++; i < text.length() && text.charAt(i) != ']'; i++) {
            if (text.charAt(i) == '\\') {
                i++;
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
