package io.weir.app.why;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.client.BridgeClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of a subject.
 *
 * @param subject what was asked about
 * @param alert as the bridge's list shows it; null when it is not known, or not asked about
 * @param incident the newest one concerned, with its ticket; null when none was published
 * @param decisions as JSON, oldest first: the alert's, and those about the incident
 * @param complete whether no decision was left out
 */
public record Evidence(Subject subject, JsonNode alert, JsonNode incident, List<JsonNode> decisions, boolean complete) {
    /** Reason of the decisions that tell of the place an alert left for its cause's. */
    static final String LEFT = "moved-under-cause";

    private static final Duration BEFORE = Duration.ofDays(1);

    /**
     * Asks the bridge.
     *
     * @param at only what was decided within the day before; null for the last seven days
     */
    public static Evidence of(BridgeClient bridge, Subject subject, Instant at) {
        JsonNode asked = decisions(bridge, subject, at);
        Set<JsonNode> decisions = new LinkedHashSet<>();
        asked.path("decisions").forEach(decisions::add);
        boolean complete = asked.path("complete").asBoolean();
        String incidentId = subject.kind() == Subject.Kind.FINGERPRINT
                ? incidentOf(asked)
                : asked.path("incidentId").asText();
        JsonNode incident = null;
        if (!incidentId.isEmpty()) {
            if (subject.kind() == Subject.Kind.FINGERPRINT) {
                JsonNode more = decisions(bridge, new Subject(Subject.Kind.INCIDENT, incidentId), at);
                more.path("decisions").forEach(decision -> {
                    if (concerns(decision, subject.id())) {
                        decisions.add(decision);
                    }
                });
                complete &= more.path("complete").asBoolean();
            }
            incident = published(bridge, incidentId, decisions);
        }
        List<JsonNode> sorted = new ArrayList<>(decisions);
        sorted.sort(Comparator.comparing(Evidence::at));
        return new Evidence(
                subject, known(asked.get("alert"), "since", at), known(incident, "openedAt", at), sorted, complete);
    }

    /** What was known at that time already; null when it was not. Later effects on it are left out. */
    private static JsonNode known(JsonNode now, String began, Instant at) {
        if (now == null || at == null || !isAfter(now.path(began), at)) {
            return now == null || at == null ? now : without(now.deepCopy(), at);
        }
        return null;
    }

    private static JsonNode without(JsonNode known, Instant at) {
        for (String effects : List.of("remediations", "deadLetters")) {
            Iterator<JsonNode> each = known.path(effects).elements();
            while (each.hasNext()) {
                if (isAfter(each.next().path("at"), at)) {
                    each.remove();
                }
            }
        }
        return known;
    }

    private static boolean isAfter(JsonNode time, Instant at) {
        return time.isTextual() && Instant.parse(time.asText()).isAfter(at);
    }

    /** The incident, or the one that stands for it because the tenant has too many. */
    private static JsonNode published(BridgeClient bridge, String incidentId, Set<JsonNode> decisions) {
        JsonNode incident = bridge.find("/v1/incidents/" + BridgeClient.segment(incidentId));
        if (incident != null) {
            return incident;
        }
        String overflow = "";
        for (JsonNode decision : decisions) {
            overflow = decision.path("detail").path("overflow").asText(overflow);
        }
        return overflow.isEmpty() ? null : bridge.find("/v1/incidents/" + BridgeClient.segment(overflow));
    }

    private static JsonNode decisions(BridgeClient bridge, Subject subject, Instant at) {
        Map<String, String> query = new TreeMap<>(subject.query());
        if (at != null) {
            query.put("from", at.minus(BEFORE).toString());
            query.put("to", at.toString());
        }
        return bridge.get("/v1/decisions", query);
    }

    /** About the incident as a whole, or this alert in it. */
    private static boolean concerns(JsonNode decision, String fingerprint) {
        return !decision.has("fingerprint")
                || decision.path("fingerprint").asText().equals(fingerprint);
    }

    private static String incidentOf(JsonNode asked) {
        String newest = "";
        for (JsonNode decision : asked.path("decisions")) {
            // where it left is told with the incident it left
            if (!decision.path("reason").asText().equals(LEFT)) {
                newest = decision.path("incidentId").asText(newest);
            }
        }
        return newest.isEmpty() ? asked.path("alert").path("incidentId").asText() : newest;
    }

    static Instant at(JsonNode decision) {
        return Instant.parse(decision.path("at").asText());
    }

    /** The ticket of the incident; empty when there is none. */
    String ticket() {
        return incident == null ? "" : incident.path("ticket").path("id").asText();
    }

    /** All of it as one document. */
    public ObjectNode json() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put(subject.kind().parameter(), subject.id());
        if (alert != null) {
            document.set("alert", alert);
        }
        if (incident != null) {
            document.set("incident", incident);
        }
        document.putArray("decisions").addAll(decisions);
        return document.put("complete", complete);
    }
}
