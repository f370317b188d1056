package io.weir.app.compare;

import io.weir.app.compare.EpisodePairs.Pair;
import io.weir.app.compare.Overlaps.Family;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares two runs of the same history by the episodes that their incidents have: see {@link Overlaps} for which
 * incidents belong together. Reads the episodes twice, first to count, then to name the alerts of what has changed;
 * keeps the incidents and at most {@link Change#ALERTS_MAX} alerts of each change in memory.
 */
public final class IncidentDiff {
    private static final Comparator<Change> LARGEST_FIRST = Comparator.comparingLong(Change::weight)
            .reversed()
            .thenComparing(Change::severity)
            .thenComparing(Change::kind)
            .thenComparing(change -> ids(change.before()))
            .thenComparing(change -> ids(change.after()));

    private final Map<String, ChangeDraft> ofBefore = new HashMap<>();
    private final Map<String, ChangeDraft> ofAfter = new HashMap<>();
    private final List<ChangeDraft> drafts = new ArrayList<>();
    private final KnownCritical critical = new KnownCritical();
    private long unchanged;

    private IncidentDiff() {}

    /**
     * Compares.
     *
     * @param before the rules in force
     * @param after the candidate
     * @param from first instant of the history of both, milliseconds since the epoch
     * @param to its end, not in it
     * @throws IOException when a file of a run cannot be read
     */
    public static Diff compare(Run before, Run after, long from, long to) throws IOException {
        IncidentDiff diff = new IncidentDiff();
        diff.count(before, after);
        diff.name(before, after);
        List<Change> changes = diff.drafts.stream()
                .map(ChangeDraft::finished)
                .sorted(LARGEST_FIRST)
                .toList();
        return new Diff(
                from,
                to,
                before.with(before.figures().with(diff.critical.before())),
                after.with(after.figures().with(diff.critical.after())),
                changes,
                diff.unchanged,
                diff.critical.newlyMissed());
    }

    private void count(Run before, Run after) throws IOException {
        Overlaps overlaps = new Overlaps(IncidentSummary.read(before.folder()), IncidentSummary.read(after.folder()));
        try (EpisodePairs pairs = new EpisodePairs(before.folder(), after.folder())) {
            for (Pair pair = pairs.next(); pair != null; pair = pairs.next()) {
                overlaps.count(pair.incidentBefore(), pair.incidentAfter());
                critical.count(pair);
            }
        }
        for (Family family : overlaps.families()) {
            ChangeDraft draft = ChangeDraft.of(family, overlaps);
            if (draft == null) {
                unchanged++;
            } else {
                drafts.add(draft);
                draft.before().forEach(incident -> ofBefore.put(incident.key(), draft));
                draft.after().forEach(incident -> ofAfter.put(incident.key(), draft));
            }
        }
    }

    private void name(Run before, Run after) throws IOException {
        try (EpisodePairs pairs = new EpisodePairs(before.folder(), after.folder())) {
            for (Pair pair = pairs.next(); pair != null; pair = pairs.next()) {
                ChangeDraft one = ofBefore.get(pair.incidentBefore());
                ChangeDraft other = ofAfter.get(pair.incidentAfter());
                if (one != null) {
                    one.take(pair);
                }
                if (other != null && other != one) {
                    other.take(pair);
                }
            }
        }
    }

    private static String ids(List<IncidentSummary> incidents) {
        return String.join(",", incidents.stream().map(IncidentSummary::key).toList());
    }

    /**
     * Critical episodes as both runs together know them: what one run never listed, and so knows no severity of, may be
     * listed by the other.
     */
    private static final class KnownCritical {
        private long criticalBefore;
        private long criticalAfter;
        private long missedBefore;
        private long missedAfter;
        private long newlyMissed;

        void count(Pair pair) {
            boolean was = critical(pair.before(), pair.after());
            boolean is = critical(pair.after(), pair.before());
            criticalBefore += was && pair.before() != null ? 1 : 0;
            criticalAfter += is && pair.after() != null ? 1 : 0;
            missedBefore += was && pair.before() != null && pair.incidentBefore() == null ? 1 : 0;
            missedAfter += is && pair.after() != null && pair.incidentAfter() == null ? 1 : 0;
            newlyMissed += was && pair.incidentBefore() != null && pair.incidentAfter() == null ? 1 : 0;
        }

        private static boolean critical(Episode own, Episode other) {
            Episode known = own != null && own.severity() != null ? own : other;
            return known != null && known.critical();
        }

        Map<Figure, Number> before() {
            return figures(criticalBefore, missedBefore);
        }

        Map<Figure, Number> after() {
            return figures(criticalAfter, missedAfter);
        }

        long newlyMissed() {
            return newlyMissed;
        }

        private static Map<Figure, Number> figures(long critical, long missed) {
            Map<Figure, Number> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.CRITICAL_EPISODES, critical);
            figures.put(Figure.MISSED_CRITICAL, missed);
            return figures;
        }
    }
}
