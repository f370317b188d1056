package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each rule did in both runs, and which changes it had a part in.
 *
 * @param rows those with the most changes first, at most {@value #LIMIT}
 * @param total how many rules there are
 */
record RuleFigures(List<Row> rows, int total) {
    static final int LIMIT = 500;
    private static final int LINKS = 12;

    /**
     * A rule.
     *
     * @param changes numbers of the changes shown, from 1
     */
    record Row(String rule, long before, long after, List<Integer> changes) {}

    static RuleFigures of(IncidentSide before, IncidentSide after, ShownChanges changes) {
        Map<String, Set<Integer>> parts = new HashMap<>();
        int number = 0;
        for (ObjectNode change : changes.changes()) {
            number++;
            for (String side : List.of("before", "after")) {
                for (JsonNode incident : change.path(side)) {
                    note(parts, incident.path("rule"), number);
                }
                for (JsonNode alert : change.path("alerts")) {
                    note(parts, alert.path(side).path("rule"), number);
                }
            }
        }
        Set<String> names = new TreeSet<>(parts.keySet());
        names.addAll(before.ticketsByRule().keySet());
        names.addAll(after.ticketsByRule().keySet());
        names.remove("");
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(new Row(
                    name,
                    before.ticketsByRule().getOrDefault(name, 0L),
                    after.ticketsByRule().getOrDefault(name, 0L),
                    List.copyOf(parts.getOrDefault(name, Set.of()))));
        }
        rows.sort(Comparator.comparingInt((Row row) -> -row.changes().size())
                .thenComparingLong(row -> -Math.max(row.before(), row.after()))
                .thenComparing(Row::rule));
        return new RuleFigures(List.copyOf(rows.subList(0, Math.min(rows.size(), LIMIT))), names.size());
    }

    /** The names in the order of their anchors, {@code rule-1} the first. */
    ArrayNode names() {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> names.add(row.rule()));
        return names;
    }

    /** The body of the table. */
    String html() {
        StringBuilder html = new StringBuilder();
        int number = 0;
        for (Row row : rows) {
            number++;
            html.append("<tr id=\"rule-").append(number).append("\" tabindex=\"-1\"><th scope=\"row\">");
            html.append(Html.data(row.rule())).append("</th><td>").append(Words.count(row.before()));
            html.append("</td><td>").append(Words.count(row.after())).append("</td><td>");
            html.append(new Figure("", "count", (double) row.before(), (double) row.after(), "neither").change());
            html.append("</td><td>").append(links(row.changes())).append("</td></tr>\n");
        }
        return html.toString();
    }

    private static String links(List<Integer> changes) {
        StringBuilder links = new StringBuilder();
        for (int change : changes.subList(0, Math.min(changes.size(), LINKS))) {
            links.append("<a href=\"#change-")
                    .append(change)
                    .append("\">#")
                    .append(change)
                    .append("</a> ");
        }
        if (changes.size() > LINKS) {
            links.append("and ").append(Words.count(changes.size() - LINKS)).append(" more");
        }
        return changes.isEmpty() ? "none" : links.toString();
    }

    private static void note(Map<String, Set<Integer>> parts, JsonNode rule, int change) {
        if (rule.isTextual()) {
            parts.computeIfAbsent(rule.textValue(), name -> new TreeSet<>()).add(change);
        }
    }
}
