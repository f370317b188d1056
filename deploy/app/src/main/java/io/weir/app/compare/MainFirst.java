package io.weir.app.compare;

import io.weir.app.compare.Overlaps.Family;
import java.util.Comparator;
import java.util.List;

/** Puts the two incidents of a family that have most alerts in common at the front: what stays where it was. */
final class MainFirst {
    private MainFirst() {}

    static void sort(Family family, Overlaps overlaps) {
        IncidentSummary mainBefore = family.before().get(0);
        IncidentSummary mainAfter = family.after().get(0);
        for (IncidentSummary before : family.before()) {
            for (IncidentSummary after : family.after()) {
                if (overlaps.common(before, after) > overlaps.common(mainBefore, mainAfter)) {
                    mainBefore = before;
                    mainAfter = after;
                }
            }
        }
        IncidentSummary firstBefore = mainBefore;
        IncidentSummary firstAfter = mainAfter;
        front(family.before(), firstBefore, Comparator.comparing(one -> -overlaps.common(one, firstAfter)));
        front(family.after(), firstAfter, Comparator.comparing(one -> -overlaps.common(firstBefore, one)));
    }

    /** Those with as many stay in the order of publication. */
    private static void front(
            List<IncidentSummary> incidents, IncidentSummary main, Comparator<IncidentSummary> others) {
        incidents.sort(
                Comparator.<IncidentSummary, Boolean>comparing(one -> !one.key().equals(main.key()))
                        .thenComparing(others));
    }
}
