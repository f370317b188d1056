package io.weir.app.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * What a condition can look at: a figure of the run, or the number of changes of a kind. Exactly one is not null.
 *
 * @param figure null when changes are counted
 * @param kind null when it is a figure
 */
record Measure(Figure figure, ChangeKind kind) {
    /** The names of all. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            names.add(figure.kebab());
        }
        for (ChangeKind kind : ChangeKind.values()) {
            names.add(kind.word());
        }
        return names;
    }

    /** The measure of this name; null when there is none. */
    static Measure of(String name) {
        for (Figure figure : Figure.values()) {
            if (figure.kebab().equals(name)) {
                return new Measure(figure, null);
            }
        }
        for (ChangeKind kind : ChangeKind.values()) {
            if (kind.word().equals(name)) {
                return new Measure(null, kind);
            }
        }
        return null;
    }

    String name() {
        return figure != null ? figure.kebab() : kind.word();
    }

    boolean isShare() {
        return figure != null && figure.unit() == Figure.Unit.SHARE;
    }

    /**
     * Its value after; null when unknown. With a comparison, a critical episode counts as missed when it was in a ticket
     * before: what no rule book ever showed is no fault of the candidate.
     *
     * @param diff null when nothing is compared
     */
    Number value(Figures after, Diff diff) {
        if (kind != null) {
            return diff.count(kind);
        }
        return figure == Figure.MISSED_CRITICAL && diff != null ? diff.newlyMissedCritical() : after.value(figure);
    }
}
