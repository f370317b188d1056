package io.weir.pipeline.deliver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which phases of one incident a channel was told. What was given up or passed over is told along with the next one
 * that is sent. Bounded: an incident that reopens again and again has ever new phases, and old ones do not come back.
 */
final class ToldPhases {
    private static final int MOST = 50;

    private final Set<String> told = new LinkedHashSet<>();
    private final Set<String> untold = new LinkedHashSet<>();

    /** Takes note of a receipt: the phase that it is about, and its state. */
    void learn(String phase, String state) {
        if (state.equals(NotificationNews.SENT)) {
            tell(phase, List.copyOf(untold));
            untold.clear();
        } else if (!told.contains(phase)) {
            untold.add(phase);
            bound(untold);
        }
    }

    /** It was told, and others along with it. */
    void tell(String phase, Collection<String> along) {
        told.addAll(along);
        told.add(phase);
        bound(told);
    }

    boolean has(String phase) {
        return told.contains(phase);
    }

    /** All of them, oldest first. */
    List<String> all() {
        return new ArrayList<>(told);
    }

    private static void bound(Set<String> phases) {
        while (phases.size() > MOST) {
            phases.remove(phases.iterator().next());
        }
    }
}
