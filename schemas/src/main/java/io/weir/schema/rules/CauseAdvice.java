package io.weir.schema.rules;

import io.weir.schema.rules.RuleBook.Inhibition;
import io.weir.schema.yaml.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is probably not meant in inhibitions and dependencies. */
final class CauseAdvice {
    private final List<Problem> advice = new ArrayList<>();
    private final RuleBook book;
    private final List<Inhibition> rules;

    private CauseAdvice(RuleBook book) {
        this.book = book;
        this.rules = book.causes();
    }

    static List<Problem> of(RuleBook book) {
        CauseAdvice advice = new CauseAdvice(book);
        for (int i = 0; i < advice.rules.size(); i++) {
            advice.rule(i);
            advice.cycles(i);
        }
        advice.common();
        return advice.advice;
    }

    private void rule(int i) {
        Inhibition rule = rules.get(i);
        advice.addAll(MatcherAdvice.of(path(i) + (isDependency(i) ? ".parent" : ".source"), rule.source()));
        advice.addAll(MatcherAdvice.of(path(i) + (isDependency(i) ? ".child" : ".target"), rule.target()));
        String equal = path(i) + (isDependency(i) ? ".on" : ".equal");
        if (rule.equal().isEmpty()) {
            add(
                    equal,
                    "names no label: one cause mutes all targets of the tenant",
                    "name a label that both have, such as instance, unless this is meant");
        } else if (rule.equal().entrySet().stream().noneMatch(pair -> isRequired(rule, pair))) {
            Map.Entry<String, String> first = rule.equal().entrySet().iterator().next();
            add(
                    equal,
                    "a cause without " + String.join(", ", rule.equal().values())
                            + " mutes every target that lacks it, too, for absent labels are equal",
                    "add " + first.getValue() + "=~\".+\" to " + (isDependency(i) ? "parent" : "source"));
        }
        for (Map.Entry<String, String> pair : rule.equal().entrySet()) {
            for (String label : List.of(pair.getKey(), pair.getValue())) {
                if (book.identity().ignore().contains(label)) {
                    add(
                            equal,
                            label + " does not count in an alert's identity (identity.ignore)",
                            "the variant that fires first would decide: remove it from one of the two");
                    break;
                }
            }
        }
    }

    private static boolean isRequired(Inhibition rule, Map.Entry<String, String> pair) {
        return Coverage.requires(rule.target(), pair.getKey()) || Coverage.requires(rule.source(), pair.getValue());
    }

    /**
     * Two rules between the same kind of things under which two alerts could mute each other. Rules that are joined by
     * different labels could do so, too, but hardly ever do.
     */
    private void cycles(int later) {
        for (int earlier = 0; earlier < later; earlier++) {
            Inhibition one = rules.get(earlier);
            Inhibition other = rules.get(later);
            if (isSameThings(one, other)
                    && !Coverage.disjoint(one.source(), other.target())
                    && !Coverage.disjoint(other.source(), one.target())) {
                add(
                        path(later),
                        "an alert can be the cause here and muted by " + one.name()
                                + ", whose cause it mutes: where two alerts would mute each other, " + one.name()
                                + " wins, for it comes first",
                        "tell the rules apart by a matcher, or leave it so if this is meant");
            }
        }
    }

    private static boolean isSameThings(Inhibition one, Inhibition other) {
        Set<String> first = sameLabels(one);
        Set<String> second = sameLabels(other);
        return first.size() == one.equal().size()
                && second.size() == other.equal().size()
                && (first.containsAll(second) || second.containsAll(first));
    }

    /** The labels that have the same name on both sides. */
    private static Set<String> sameLabels(Inhibition rule) {
        Set<String> same = new LinkedHashSet<>(rule.equal().keySet());
        same.removeIf(label -> !label.equals(rule.equal().get(label)));
        return same;
    }

    /** Alerts meet by the labels that all rules have in common; a rule without labels has had its warning. */
    private void common() {
        Set<String> shared = null;
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).equal().isEmpty()) {
                return;
            }
            if (shared == null) {
                shared = sameLabels(rules.get(i));
            } else {
                shared.retainAll(sameLabels(rules.get(i)));
            }
            if (shared.isEmpty()) {
                add(
                        path(i),
                        "no label is the same on both sides in all of inhibition and dependencies: all alerts of the"
                                + " tenant that they concern are compared in one place, up to 5000 that fire",
                        "name one label in equal and on of every entry, such as site or cluster, if alerts have one");
                return;
            }
        }
    }

    private boolean isDependency(int i) {
        return i >= book.inhibition().size();
    }

    private String path(int i) {
        return isDependency(i) ? "dependencies[" + (i - book.inhibition().size()) + "]" : "inhibition[" + i + "]";
    }

    private void add(String path, String message, String remedy) {
        advice.add(new Problem(path, message, remedy));
    }
}
