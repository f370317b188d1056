package io.weir.core.asset;

import io.weir.schema.Downtime;
import io.weir.schema.Matcher;
import io.weir.schema.Matcher.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which machines a downtime takes out of service as a whole. Only one whose matchers are all on the label that names
 * machines does: a downtime of one alert on a machine is not maintenance of the machine. A port at the end of a value does
 * not belong to the name.
 */
public final class DowntimeAssets {
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    /** The ways in which people write "any port" at the end of a regular expression. */
    private static final Pattern ANY_PORT =
            Pattern.compile("(?:\\((?:\\?:)?:(?:\\.\\*|\\.\\+|\\\\d\\+|\\[0-9\\]\\+)\\)\\?"
                    + "|:(?:\\.\\*|\\.\\+|\\\\d\\+|\\[0-9\\]\\+|\\d{1,5}))$");

    private static final Pattern GROUP = Pattern.compile("\\((?:\\?:)?([^()]*)\\)");
    private static final Pattern LITERAL = Pattern.compile("(?:[A-Za-z0-9_:-]|\\\\[.-])++");

    private final List<String> literals;
    private final List<Matcher> matchers;

    private DowntimeAssets(List<String> literals, List<Matcher> matchers) {
        this.literals = literals;
        this.matchers = matchers;
    }

    /**
     * Those of a downtime, whatever its window and status.
     *
     * @param label the label that names machines
     * @return null when it is not about machines as a whole
     */
    public static DowntimeAssets of(Downtime downtime, String label) {
        List<Matcher> matchers = new ArrayList<>();
        List<String> literals = null;
        boolean names = false;
        for (String text : downtime.matchers()) {
            Matcher matcher = parsed(text);
            if (matcher == null || !matcher.label().equals(label)) {
                return null;
            }
            Matcher host = host(matcher);
            if (host == null) {
                return null;
            }
            matchers.add(host);
            boolean positive = host.operator() == Operator.EQUAL || host.operator() == Operator.MATCHES;
            if (positive && !host.matchesAbsent()) {
                names = true;
                literals = literals == null ? literals(host) : literals;
            }
        }
        return names ? new DowntimeAssets(literals, matchers) : null;
    }

    /** The names themselves; null when the machines there are have to be looked through with {@link #among}. */
    public List<String> named() {
        return literals == null ? null : among(literals);
    }

    /** Those of these machines that it takes out of service, in the same order. */
    public List<String> among(List<String> names) {
        return names.stream().filter(this::covers).distinct().toList();
    }

    /** Host names have no case; a label usually has them in lower case, an inventory often in upper. */
    private boolean covers(String name) {
        return matchers.stream().allMatch(matcher -> matches(matcher, name));
    }

    private static boolean matches(Matcher matcher, String name) {
        boolean asItIs = matcher.matches(Map.of(matcher.label(), name));
        boolean lower = matcher.matches(Map.of(matcher.label(), name.toLowerCase(Locale.ROOT)));
        boolean negative = matcher.operator() == Operator.NOT_EQUAL || matcher.operator() == Operator.NOT_MATCHES;
        return negative ? asItIs && lower : asItIs || lower;
    }

    private static Matcher parsed(String text) {
        try {
            return Matcher.parse(text);
        } catch (IllegalArgumentException e) {
            // a matcher that nobody understands names no machine
            return null;
        }
    }

    /** The same without ports. */
    private static Matcher host(Matcher matcher) {
        boolean literal = matcher.operator() == Operator.EQUAL || matcher.operator() == Operator.NOT_EQUAL;
        String value = (literal ? PORT : ANY_PORT).matcher(matcher.value()).replaceFirst("");
        String quoted = '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
        return parsed(matcher.label() + matcher.operator().sign() + quoted);
    }

    private static List<String> literals(Matcher matcher) {
        if (matcher.operator() == Operator.EQUAL) {
            return List.of(matcher.value());
        }
        java.util.regex.Matcher group = GROUP.matcher(matcher.value());
        String inner = group.matches() ? group.group(1) : matcher.value();
        List<String> names = new ArrayList<>();
        for (String alternative : inner.split("\\|", -1)) {
            if (!LITERAL.matcher(alternative).matches()) {
                return null;
            }
            names.add(alternative.replace("\\", ""));
        }
        return List.copyOf(names);
    }
}
