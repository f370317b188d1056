package io.weir.core.track;

import io.weir.core.Digest;
import io.weir.core.Onset.Role;
import io.weir.schema.Alert;
import io.weir.schema.Fingerprint;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBook.Inhibition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parts of an alert in the inhibitions and dependencies of a book, and where it meets the others. Rules meet by
 * their content, so one that stands unchanged in a new book still connects old alerts with new ones; only when the
 * labels that all rules have in common change, the two are apart until the old ones are over.
 */
final class Roles {
    private static final int DIGITS = 20;

    private Roles() {}

    /** The parts of an alert with these labels, in order of precedence; empty when it has none. */
    static List<Role> of(RuleBook book, Map<String, String> labels) {
        List<Role> roles = new ArrayList<>();
        List<Inhibition> causes = book.causes();
        for (int i = 0; i < causes.size(); i++) {
            Inhibition rule = causes.get(i);
            boolean source = rule.isSource(labels);
            boolean target = rule.isTarget(labels);
            boolean both = source
                    && target
                    && common(List.of(rule)).size() == rule.equal().size();
            if (source) {
                roles.add(role(rule, i, i >= book.inhibition().size(), true, both, labels));
            }
            if (target) {
                roles.add(role(rule, i, i >= book.inhibition().size(), false, both, labels));
            }
        }
        return List.copyOf(roles);
    }

    /**
     * Where the alert meets all that could concern it: the values of the labels that every rule of the book wants to be
     * the same on both sides. Without such a label all alerts of the tenant meet in one place.
     */
    static String domain(RuleBook book, Map<String, String> labels) {
        List<String> parts = new ArrayList<>();
        for (String label : common(book.causes())) {
            parts.add(label);
            parts.add(labels.getOrDefault(label, ""));
        }
        return Digest.of(DIGITS, parts.toArray(String[]::new));
    }

    /**
     * What the alert is the same as: its labels without those that do not count. An alert that has none of them is
     * itself, which others may be the same as. Null when all labels count.
     */
    static String identity(RuleBook book, Alert alert) {
        List<String> ignored = book.identity().ignore();
        if (ignored.isEmpty()) {
            return null;
        }
        Map<String, String> counting = new TreeMap<>(alert.labels());
        ignored.forEach(counting::remove);
        return counting.size() == alert.labels().size() ? alert.fingerprint() : Fingerprint.of(counting);
    }

    private static Role role(
            Inhibition rule,
            int precedence,
            boolean dependency,
            boolean cause,
            boolean both,
            Map<String, String> labels) {
        List<String> values = new ArrayList<>();
        new TreeMap<>(rule.equal())
                .forEach((ofTarget, ofSource) -> values.add(labels.getOrDefault(cause ? ofSource : ofTarget, "")));
        return new Role(
                rule.name(),
                id(rule, dependency),
                precedence,
                dependency,
                cause,
                both,
                Digest.of(DIGITS, values.toArray(String[]::new)),
                rule.lateJoin().toMillis());
    }

    /** The same for the same content; the name does not count. */
    private static String id(Inhibition rule, boolean dependency) {
        return Digest.of(
                DIGITS,
                dependency ? "dependency" : "inhibition",
                sorted(rule.source()),
                sorted(rule.target()),
                new TreeMap<>(rule.equal()).toString(),
                rule.lateJoin().toString());
    }

    private static String sorted(List<?> matchers) {
        return matchers.stream().map(Object::toString).sorted().toList().toString();
    }

    /** The labels that all of these rules compare with themselves. */
    private static SortedSet<String> common(List<Inhibition> rules) {
        SortedSet<String> common = null;
        for (Inhibition rule : rules) {
            SortedSet<String> same = new TreeSet<>();
            rule.equal().forEach((ofTarget, ofSource) -> {
                if (ofTarget.equals(ofSource)) {
                    same.add(ofTarget);
                }
            });
            if (common == null) {
                common = same;
            } else {
                common.retainAll(same);
            }
        }
        return common == null ? new TreeSet<>() : common;
    }
}
