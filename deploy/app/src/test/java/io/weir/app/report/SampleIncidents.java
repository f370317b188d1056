package io.weir.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** Incidents and alerts of two sites, as a diff has them; always the same ones. */
final class SampleIncidents {
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
    private int ids;

    /** From 0 to below the bound. */
    int number(int bound) {
        return random.nextInt(bound);
    }

    ObjectNode alert(ObjectNode like, List<ObjectNode> old, List<ObjectNode> now, int number) {
        ObjectNode alert = JSON.objectNode();
        alert.put("fingerprint", String.format("%016x", random.nextLong()));
        alert.put("startsAt", later(like.path("openedAt"), number * 3L).toString());
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

    ObjectNode incident(Instant published, int minutes) {
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
        incident.put("resolvedAt", end.isBefore(ReportSample.TO) ? end.toString() : null);
        incident.put("revisions", 2 + random.nextInt(6)).put("alerts", 2 + random.nextInt(40));
        titled(incident);
        return incident;
    }

    ObjectNode part(ObjectNode whole, int afterMinutes, int minutes) {
        Instant published = later(whole.path("publishedAt"), afterMinutes * 60L);
        ObjectNode part = incident(published, minutes);
        part.set("tenant", whole.path("tenant"));
        part.set("scope", whole.path("scope"));
        part.set("severity", whole.path("severity"));
        part.set("rule", whole.path("rule"));
        part.put("title", whole.path("title").asText());
        titled(part);
        return part;
    }

    static void titled(ObjectNode incident) {
        String alert = incident.path("title").asText().replaceAll("^\\d+ |:.*", "");
        incident.put("title", incident.path("alerts").asInt() + " " + alert + ": " + place(incident));
    }

    static String title(JsonNode incident) {
        return incident.path("title").asText();
    }

    static String place(JsonNode incident) {
        return "cluster=" + incident.path("scope").path("cluster").asText() + ", site="
                + incident.path("scope").path("site").asText();
    }

    Instant at() {
        return ReportSample.FROM.plusSeconds(300 + random.nextInt(33_000)).plusMillis(random.nextInt(1_000));
    }

    static Instant later(JsonNode instant, long seconds) {
        return instant.isTextual() ? Instant.parse(instant.textValue()).plusSeconds(seconds) : ReportSample.TO;
    }
}
