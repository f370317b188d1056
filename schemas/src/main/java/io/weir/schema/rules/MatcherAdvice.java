package io.weir.schema.rules;

import io.weir.schema.Matcher;
import io.weir.schema.Matcher.Operator;
import io.weir.schema.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is probably not meant in one list of matchers. */
final class MatcherAdvice {
    private static final Pattern PLAIN = Pattern.compile("[\\w :/@%,=~-]+");
    private static final Pattern WILDCARD = Pattern.compile("[\\w:/@-]*[\\w:/@-]\\*|\\*.*");

    private MatcherAdvice() {}

    static List<Problem> of(String path, List<Matcher> matchers) {
        List<Problem> advice = new ArrayList<>();
        // the matchers of noise.never stand each for itself
        if (!path.endsWith("never") && Coverage.nothing(matchers)) {
            advice.add(new Problem(path, "no alert can match all of these", "remove one of the matchers"));
        }
        for (int i = 0; i < matchers.size(); i++) {
            Matcher matcher = matchers.get(i);
            boolean regex = matcher.operator() == Operator.MATCHES || matcher.operator() == Operator.NOT_MATCHES;
            if (regex && PLAIN.matcher(matcher.value()).matches()) {
                advice.add(new Problem(
                        path + "[" + i + "]",
                        "the regex " + matcher + " is for exactly this value, since it must match the whole of it",
                        "write .*" + matcher.value() + ".* for a part of it, or " + (isPositive(matcher) ? "=" : "!=")
                                + " instead"));
            } else if (regex && WILDCARD.matcher(matcher.value()).matches()) {
                advice.add(new Problem(
                        path + "[" + i + "]",
                        "in the regex " + matcher + " a * repeats the one character before it",
                        "write .* for any text"));
            }
        }
        return advice;
    }

    private static boolean isPositive(Matcher matcher) {
        return matcher.operator() == Operator.MATCHES;
    }
}
