package io.weir.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.scope.Model.Place;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All interleavings of what can happen to two alerts of one scope, to a depth of eight, each step held to the rules. */
class ModelCheckTest {
    private static final int DEPTH = 8;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nothingThatCanHappenBreaksTheRules(int minAlerts) {
        Set<String> seen = new HashSet<>();
        Set<String> taken = new TreeSet<>();
        ArrayDeque<Place> open = new ArrayDeque<>();
        Model model = new Model(minAlerts, taken);
        open.add(model.start());
        seen.add(model.start().key());
        while (!open.isEmpty()) {
            Place place = open.remove();
            if (place.depth() == DEPTH) {
                continue;
            }
            for (Place next : model.after(place)) {
                if (seen.add(next.key())) {
                    model.drains(next);
                    open.add(next);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(1_000);
        if (minAlerts == 1) {
            assertThat(taken)
                    .as("every row of the table but those for too few alerts")
                    .containsAll(rows());
        }
    }

    private static Set<String> rows() {
        Set<String> rows = new TreeSet<>();
        for (Lifecycle from : Lifecycle.values()) {
            for (Lifecycle to : Lifecycle.values()) {
                Lifecycle.reasons(from, to).forEach(reason -> rows.add(from.word() + " → " + to.word()));
            }
        }
        return rows;
    }
}
