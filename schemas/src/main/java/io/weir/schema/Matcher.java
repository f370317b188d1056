package io.weir.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.Objects;

/**
 * One label matcher in Alertmanager's notation and with its meaning: a label that is absent counts as empty, patterns
 * are RE2, match the whole value, and their dot does not match a line break. No pattern can hang us: RE2 takes linear
 * time, and what would grow large or slow when compiled is refused.
 */
public final class Matcher {
    /** How the label's value is compared. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        MATCHES("=~"),
        NOT_MATCHES("!~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        private static Operator of(String sign) {
            for (Operator operator : values()) {
                if (operator.sign.equals(sign)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException("no operator: " + sign);
        }

        /** The sign between label and value. */
        public String sign() {
            return sign;
        }
    }

    private static final String BARE_LABEL = "[^\\s=!~\"'`{},\\\\]+";
    private static final java.util.regex.Pattern BARE = java.util.regex.Pattern.compile(BARE_LABEL);
    /** Possessive, or each character of a long text would take a frame of the stack. */
    private static final java.util.regex.Pattern NOTATION = java.util.regex.Pattern.compile(
            "\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(" + BARE_LABEL + "))\\s*(=~|!~|!=|=)\\s*(.*)",
            java.util.regex.Pattern.DOTALL);

    private static final java.util.regex.Pattern NEEDS_QUOTES = java.util.regex.Pattern.compile("[\\s=!~'`{},]");
    private static final int LONGEST_PATTERN = 4096;
    /** Half a megabyte at most; all that {@link #LONGEST_PATTERN} can name, and some that is repeated. */
    private static final int MOST_STEPS = 5_000;
    /** One to two tenths of a second for the longest label value; 500 names with a port after them stay below. */
    private static final int MOST_WIDTH = 1_024;

    private static final int MOST_LEVELS = 100;

    private final String label;
    private final Operator operator;
    private final String value;
    private final Pattern pattern;

    private Matcher(String label, Operator operator, String value, Pattern pattern) {
        this.label = label;
        this.operator = operator;
        this.value = value;
        this.pattern = pattern;
    }

    /**
     * Reads {@code name="value"}, {@code name!="value"}, {@code name=~"re"} or {@code name!~"re"}; simple values may go
     * without quotes, and labels with unusual names need them.
     *
     * @throws IllegalArgumentException with a sentence for people
     */
    public static Matcher parse(String text) {
        return parse(text, null);
    }

    /**
     * Reads one of the matchers of a document.
     *
     * @param budget what the document may still spend; null when it does not matter
     * @throws IllegalArgumentException with a sentence for people, also when the budget does not reach
     */
    public static Matcher parse(String text, RegexBudget budget) {
        java.util.regex.Matcher parts = NOTATION.matcher(text);
        if (!parts.matches() || "".equals(parts.group(1))) {
            throw new IllegalArgumentException("expected label=\"value\", label!=\"value\", label=~\"regex\" or"
                    + " label!~\"regex\", found: " + text);
        }
        String label = parts.group(1) == null ? parts.group(2) : unescape(parts.group(1));
        Operator operator = Operator.of(parts.group(3));
        String value = value(withoutEndingSpace(parts.group(4)), text);
        return new Matcher(label, operator, value, pattern(operator, value, budget));
    }

    /** A matcher for exactly this value. */
    public static Matcher equal(String label, String value) {
        return new Matcher(label, Operator.EQUAL, value, null);
    }

    /** Null where there is nothing to compile. What it costs is known before it is paid. */
    private static Pattern pattern(Operator operator, String value, RegexBudget budget) {
        if (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL) {
            if (budget != null) {
                budget.plain();
            }
            return null;
        }
        RegexSize size = value.length() > LONGEST_PATTERN ? null : RegexSize.of(value, MOST_STEPS);
        if (size == null || size.steps() > MOST_STEPS || size.width() > MOST_WIDTH || size.levels() > MOST_LEVELS) {
            throw new IllegalArgumentException("expected a smaller regular expression, found one of " + value.length()
                    + " characters that repeats or nests too much");
        }
        if (budget != null) {
            budget.expression(size);
        }
        try {
            return Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "expected an RE2 regular expression, found: " + value + " (" + e.getDescription() + ")", e);
        }
    }

    /** By hand: a pattern would try each of many spaces as the first one of the end. */
    private static String withoutEndingSpace(String text) {
        int end = text.length();
        while (end > 0 && " \t\n\u000B\f\r".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String value(String raw, String text) {
        if (!raw.startsWith("\"")) {
            if (raw.indexOf('"') >= 0 || NEEDS_QUOTES.matcher(raw).find()) {
                throw new IllegalArgumentException("expected double quotes around the value, found: " + text);
            }
            return unescape(raw);
        }
        int end = 1;
        while (end < raw.length() && raw.charAt(end) != '"') {
            end += raw.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= raw.length()) {
            throw new IllegalArgumentException("expected a closing quote, found: " + text);
        }
        if (end != raw.length() - 1) {
            throw new IllegalArgumentException("expected one matcher that ends with the closing quote, found: " + text);
        }
        return unescape(raw.substring(1, end));
    }

    /** A backslash before anything but n, quote and backslash stands for itself, so that regexes need no second one. */
    private static String unescape(String escaped) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            char next = c == '\\' && i + 1 < escaped.length() ? escaped.charAt(i + 1) : 0;
            switch (next) {
                case 'n' -> {
                    plain.append('\n');
                    i++;
                }
                case '"', '\\' -> {
                    plain.append(next);
                    i++;
                }
                default -> plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Whether {@code labels} satisfy this matcher. */
    public boolean matches(Map<String, String> labels) {
        String actual = labels.getOrDefault(label, "");
        return switch (operator) {
            case EQUAL -> actual.equals(value);
            case NOT_EQUAL -> !actual.equals(value);
            case MATCHES -> pattern.matches(actual);
            case NOT_MATCHES -> !pattern.matches(actual);
        };
    }

    /** Whether the matcher is satisfied by a set of labels that has none of it. */
    public boolean matchesAbsent() {
        return matches(Map.of());
    }

    public String label() {
        return label;
    }

    public Operator operator() {
        return operator;
    }

    public String value() {
        return value;
    }

    /** The notation that {@link #parse} reads. */
    @Override
    public String toString() {
        return (BARE.matcher(label).matches() ? label : quoted(label)) + operator.sign + quoted(value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matcher that
                && label.equals(that.label)
                && operator == that.operator
                && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(label, operator, value);
    }
}
