package io.weir.app.why;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Decisions as sentences for people. */
final class Sentences {
    private static final Map<String, String> NOTED = Map.ofEntries(
            Map.entry("outdated-firing", "a firing came that was sent before the resolve we have: ignored"),
            Map.entry("outdated-resolve", "a resolve of an older episode came: ignored"),
            Map.entry("orphan-resolve", "a resolve came of an alert nothing was known of"),
            Map.entry("damped-start", "it started again while it flaps: shown as firing already"),
            Map.entry("damped-end", "it ended while it flaps: kept back until it is quiet"),
            Map.entry("cleared-in-downtime", "it was over before the downtime was: nobody is told"),
            Map.entry(
                    "went-stale",
                    "nobody repeated it for too long: it counts as over, whether it recovered is not known"),
            Map.entry(
                    "gone-at-source",
                    "its source was asked and no longer knows it: it counts as over, whether it recovered is not known"),
            Map.entry("calmed", "it ceased to flap"),
            Map.entry("same-identity", "another alert that the rule book calls the same fires already"),
            Map.entry("inhibition-full", "too many alerts fire to look for its causes: it goes its own way"),
            Map.entry("late-without-incident", "it was over when it was heard of, and no incident knows it"),
            Map.entry("nothing-to-acknowledge", "somebody acknowledged an incident that is not open"));
    private static final Map<String, String> ENDED = Map.of(
            "gone", "gone at its source, not seen to recover",
            "stale", "stale, not seen to recover");
    private static final Map<String, String> HELD = Map.of(
            "habitual", "held: it comes and goes at the same rate for hours, so it opens no incident by itself",
            "below-min-alerts", "given up unshown: the rule wants more alerts than came");

    private Sentences() {}

    static String of(JsonNode decision) {
        String reason = decision.path("reason").asText();
        return switch (decision.path("kind").asText()) {
            case "opened" -> "began incident " + incident(decision) + by(decision);
            case "joined" -> "joined incident " + incident(decision) + ": " + reason + by(decision);
            case "ended" -> "over: " + ENDED.getOrDefault(reason, reason);
            case "held" -> held(decision, reason);
            case "released" -> released(decision, reason);
            case "suppressed" -> "put under " + cause(decision) + ": " + reason + by(decision);
            case "moved" -> "went over to incident " + incident(decision) + ": " + reason;
            case "noted" -> NOTED.getOrDefault(reason, reason);
            case "published" ->
                "incident " + incident(decision) + ", revision "
                        + decision.path("revision").asText("?") + ": " + reason;
            case "remediation" -> remediation(decision, reason);
            case "closed" -> "incident " + incident(decision) + " is forgotten: it cannot be reopened any more";
            default -> decision.path("kind").asText() + ": " + reason;
        };
    }

    private static String held(JsonNode decision, String reason) {
        return switch (reason) {
            case "downtime" -> "held by the downtime " + detail(decision, "downtime") + until(decision);
            case "overflow" ->
                "held: the tenant has too many open incidents, so incident " + incident(decision) + " is kept back in "
                        + detail(decision, "overflow");
            default -> HELD.getOrDefault(reason, "held: " + reason);
        };
    }

    private static String until(JsonNode decision) {
        return decision.path("detail").has("until") ? " until " + detail(decision, "until") : "";
    }

    private static String released(JsonNode decision, String reason) {
        return switch (reason) {
            case "downtime-over" -> "released: the downtime " + detail(decision, "downtime") + " is over";
            case "overflow-over" -> "incident " + incident(decision) + " is over, and no more kept back";
            case "habit-broken" -> "shown after all: it breaks with its habit";
            case "cause-ended", "cause-over" -> "released: its cause is over, and it still fires";
            default -> "released: " + reason;
        };
    }

    private static String remediation(JsonNode decision, String reason) {
        String playbook = detail(decision, "template") + " on " + detail(decision, "target");
        return switch (reason) {
            case "requested" -> "playbook " + playbook + " asked for (" + detail(decision, "mode") + ")";
            case "cancelled" -> "playbook " + playbook + " taken back: the alert no longer fires here";
            case "overflow" -> "no playbook: the incident is kept back";
            default -> "playbook " + playbook + " refused: " + reason;
        };
    }

    /** What the alert is under. */
    static String cause(JsonNode decision) {
        JsonNode detail = decision.path("detail");
        return detail.path("cause").asText("its cause")
                + (detail.has("causeFingerprint")
                        ? " (" + detail.path("causeFingerprint").asText() + ")"
                        : "");
    }

    private static String by(JsonNode decision) {
        String rule = decision.path("rule").asText();
        String book = decision.path("rulesVersion").asText();
        return rule.isEmpty() ? "" : " (rule " + rule + (book.isEmpty() ? "" : ", rule book " + book) + ")";
    }

    private static String incident(JsonNode decision) {
        return decision.path("incidentId").asText("?");
    }

    static String detail(JsonNode decision, String name) {
        return decision.path("detail").path(name).asText("?");
    }
}
