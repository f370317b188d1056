package io.weir.schema.rules;

import io.weir.schema.Matcher;
import io.weir.schema.RegexBudget;
import io.weir.schema.yaml.Field;
import io.weir.schema.yaml.Section;
import java.util.HashSet;
import java.util.List;

/** Reads the lists of matchers and of labels of one book, and keeps account of what its matchers cost together. */
final class Matchers {
    private static final String REMEDY =
            "write label=\"value\", label!=\"value\", label=~\"regex\" or label!~\"regex\"";

    private final RegexBudget budget = RegexBudget.ofRuleBook();

    /** The matchers at {@code key}. */
    Field<List<Matcher>> field(Section entry, String key) {
        return entry.list(key, text -> Matcher.parse(text, budget), REMEDY);
    }

    /** The labels at {@code key}, each once; none where the key is missing. */
    static List<String> labels(Section entry, String key) {
        List<String> labels = entry.strings(key).orElse(List.of());
        if (new HashSet<>(labels).size() != labels.size()) {
            entry.problem(key, "expected each label once, found " + labels, "remove the repeated label");
        }
        return labels;
    }
}
