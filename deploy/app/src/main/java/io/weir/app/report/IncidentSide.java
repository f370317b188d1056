package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * The incidents of one run, read once: those the page shows, and what it counts over all.
 *
 * @param shown the largest, at most {@value #LIMIT}, by the time of their ticket
 * @param total how many there are
 * @param opened tickets by the cell of {@link #openedGrid} they were opened in
 * @param open tickets that were open at some time in a cell of {@link #openGrid}
 * @param ticketsByRule how many each rule made
 */
record IncidentSide(
        List<Shown> shown, long total, List<Long> opened, List<Long> open, Map<String, Long> ticketsByRule) {
    static final int LIMIT = 5_000;
    static final int OPENED_CELLS = 96;
    static final int OPEN_CELLS = 720;

    private static final Comparator<Shown> LARGEST_FIRST = Comparator.comparingLong(Shown::alerts)
            .reversed()
            .thenComparingLong(Shown::publishedAt)
            .thenComparing(Shown::key);

    /**
     * An incident on the timeline.
     *
     * @param change number of the change it belongs to, 0: it is the same in both runs
     */
    record Shown(JsonNode incident, String key, long alerts, long publishedAt, int change) {}

    static Grid openedGrid(Period period) {
        return Grid.of(period, OPENED_CELLS);
    }

    static Grid openGrid(Period period) {
        return Grid.of(period, OPEN_CELLS);
    }

    static IncidentSide read(Iterable<JsonNode> incidents, Period period, Map<String, Integer> changes) {
        PriorityQueue<Shown> largest = new PriorityQueue<>(LARGEST_FIRST.reversed());
        Map<String, Long> rules = new TreeMap<>();
        Grid openedGrid = openedGrid(period);
        Grid openGrid = openGrid(period);
        long[] opened = new long[openedGrid.cells()];
        long[] steps = new long[openGrid.cells() + 1];
        long total = 0;
        for (JsonNode incident : incidents) {
            total++;
            long from = Period.millis(incident.path("publishedAt"));
            long to = incident.hasNonNull("resolvedAt") ? Period.millis(incident.path("resolvedAt")) : period.to();
            opened[openedGrid.cell(from)]++;
            steps[openGrid.cell(from)]++;
            steps[openGrid.cell(Math.max(from, to)) + 1]--;
            rules.merge(incident.path("rule").asText(""), 1L, Long::sum);
            String key = ChangeIndex.key(incident);
            largest.add(new Shown(incident, key, incident.path("alerts").asLong(), from, changes.getOrDefault(key, 0)));
            if (largest.size() > LIMIT) {
                largest.poll();
            }
        }
        List<Shown> shown = new ArrayList<>(largest);
        shown.sort(Comparator.comparingLong(Shown::publishedAt).thenComparing(Shown::key));
        return new IncidentSide(
                List.copyOf(shown), total, Arrays.stream(opened).boxed().toList(), summed(steps), rules);
    }

    private static List<Long> summed(long[] steps) {
        List<Long> sums = new ArrayList<>(steps.length);
        long sum = 0;
        for (int i = 0; i < steps.length - 1; i++) {
            sum += steps[i];
            sums.add(sum);
        }
        return List.copyOf(sums);
    }
}
