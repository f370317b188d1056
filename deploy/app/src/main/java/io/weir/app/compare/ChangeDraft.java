package io.weir.app.compare;

import io.weir.app.compare.Change.MovedAlert;
import io.weir.app.compare.Change.Whereabouts;
import io.weir.app.compare.EpisodePairs.Pair;
import io.weir.app.compare.Overlaps.Family;
import io.weir.schema.Severity;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/** A change while its alerts are being counted. */
final class ChangeDraft {
    private static final Comparator<Severity> KNOWN_FIRST = Comparator.nullsLast(Comparator.naturalOrder());
    private static final Comparator<MovedAlert> WORST_FIRST = Comparator.comparing(MovedAlert::severity, KNOWN_FIRST)
            .thenComparing(MovedAlert::startsAt)
            .thenComparing(MovedAlert::fingerprint);

    private final ChangeKind kind;
    private final Set<Aspect> aspects;
    private final List<IncidentSummary> before;
    private final List<IncidentSummary> after;
    private final Set<String> keysBefore = new HashSet<>();
    private final Set<String> keysAfter = new HashSet<>();
    private final PriorityQueue<MovedAlert> listed = new PriorityQueue<>(WORST_FIRST.reversed());
    private final Map<String, Long> elsewhere = new TreeMap<>();
    private long concerned;
    private long came;
    private long left;

    private ChangeDraft(
            ChangeKind kind, Set<Aspect> aspects, List<IncidentSummary> before, List<IncidentSummary> after) {
        this.kind = kind;
        this.aspects = aspects;
        this.before = before;
        this.after = after;
        before.forEach(incident -> keysBefore.add(incident.key()));
        after.forEach(incident -> keysAfter.add(incident.key()));
    }

    /** What has become of a family; null when nothing has changed. */
    static ChangeDraft of(Family family, Overlaps overlaps) {
        List<IncidentSummary> before = family.before();
        List<IncidentSummary> after = family.after();
        if (before.isEmpty() || after.isEmpty()) {
            return new ChangeDraft(before.isEmpty() ? ChangeKind.ADDED : ChangeKind.REMOVED, none(), before, after);
        }
        if (before.size() == 1 && after.size() == 1) {
            IncidentSummary one = before.get(0);
            IncidentSummary other = after.get(0);
            Set<Aspect> aspects = Aspect.between(one, other, overlaps.same(one, other));
            return aspects.isEmpty() ? null : new ChangeDraft(ChangeKind.CHANGED, aspects, before, after);
        }
        MainFirst.sort(family, overlaps);
        ChangeKind kind =
                after.size() == 1 ? ChangeKind.MERGED : before.size() == 1 ? ChangeKind.SPLIT : ChangeKind.REGROUPED;
        return new ChangeDraft(kind, none(), before, after);
    }

    private static Set<Aspect> none() {
        return EnumSet.noneOf(Aspect.class);
    }

    List<IncidentSummary> before() {
        return before;
    }

    List<IncidentSummary> after() {
        return after;
    }

    /** Takes an episode that was, or is, in one of its incidents. */
    void take(Pair pair) {
        boolean was = pair.incidentBefore() != null && keysBefore.contains(pair.incidentBefore());
        boolean is = pair.incidentAfter() != null && keysAfter.contains(pair.incidentAfter());
        if (!concerns(pair, was, is)) {
            return;
        }
        concerned++;
        came += is && !was ? 1 : 0;
        left += was && !is ? 1 : 0;
        if (kind == ChangeKind.ADDED || kind == ChangeKind.REMOVED) {
            elsewhere.merge(ChangeText.fate(kind == ChangeKind.ADDED ? pair.before() : pair.after()), 1L, Long::sum);
        }
        listed.add(alert(pair));
        if (listed.size() > Change.ALERTS_MAX) {
            listed.poll();
        }
    }

    /** Where alerts moved, those that moved; else all of the incident. */
    private boolean concerns(Pair pair, boolean was, boolean is) {
        return switch (kind) {
            case ADDED, REMOVED -> true;
            case CHANGED -> !aspects.contains(Aspect.MEMBERSHIP) || was != is;
            case MERGED, SPLIT, REGROUPED ->
                !(before.get(0).key().equals(pair.incidentBefore())
                        && after.get(0).key().equals(pair.incidentAfter()));
        };
    }

    private static MovedAlert alert(Pair pair) {
        Episode any = pair.any();
        Episode listing = pair.before() != null && pair.before().labels() != null ? pair.before() : pair.after();
        Episode described = listing == null ? any : listing;
        return new MovedAlert(
                any.fingerprint(),
                any.startsAt(),
                any.alertname(),
                described.labels(),
                described.severity(),
                Whereabouts.of(pair.before()),
                Whereabouts.of(pair.after()));
    }

    Change finished() {
        long weight = concerned;
        if (concerned == 0 && (before.isEmpty() || after.isEmpty())) {
            // its alerts are known by their number only
            weight = (before.isEmpty() ? after : before).get(0).alerts();
        }
        List<MovedAlert> alerts = listed.stream().sorted(WORST_FIRST).toList();
        return new Change(
                kind,
                aspects,
                weight,
                (before.isEmpty() ? after : before).get(0).tenant(),
                new ChangeText(kind, aspects, before, after, weight, came, left, elsewhere).sentence(),
                List.copyOf(before),
                List.copyOf(after),
                alerts,
                concerned - alerts.size());
    }
}
