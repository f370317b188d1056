package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** A night of two sites under two rule books: some 60 incidents a side, with every kind of change; always the same. */
public final class ReportSample {
    static final Instant FROM = Instant.parse("2026-11-02T20:00:00Z");
    static final Instant TO = Instant.parse("2026-11-03T06:00:00Z");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String[] CLUSTERS = {"rack-7", "rack-9", "web", "payments", "mail", "storage", "dc-west"};
    private static final String[] SITES = {"basel", "geneva", "lugano"};
    private static final String[][] FAULTS = {
        {"SwitchDown", "critical", "network"},
        {"ServerUnreachable", "critical", "network"},
        {"DiskFillingUp", "warning", "hosts"},
        {"HighLatency", "warning", "services"},
        {"ReplicationLag", "warning", "databases"},
        {"ServiceDown", "critical", "services"},
        {"CertificateExpires", "info", "hosts"},
        {"PowerFeedLost", "emergency", "power"}
    };

    private final Random random = new Random(20_261_102);
    private final List<ObjectNode> before = new ArrayList<>();
    private final List<ObjectNode> after = new ArrayList<>();
    private final List<ObjectNode> changes = new ArrayList<>();
    private int unchanged;
    private int ids;

    /** The night; each instance has its own documents, which a test may change. */
    public ReportSample() {
        for (int i = 0; i < 7; i++) {
            merged(2 + random.nextInt(3));
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
            ObjectNode same = incident(at(), 5 + random.nextInt(70));
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
        ObjectNode one = incident(at(), 60 + random.nextInt(60));
        List<ObjectNode> old = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            old.add(part(one, i * 14, 10));
        }
        one.put(
                "alerts",
                old.stream().mapToInt(part -> part.path("alerts").asInt()).sum());
        titled(one);
        change(
                "merged",
                List.of("membership"),
                old,
                List.of(one),
                parts + " incidents of " + place(one) + " became one");
    }

    private void split() {
        ObjectNode one = incident(at(), 90);
        List<ObjectNode> now = List.of(part(one, 2, 20), part(one, 31, 25));
        change("split", List.of("membership"), List.of(one), now, "One incident of " + place(one) + " became 2");
    }

    private void regrouped() {
        ObjectNode one = incident(at(), 60);
        List<ObjectNode> old = List.of(part(one, 0, 25), part(one, 30, 25));
        List<ObjectNode> now = List.of(part(one, 3, 40), part(one, 45, 12), part(one, 50, 12));
        change(
                "regrouped",
                List.of("membership", "rule"),
                old,
                now,
                "2 incidents of " + place(one) + " became 3 others");
    }

    private void removed() {
        ObjectNode one = incident(at(), 8).put("severity", "info").put("alerts", 3);
        titled(one);
        change("removed", List.of(), List.of(one), List.of(), "No incident any more: " + title(one));
    }

    private void added() {
        ObjectNode one = incident(at(), 30);
        change("added", List.of(), List.of(), List.of(one), "A new incident: " + title(one));
    }

    private void changed(int number) {
        ObjectNode old = incident(at(), 25);
        ObjectNode now = old.deepCopy();
        String aspect = new String[] {"severity", "priority", "opened-later", "resolved-later"}[number % 4];
        switch (aspect) {
            case "severity" ->
                now.put("severity", "warning".equals(old.path("severity").asText()) ? "critical" : "warning");
            case "priority" -> now.put("priority", "P1");
            case "opened-later" ->
                now.put("publishedAt", later(old.path("publishedAt"), 240).toString());
            default ->
                now.put("resolvedAt", later(old.path("resolvedAt"), 1_500).toString());
        }
        change(
                "changed",
                List.of(aspect),
                List.of(old),
                List.of(now),
                "Other " + aspect.replace('-', ' ') + ": " + title(old));
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
            alerts.add(alert(larger.get(i % larger.size()), old, now, i));
        }
        changes.add(change.put("alertsOmitted", concerned - listed));
    }

    private ObjectNode alert(ObjectNode like, List<ObjectNode> old, List<ObjectNode> now, int number) {
        ObjectNode alert = JSON.objectNode();
        alert.put("fingerprint", String.format("%016x", random.nextLong()));
        alert.put("startsAt", later(like.path("openedAt"), number * 3).toString());
        alert.put("alertname", like.path("title").asText().replaceAll("^\\d+ |:.*", ""));
        ObjectNode labels = alert.putObject("labels").setAll((ObjectNode) like.path("scope"));
        labels.put("instance", like.path("scope").path("cluster").asText() + "-" + (number + 1) + ".example.net");
        alert.put("severity", like.path("severity").asText());
        BiConsumer<String, List<ObjectNode>> outcome = (side, incidents) -> {
            ObjectNode fate = alert.putObject(side);
            if (incidents.isEmpty()) {
                fate.putNull("incidentId")
                        .put("rule", "maintenance")
                        .put("fate", "suppressed")
                        .put("reason", "suppressed by rule maintenance");
            } else {
                ObjectNode in = incidents.get(number % incidents.size());
                fate.put("incidentId", in.path("incidentId").asText())
                        .put("rule", in.path("rule").asText());
                fate.put("fate", "incident").put("reason", number == 0 ? "opened it" : "joined within the gap");
            }
        };
        outcome.accept("before", old);
        outcome.accept("after", now);
        return alert;
    }

    private ObjectNode incident(Instant published, int minutes) {
        String[] fault = FAULTS[random.nextInt(FAULTS.length)];
        ObjectNode incident =
                JSON.objectNode().put("incidentId", String.format("%016x", 0x51e0_0000_0000L + ids++ * 7_919L));
        incident.put("tenant", random.nextInt(3) == 0 ? "globex" : "acme")
                .put("title", fault[0])
                .put("rule", fault[2]);
        ObjectNode scope = incident.putObject("scope");
        scope.put("cluster", CLUSTERS[random.nextInt(CLUSTERS.length)])
                .put("site", SITES[random.nextInt(SITES.length)]);
        incident.put("severity", fault[1]).put("priority", "critical".equals(fault[1]) ? "P2" : "P3");
        incident.put("openedAt", published.minusSeconds(20 + random.nextInt(40)).toString());
        incident.put("publishedAt", published.toString());
        Instant end = published.plusSeconds(minutes * 60L + random.nextInt(60));
        incident.put("resolvedAt", end.isBefore(TO) ? end.toString() : null);
        incident.put("revisions", 2 + random.nextInt(6)).put("alerts", 2 + random.nextInt(40));
        titled(incident);
        return incident;
    }

    private ObjectNode part(ObjectNode whole, int afterMinutes, int minutes) {
        Instant published = later(whole.path("publishedAt"), afterMinutes * 60);
        ObjectNode part = incident(published, minutes);
        part.set("tenant", whole.path("tenant"));
        part.set("scope", whole.path("scope"));
        part.set("severity", whole.path("severity"));
        part.set("rule", whole.path("rule"));
        part.put("title", whole.path("title").asText());
        titled(part);
        return part;
    }

    private static void titled(ObjectNode incident) {
        String alert = incident.path("title").asText().replaceAll("^\\d+ |:.*", "");
        incident.put("title", incident.path("alerts").asInt() + " " + alert + ": " + place(incident));
    }

    private static String title(JsonNode incident) {
        return incident.path("title").asText();
    }

    private static String place(JsonNode incident) {
        return "cluster=" + incident.path("scope").path("cluster").asText() + ", site="
                + incident.path("scope").path("site").asText();
    }

    private Instant at() {
        return FROM.plusSeconds(300 + random.nextInt(33_000)).plusMillis(random.nextInt(1_000));
    }

    private static Instant later(JsonNode instant, long seconds) {
        return instant.isTextual() ? Instant.parse(instant.textValue()).plusSeconds(seconds) : TO;
    }
}
