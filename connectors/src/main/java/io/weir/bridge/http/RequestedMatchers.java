package io.weir.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.intake.Text;
import io.weir.schema.Matcher;
import io.weir.schema.RegexBudget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the matchers of a downtime, and refuses those that hold everything. */
final class RequestedMatchers {
    private static final String FIELD = "matchers";
    private static final int MOST = 100;
    private static final int MOST_CHARACTERS = 4096;
    /** Of the matchers of one downtime together, as they lie on the log. */
    private static final int MOST_BYTES = 16 << 10;
    /** The one label that every alert has. */
    private static final String ALERTNAME = "alertname";
    /** Names without anything in common: a pattern that takes all of them is not about names. */
    private static final List<String> ANY_NAMES =
            List.of("A", "z", "0", "-", "a b", "ü", "日本", "/:_.", "HostDown".repeat(12));

    private RequestedMatchers() {}

    /**
     * The matchers in their own notation.
     *
     * @param force whether they may hold everything
     * @throws Refusal naming the matcher at fault, or all of them
     */
    static List<String> read(JsonNode node, boolean force) {
        if (!node.isArray()) {
            throw Refusal.of(FIELD, "expected a list of matchers such as \"host=\\\"db-1\\\"\"");
        }
        if (node.size() > MOST) {
            throw Refusal.of(FIELD, "expected at most " + MOST + ", found " + node.size());
        }
        List<String> matchers = new ArrayList<>();
        boolean everything = true;
        int bytes = 0;
        RegexBudget budget = RegexBudget.ofDowntime();
        for (int i = 0; i < node.size(); i++) {
            Matcher matcher = matcher(node.get(i), FIELD + "[" + i + "]", budget);
            everything &= holdsEverything(matcher);
            String notation = matcher.toString();
            bytes += notation.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) {
                throw Refusal.of(FIELD, "expected at most " + MOST_BYTES + " bytes of them together, found more");
            }
            matchers.add(notation);
        }
        if (everything && !force) {
            throw new Refusal(Answer.problem(
                    400,
                    "matches-everything",
                    "these matchers hold every alert, or every one that lacks the labels; set \"force\": true if that"
                            + " is meant",
                    FIELD));
        }
        return matchers;
    }

    private static Matcher matcher(JsonNode node, String field, RegexBudget budget) {
        if (!node.isTextual() || node.textValue().length() > MOST_CHARACTERS) {
            throw Refusal.of(field, "expected a text of at most " + MOST_CHARACTERS + " characters");
        }
        try {
            return Matcher.parse(Text.wellFormed(node.textValue()), budget);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(field, e.getMessage());
        }
    }

    private static boolean holdsEverything(Matcher matcher) {
        return matcher.matchesAbsent()
                || (matcher.label().equals(ALERTNAME)
                        && ANY_NAMES.stream().allMatch(name -> matcher.matches(Map.of(ALERTNAME, name))));
    }
}
