package io.weir.core.directives;

import io.weir.schema.Downtime;
import io.weir.schema.Matcher;
import io.weir.schema.downtime.Schedule;
import io.weir.schema.match.Anchor;
import io.weir.schema.match.AnchorIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The downtimes of one tenant. Each stands under the rarest label value that its matchers name, whole or its beginning,
 * so an alert pays for the downtimes that name one of its own values, not for all of them.
 */
final class DowntimeIndex {
    /** A cancelled downtime is remembered so long, in case an older revision of it comes once more. */
    static final long CANCELLED_MEMORY_MS = 7 * 86_400_000L;

    private final Map<String, Revisions> byId = new HashMap<>();
    private final AnchorIndex<Revisions> anchored = new AnchorIndex<>();
    private final Map<String, Revisions> everywhere = new HashMap<>();

    /** All revisions of one downtime, by number: a newer one replaces an older one, whenever that took effect. */
    private static final class Revisions {
        private final TreeMap<Long, DowntimeRevision> byNumber = new TreeMap<>();
        private final List<Anchor> anchors = new ArrayList<>();

        DowntimeRevision at(long at) {
            for (DowntimeRevision revision : byNumber.descendingMap().values()) {
                if (revision.effective() <= at) {
                    return revision;
                }
            }
            return null;
        }
    }

    /** @throws IllegalArgumentException when a matcher or the recurrence cannot be read; then nothing was changed */
    void put(Downtime downtime, long effective) {
        List<Matcher> matchers =
                downtime.matchers().stream().map(Matcher::parse).toList();
        DowntimeRevision revision = new DowntimeRevision(downtime, matchers, Schedule.of(downtime), effective);
        Revisions revisions = byId.computeIfAbsent(downtime.id(), id -> new Revisions());
        revisions.byNumber.merge(downtime.revision(), revision, DowntimeRevision::first);
        List<Anchor> rarest = anchored.rarest(matchers);
        if (rarest.isEmpty()) {
            everywhere.put(downtime.id(), revisions);
        }
        for (Anchor anchor : rarest) {
            revisions.anchors.add(anchor);
            anchored.put(anchor, downtime.id(), revisions);
        }
    }

    /** The downtime that holds these labels at {@code at}: the one that ends last, ties by id; null when none. */
    DowntimeWindow holding(Map<String, String> labels, long at) {
        DowntimeWindow[] best = new DowntimeWindow[1];
        candidates(labels, candidates -> {
            for (Revisions revisions : candidates) {
                DowntimeRevision revision = revisions.at(at);
                DowntimeWindow window = revision == null ? null : revision.holding(labels, at);
                if (window != null && (best[0] == null || later(window, best[0]))) {
                    best[0] = window;
                }
            }
        });
        return best[0];
    }

    /** How many downtimes an alert with these labels is compared with. */
    int comparisons(Map<String, String> labels) {
        int[] count = new int[1];
        candidates(labels, candidates -> count[0] += candidates.size());
        return count[0];
    }

    private void candidates(Map<String, String> labels, Consumer<Collection<Revisions>> found) {
        found.accept(everywhere.values());
        anchored.find(labels, found);
    }

    private static boolean later(DowntimeWindow one, DowntimeWindow other) {
        int byEnd = Long.compare(one.to(), other.to());
        return byEnd != 0 ? byEnd > 0 : one.id().compareTo(other.id()) < 0;
    }

    /** Whether this revision may still matter; {@link #forget} decides when it does not. */
    boolean remembers(Downtime downtime) {
        Revisions revisions = byId.get(downtime.id());
        return revisions != null && revisions.byNumber.containsKey(downtime.revision());
    }

    /** Forgets replaced revisions, and downtimes of which no revision holds anything at {@code before} or later. */
    void forget(long before) {
        List<String> over = new ArrayList<>();
        byId.forEach((id, revisions) -> {
            DowntimeRevision inForce = revisions.at(before);
            if (inForce != null) {
                revisions.byNumber.headMap(inForce.downtime().revision()).clear();
            }
            if (revisions.byNumber.values().stream().allMatch(revision -> revision.isOver(before))) {
                over.add(id);
            }
        });
        for (String id : over) {
            Revisions revisions = byId.remove(id);
            everywhere.remove(id);
            revisions.anchors.forEach(anchor -> anchored.remove(anchor, id));
        }
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }
}
