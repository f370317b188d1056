package io.weir.schema.rules;

import io.weir.schema.match.Anchor;
import io.weir.schema.match.AnchorIndex;
import io.weir.schema.rules.RuleBook.Grouping;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/**
 * Grouping rules in their order, found by the values that they name: an alert is compared with the rules that name one of
 * its own, and with those that name none, not with all.
 */
final class GroupingIndex extends AbstractList<Grouping> implements RandomAccess {
    private final List<Grouping> rules;
    private final AnchorIndex<Ranked> anchored = new AnchorIndex<>();
    private final List<Ranked> everywhere = new ArrayList<>();

    /** A rule and its place in the book. */
    private record Ranked(int place, Grouping rule) {}

    private GroupingIndex(List<Grouping> rules) {
        this.rules = List.copyOf(rules);
        for (int place = 0; place < this.rules.size(); place++) {
            Ranked ranked = new Ranked(place, this.rules.get(place));
            List<Anchor> anchors = anchored.rarest(ranked.rule().match());
            if (anchors.isEmpty()) {
                everywhere.add(ranked);
            }
            for (Anchor anchor : anchors) {
                anchored.put(anchor, Integer.toString(place), ranked);
            }
        }
    }

    /** The rules with their index; the same ones when they have it. */
    static GroupingIndex of(List<Grouping> rules) {
        return rules instanceof GroupingIndex index ? index : new GroupingIndex(rules);
    }

    /** The first rule for an alert with these labels; null when there is none. */
    Grouping first(Map<String, String> labels) {
        First first = new First(labels);
        first.among(everywhere);
        anchored.find(labels, first::among);
        return first.found == null ? null : first.found.rule();
    }

    private static final class First {
        private final Map<String, String> labels;
        private Ranked found;

        First(Map<String, String> labels) {
            this.labels = labels;
        }

        /** Candidates come in the order of the book. */
        void among(Collection<Ranked> candidates) {
            for (Ranked candidate : candidates) {
                if (found != null && candidate.place() >= found.place()) {
                    return;
                }
                if (candidate.rule().matches(labels)) {
                    found = candidate;
                    return;
                }
            }
        }
    }

    @Override
    public Grouping get(int place) {
        return rules.get(place);
    }

    @Override
    public int size() {
        return rules.size();
    }
}
