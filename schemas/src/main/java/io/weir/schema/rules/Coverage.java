package io.weir.schema.rules;

import io.weir.schema.Matcher;
import io.weir.schema.Matcher.Operator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can be said of lists of matchers without seeing an alert. Every yes is proven, for values without line breaks; a
 * no may only mean that the proof is beyond this, since regexes are compared as text.
 */
final class Coverage {
    private static final Set<String> ANYTHING = Set.of(".*", "(.*)", "^.*$", "(?s).*");
    private static final Set<String> SOMETHING = Set.of(".+", "(.+)", "^.+$", "(?s).+", "..*", ".{1,}");
    /** Words separated by |, in which punctuation stands for itself when it is escaped. */
    private static final Pattern WORDS = Pattern.compile("(?:[\\w :/@%,=~|-]++|\\\\[^\\w|])*+");

    private Coverage() {}

    /** Whether every alert matches. */
    static boolean everything(List<Matcher> matchers) {
        return matchers.stream().allMatch(Coverage::matchesAnything);
    }

    /** Whether no alert can match. */
    static boolean nothing(List<Matcher> matchers) {
        return matchers.stream().anyMatch(m -> {
            List<Matcher> same = on(m.label(), matchers);
            Set<String> values = values(m);
            return values == null
                    ? same.stream().anyMatch(other -> areOpposites(m, other))
                    : values.stream().noneMatch(value -> allow(same, value));
        });
    }

    /** Whether no alert can match both. */
    static boolean disjoint(List<Matcher> one, List<Matcher> other) {
        return nothing(Stream.concat(one.stream(), other.stream()).toList());
    }

    /** Whether every alert that {@code narrow} matches is matched by {@code wide}, too. */
    static boolean implies(List<Matcher> narrow, List<Matcher> wide) {
        return nothing(narrow) || wide.stream().allMatch(m -> implies(narrow, m));
    }

    /** Whether an alert without {@code label} cannot match. */
    static boolean requires(List<Matcher> matchers, String label) {
        return on(label, matchers).stream().anyMatch(m -> !m.matchesAbsent());
    }

    private static boolean implies(List<Matcher> narrow, Matcher wide) {
        if (matchesAnything(wide)) {
            return true;
        }
        List<Matcher> same = on(wide.label(), narrow);
        if (same.contains(wide)) {
            return true;
        }
        for (Matcher m : same) {
            Set<String> values = values(m);
            if (values != null && values.stream().filter(v -> allow(same, v)).allMatch(v -> allows(wide, v))) {
                return true;
            }
        }
        if (isPresence(wide)) {
            return requires(narrow, wide.label());
        }
        // what wide rules out must be ruled out by narrow, too
        Set<String> refused = refused(wide);
        return refused != null && refused.stream().noneMatch(value -> allow(same, value));
    }

    private static List<Matcher> on(String label, List<Matcher> matchers) {
        return matchers.stream().filter(m -> m.label().equals(label)).toList();
    }

    private static boolean allow(List<Matcher> same, String value) {
        return same.stream().allMatch(m -> allows(m, value));
    }

    private static boolean allows(Matcher matcher, String value) {
        return matcher.matches(Map.of(matcher.label(), value));
    }

    private static boolean matchesAnything(Matcher m) {
        return m.operator() == Operator.MATCHES && ANYTHING.contains(m.value());
    }

    /** Whether it asks for the label and nothing else. */
    private static boolean isPresence(Matcher m) {
        return switch (m.operator()) {
            case EQUAL -> false;
            case NOT_EQUAL, NOT_MATCHES -> m.value().isEmpty();
            case MATCHES -> SOMETHING.contains(m.value());
        };
    }

    private static boolean areOpposites(Matcher one, Matcher other) {
        return one.operator() == Operator.MATCHES
                && other.operator() == Operator.NOT_MATCHES
                && one.value().equals(other.value());
    }

    /** The values a matcher allows; null when they cannot be listed. */
    private static Set<String> values(Matcher m) {
        return switch (m.operator()) {
            case EQUAL -> Set.of(m.value());
            case MATCHES -> words(m.value());
            case NOT_EQUAL, NOT_MATCHES -> null;
        };
    }

    /** The values a matcher rules out; null when they cannot be listed. */
    private static Set<String> refused(Matcher m) {
        return switch (m.operator()) {
            case NOT_EQUAL -> Set.of(m.value());
            case NOT_MATCHES -> words(m.value());
            case EQUAL, MATCHES -> null;
        };
    }

    private static Set<String> words(String regex) {
        String inner = regex.startsWith("^") && regex.endsWith("$") && !regex.endsWith("\\$")
                ? regex.substring(1, regex.length() - 1)
                : regex;
        boolean wrapped = inner.startsWith("(") && inner.endsWith(")");
        inner = wrapped ? inner.substring(1, inner.length() - 1) : inner;
        // ^a|b$ is not ^(a|b)$
        if (!WORDS.matcher(inner).matches() || (inner.length() < regex.length() && !wrapped && inner.contains("|"))) {
            return null;
        }
        Set<String> words = new TreeSet<>();
        for (String word : inner.split("\\|", -1)) {
            words.add(word.replaceAll("\\\\(.)", "$1"));
        }
        return words;
    }
}
