package io.weir.core.explain;

import io.weir.schema.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One list of matchers, tried on one alert.
 *
 * @param rule what the matchers belong to
 * @param held the matchers that held, up to the one that failed
 * @param failed the first one that did not hold; null when all did
 * @param found the value of its label; null when the alert has no such label, or nothing failed
 */
public record Trial(String rule, List<String> held, String failed, String found) {

    static Trial of(String rule, List<Matcher> matchers, Map<String, String> labels) {
        List<String> held = new ArrayList<>();
        for (Matcher matcher : matchers) {
            if (!matcher.matches(labels)) {
                return new Trial(rule, held, matcher.toString(), labels.get(matcher.label()));
            }
            held.add(matcher.toString());
        }
        return new Trial(rule, held, null, null);
    }

    /** Whether all matchers held. */
    public boolean succeeded() {
        return failed == null;
    }
}
