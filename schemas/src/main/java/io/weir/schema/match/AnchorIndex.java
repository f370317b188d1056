package io.weir.schema.match;

import io.weir.schema.Matcher;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Things by the label values that concern them. An alert finds those of its own values, at a price that does not depend
 * on how many others there are.
 *
 * @param <T> what is found
 */
public final class AnchorIndex<T> {
    private final Map<String, Label<T>> byLabel = new HashMap<>();

    private static final class Label<T> {
        private final Map<String, Map<String, T>> whole = new HashMap<>();
        private final Map<String, Map<String, T>> fronts = new HashMap<>();
        /** How many fronts there are of each length. */
        private final TreeMap<Integer, Integer> lengths = new TreeMap<>();

        Map<String, Map<String, T>> of(Anchor anchor) {
            return anchor.whole() ? whole : fronts;
        }
    }

    /** An empty one. */
    public AnchorIndex() {}

    /** How many things stand under the fullest of these anchors. */
    private int load(List<Anchor> anchors) {
        int most = 0;
        for (Anchor anchor : anchors) {
            Label<T> label = byLabel.get(anchor.label());
            if (label != null) {
                most = Math.max(
                        most,
                        label.of(anchor).getOrDefault(anchor.text(), Map.of()).size());
            }
        }
        return most;
    }

    /** Puts a thing under an anchor; another one of the same id there goes. */
    public void put(Anchor anchor, String id, T thing) {
        Label<T> label = byLabel.computeIfAbsent(anchor.label(), l -> new Label<>());
        Map<String, T> things = label.of(anchor).get(anchor.text());
        if (things == null) {
            things = new LinkedHashMap<>();
            label.of(anchor).put(anchor.text(), things);
            if (!anchor.whole()) {
                label.lengths.merge(anchor.text().length(), 1, Integer::sum);
            }
        }
        things.put(id, thing);
    }

    /** Takes away what was put under an anchor with this id. */
    public void remove(Anchor anchor, String id) {
        Label<T> label = byLabel.get(anchor.label());
        Map<String, T> things = label == null ? null : label.of(anchor).get(anchor.text());
        if (things == null) {
            return;
        }
        things.remove(id);
        if (things.isEmpty()) {
            label.of(anchor).remove(anchor.text());
            if (!anchor.whole()) {
                label.lengths.computeIfPresent(anchor.text().length(), (length, n) -> n == 1 ? null : n - 1);
            }
        }
        if (label.whole.isEmpty() && label.fronts.isEmpty()) {
            byLabel.remove(anchor.label());
        }
    }

    /**
     * Where a thing with these matchers is to stand, so that it is found with few others: the anchors of its rarest matcher;
     * empty when none of them can be found by a value.
     */
    public List<Anchor> rarest(List<Matcher> matchers) {
        List<Anchor> rarest = List.of();
        int least = Integer.MAX_VALUE;
        for (Matcher matcher : matchers) {
            List<Anchor> anchors = Anchor.of(matcher);
            int load = load(anchors);
            if (!anchors.isEmpty() && load < least) {
                rarest = anchors;
                least = load;
            }
        }
        return rarest;
    }

    /**
     * Gives all that may concern an alert with these labels, in collections in the order in which they were put; the same
     * thing possibly more than once.
     */
    public void find(Map<String, String> labels, Consumer<Collection<T>> found) {
        byLabel.forEach((name, label) -> {
            String value = labels.get(name);
            if (value == null) {
                return;
            }
            found.accept(label.whole.getOrDefault(value, Map.of()).values());
            for (int length : label.lengths.headMap(value.length(), true).keySet()) {
                found.accept(label.fronts
                        .getOrDefault(value.substring(0, length), Map.of())
                        .values());
            }
        });
    }
}
