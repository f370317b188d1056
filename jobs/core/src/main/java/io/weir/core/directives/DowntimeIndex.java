package io.weir.core.directives;

import io.weir.schema.Downtime;
import io.weir.schema.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The downtimes of one tenant. A window with an equality matcher is looked up by that label and value, so an alert pays
 * for the windows that name one of its own labels, not for all of them.
 */
final class DowntimeIndex {
    private final Map<String, Windows> byId = new HashMap<>();
    private final Map<String, Map<String, Map<String, Windows>>> byLabel = new HashMap<>();
    private final Map<String, Windows> unindexed = new LinkedHashMap<>();

    /** All revisions of one downtime, by number: a newer one replaces an older one, whenever that took effect. */
    private static final class Windows {
        private final TreeMap<Long, Revision> revisions = new TreeMap<>();
        private final List<Matcher> anchors = new ArrayList<>();

        Revision at(long at) {
            for (Revision revision : revisions.descendingMap().values()) {
                if (revision.effective <= at) {
                    return revision;
                }
            }
            return null;
        }
    }

    private record Revision(Downtime downtime, List<Matcher> matchers, long effective) {
        /** Of two records with the same revision number the earlier one counts; the text only settles a tie. */
        static Revision first(Revision one, Revision other) {
            int byEffect = Long.compare(one.effective, other.effective);
            int byText = byEffect != 0 ? byEffect : one.downtime.toString().compareTo(other.downtime.toString());
            return byText <= 0 ? one : other;
        }

        boolean holds(Map<String, String> labels, long at) {
            return downtime.status() == Downtime.Status.ACTIVE
                    && downtime.from() <= at
                    && at < downtime.to()
                    && matchers.stream().allMatch(m -> m.matches(labels));
        }
    }

    void put(Downtime downtime, long effective) {
        List<Matcher> matchers =
                downtime.matchers().stream().map(Matcher::parse).toList();
        Windows windows = byId.computeIfAbsent(downtime.id(), id -> new Windows());
        windows.revisions.merge(downtime.revision(), new Revision(downtime, matchers, effective), Revision::first);
        Matcher anchor = matchers.stream()
                .filter(m ->
                        m.operator() == Matcher.Operator.EQUAL && !m.value().isEmpty())
                .findFirst()
                .orElse(null);
        if (anchor == null) {
            unindexed.put(downtime.id(), windows);
            return;
        }
        windows.anchors.add(anchor);
        byLabel.computeIfAbsent(anchor.label(), l -> new HashMap<>())
                .computeIfAbsent(anchor.value(), v -> new LinkedHashMap<>())
                .put(downtime.id(), windows);
    }

    /** The downtime that holds these labels at {@code at}: the one that ends last, ties by id; null when none. */
    Downtime holding(Map<String, String> labels, long at) {
        Downtime best = best(null, unindexed, labels, at);
        for (Map.Entry<String, Map<String, Map<String, Windows>>> indexed : byLabel.entrySet()) {
            String value = labels.get(indexed.getKey());
            if (value != null) {
                best = best(best, indexed.getValue().getOrDefault(value, Map.of()), labels, at);
            }
        }
        return best;
    }

    private static Downtime best(
            Downtime before, Map<String, Windows> candidates, Map<String, String> labels, long at) {
        Downtime best = before;
        for (Windows windows : candidates.values()) {
            Revision revision = windows.at(at);
            if (revision != null && revision.holds(labels, at) && (best == null || later(revision.downtime, best))) {
                best = revision.downtime;
            }
        }
        return best;
    }

    private static boolean later(Downtime one, Downtime other) {
        int byEnd = Long.compare(one.to(), other.to());
        return byEnd != 0 ? byEnd > 0 : one.id().compareTo(other.id()) < 0;
    }

    void forget(long before) {
        List<String> ended = new ArrayList<>();
        byId.forEach((id, windows) -> {
            Revision inForce = windows.at(before);
            if (inForce != null) {
                windows.revisions.headMap(inForce.downtime.revision()).clear();
            }
            if (windows.revisions.values().stream().allMatch(r -> r.downtime.to() < before)) {
                ended.add(id);
            }
        });
        for (String id : ended) {
            Windows windows = byId.remove(id);
            unindexed.remove(id);
            for (Matcher anchor : windows.anchors) {
                Map<String, Map<String, Windows>> values = byLabel.getOrDefault(anchor.label(), Map.of());
                Map<String, Windows> named = values.getOrDefault(anchor.value(), Map.of());
                if (!named.isEmpty()) {
                    named.remove(id);
                }
                if (named.isEmpty() && !values.isEmpty()) {
                    values.remove(anchor.value());
                }
                if (values.isEmpty()) {
                    byLabel.remove(anchor.label());
                }
            }
        }
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }
}
