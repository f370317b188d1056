package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A night of two sites under two rule books: some 60 incidents a side, with every kind of change; always the same. */
public final class ReportSample {
    static final Instant FROM = Instant.parse("2026-11-02T20:00:00Z");
    static final Instant TO = Instant.parse("2026-11-03T06:00:00Z");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SampleIncidents make = new SampleIncidents();
    private final List<ObjectNode> before = new ArrayList<>();
    private final List<ObjectNode> after = new ArrayList<>();
    private final List<ObjectNode> changes = new ArrayList<>();
    private int unchanged;

    /** The night; each instance has its own documents, which a test may change. */
    public ReportSample() {
        for (int i = 0; i < 7; i++) {
            merged(2 + make.number(3));
        }
        for (int i = 0; i < 3; i++) {
            split();
        }
        regrouped();
        regrouped();
        for (int i = 0; i < 3; i++) {
            removed();
        }
        added();
        added();
        for (int i = 0; i < 8; i++) {
            changed(i);
        }
        for (int i = 0; i < 31; i++) {
            ObjectNode same = make.incident(make.at(), 5 + make.number(70));
            before.add(same);
            after.add(same.deepCopy());
            unchanged++;
        }
    }

    /** All incidents of the rules in force. */
    public List<JsonNode> before() {
        return List.copyOf(before);
    }

    /** All incidents of the candidate. */
    public List<JsonNode> after() {
        return List.copyOf(after);
    }

    /** The diff of both, the largest changes first. */
    public ObjectNode diff() {
        ObjectNode diff = JSON.objectNode();
        diff.put("schema", "weir.diff/1").put("from", FROM.toString()).put("to", TO.toString());
        diff.putObject("before").put("name", "rules in force");
        diff.putObject("after").put("name", "gap-300s.yaml");
        ArrayNode figures = diff.putArray("figures");
        figure(figures, "alerts", "count", 18_431, 18_431, "neither");
        figure(figures, "episodes", "count", 1_214, 1_214, "neither");
        figure(figures, "incidents", "count", before.size(), after.size(), "neither");
        figure(figures, "tickets", "count", before.size(), after.size(), "lower");
        figure(figures, "followUps", "count", 188, 231, "lower");
        figure(figures, "noiseReduction", "share", 1 - before.size() / 1214.0, 1 - after.size() / 1214.0, "higher");
        figure(figures, "timeToTicketP50Ms", "ms", 31_000, 64_000, "lower");
        figure(figures, "timeToTicketP90Ms", "ms", 62_400, 302_000, "lower");
        figure(figures, "timeToTicketMaxMs", "ms", 121_000, 360_500, "lower");
        figure(figures, "nightTickets", "count", 41, 33, "lower");
        figure(figures, "reopened", "count", 6, 2, "lower");
        figure(figures, "remediationsRequested", "count", 4, 4, "neither");
        figure(figures, "remediationsRefused", "count", 1, 2, "lower");
        figure(figures, "criticalEpisodes", "count", 96, 96, "neither");
        figure(figures, "missedCritical", "count", 0, 3, "lower");
        figure(figures, "unresolved", "count", 2, 3, "lower");
        changes.sort(Comparator.comparingInt(
                (ObjectNode change) -> -change.path("weight").asInt()));
        diff.putArray("changes").addAll(changes);
        return diff.put("unchanged", unchanged);
    }

    private static void figure(
            ArrayNode figures, String name, String unit, double before, double after, String better) {
        ObjectNode figure = figures.addObject().put("name", name).put("unit", unit);
        figure.put("before", before).put("after", after).put("better", better);
    }

    private void merged(int parts) {
        ObjectNode one = make.incident(make.at(), 60 + make.number(60));
        List<ObjectNode> old = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            old.add(make.part(one, i * 14, 10));
        }
        one.put(
                "alerts",
                old.stream().mapToInt(part -> part.path("alerts").asInt()).sum());
        SampleIncidents.titled(one);
        change(
                "merged",
                List.of("membership"),
                old,
                List.of(one),
                parts + " incidents of " + SampleIncidents.place(one) + " became one");
    }

    private void split() {
        ObjectNode one = make.incident(make.at(), 90);
        List<ObjectNode> now = List.of(make.part(one, 2, 20), make.part(one, 31, 25));
        change(
                "split",
                List.of("membership"),
                List.of(one),
                now,
                "One incident of " + SampleIncidents.place(one) + " became 2");
    }

    private void regrouped() {
        ObjectNode one = make.incident(make.at(), 60);
        List<ObjectNode> old = List.of(make.part(one, 0, 25), make.part(one, 30, 25));
        List<ObjectNode> now = List.of(make.part(one, 3, 40), make.part(one, 45, 12), make.part(one, 50, 12));
        change(
                "regrouped",
                List.of("membership", "rule"),
                old,
                now,
                "2 incidents of " + SampleIncidents.place(one) + " became 3 others");
    }

    private void removed() {
        ObjectNode one = make.incident(make.at(), 8).put("severity", "info").put("alerts", 3);
        SampleIncidents.titled(one);
        change("removed", List.of(), List.of(one), List.of(), "No incident any more: " + SampleIncidents.title(one));
    }

    private void added() {
        ObjectNode one = make.incident(make.at(), 30);
        change("added", List.of(), List.of(), List.of(one), "A new incident: " + SampleIncidents.title(one));
    }

    private void changed(int number) {
        ObjectNode old = make.incident(make.at(), 25);
        ObjectNode now = old.deepCopy();
        String aspect = new String[] {"severity", "priority", "opened-later", "resolved-later"}[number % 4];
        String told = new String[] {"Another severity", "Another priority", "Ticket 4 min later", "Resolved later"}
                [number % 4];
        switch (aspect) {
            case "severity" ->
                now.put("severity", "warning".equals(old.path("severity").asText()) ? "critical" : "warning");
            case "priority" -> now.put("priority", "P1");
            case "opened-later" ->
                now.put(
                        "publishedAt",
                        SampleIncidents.later(old.path("publishedAt"), 240).toString());
            default ->
                now.put(
                        "resolvedAt",
                        SampleIncidents.later(old.path("resolvedAt"), 1_500).toString());
        }
        change("changed", List.of(aspect), List.of(old), List.of(now), told + ": " + SampleIncidents.title(old));
    }

    private void change(String kind, List<String> aspects, List<ObjectNode> old, List<ObjectNode> now, String text) {
        before.addAll(old);
        after.addAll(now);
        List<ObjectNode> larger = now.isEmpty() ? old : now;
        int concerned =
                larger.stream().mapToInt(one -> one.path("alerts").asInt()).sum();
        ObjectNode change = JSON.objectNode().put("kind", kind);
        aspects.forEach(change.putArray("aspects")::add);
        change.put("weight", concerned)
                .put("tenant", larger.get(0).path("tenant").asText());
        change.put("text", text + ", " + concerned + " alerts");
        change.putArray("before").addAll(old);
        change.putArray("after").addAll(now);
        ArrayNode alerts = change.putArray("alerts");
        int listed = Math.min(concerned, 30);
        for (int i = 0; i < listed; i++) {
            alerts.add(make.alert(larger.get(i % larger.size()), old, now, i));
        }
        changes.add(change.put("alertsOmitted", concerned - listed));
    }
}
