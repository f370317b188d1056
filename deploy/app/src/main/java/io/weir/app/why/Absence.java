package io.weir.app.why;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Why an alert has no ticket of its own.
 *
 * @param reason in a stable word; {@code there-is-a-ticket} when it has one
 * @param sentence for people
 */
public record Absence(String reason, String sentence) {

    /** The conclusion from what is known. */
    public static Absence of(Evidence evidence) {
        JsonNode last = lastFate(evidence);
        if (last == null) {
            return unheard(evidence);
        }
        String reason = last.path("reason").asText();
        return switch (last.path("kind").asText()) {
            case "held" ->
                new Absence(
                        reason,
                        "No ticket: " + Sentences.of(last) + (reason.equals("overflow") ? withTicket(evidence) : ""));
            case "suppressed" ->
                new Absence(
                        reason,
                        "No ticket of its own: it is under " + Sentences.cause(last) + " in incident "
                                + incidentId(evidence, last) + withTicket(evidence));
            case "noted" -> new Absence(reason, "No ticket: " + Sentences.of(last));
            default -> shown(evidence, last);
        };
    }

    /** The newest decision that says where the alert is now. */
    private static JsonNode lastFate(Evidence evidence) {
        JsonNode fate = null;
        JsonNode noted = null;
        for (JsonNode decision : evidence.decisions()) {
            boolean ofAlert = decision.path("fingerprint")
                    .asText()
                    .equals(evidence.subject().id());
            boolean keepsBack = decision.path("kind").asText().equals("held") && !decision.has("fingerprint");
            switch (decision.path("kind").asText()) {
                case "opened", "joined", "moved", "released" -> fate = ofAlert ? decision : fate;
                case "suppressed" ->
                    fate = ofAlert
                                    && (fate == null || decision.has("incidentId"))
                                    && !decision.path("reason").asText().equals(Evidence.LEFT)
                            ? decision
                            : fate;
                case "held" -> fate = ofAlert || keepsBack ? decision : fate;
                case "noted" -> noted = ofAlert ? decision : noted;
                default -> {
                    // what follows from its place does not change its place
                }
            }
        }
        return fate == null ? noted : fate;
    }

    private static Absence unheard(Evidence evidence) {
        if (!evidence.ticket().isEmpty()) {
            return shown(evidence, null);
        }
        if (evidence.alert() == null && !evidence.complete()) {
            return new Absence(
                    "not-known",
                    "Not known: the search was cut short before it had read everything. Ask for a shorter time.");
        }
        if (evidence.alert() == null) {
            return new Absence(
                    "never-received",
                    "No ticket: such an alert was never received, or longer ago than was asked for. "
                            + "What could not be read is on weir.dead-letters.");
        }
        return new Absence(
                "not-decided",
                "No ticket: the alert was received at "
                        + evidence.alert().path("since").asText()
                        + ", and nothing is decided of it in the time that was asked for. "
                        + "If it came within the last seconds, ask again; else see whether the job runs.");
    }

    private static Absence shown(Evidence evidence, JsonNode last) {
        String ticket = evidence.ticket();
        if (!ticket.isEmpty()) {
            return new Absence(
                    "there-is-a-ticket",
                    "There is a ticket: " + ticket + url(evidence) + ", for incident "
                            + evidence.incident().path("incidentId").asText());
        }
        JsonNode incident = evidence.incident();
        if (incident == null) {
            return new Absence(
                    "waiting",
                    "No ticket yet: incident " + last.path("incidentId").asText("?")
                            + " is not published; it waits as its rule says, or for more alerts (minAlerts)");
        }
        JsonNode letters = incident.path("deadLetters");
        if (!letters.isEmpty()) {
            JsonNode letter = letters.get(letters.size() - 1);
            return new Absence(
                    "dead-letter",
                    "No ticket: incident " + incident.path("incidentId").asText() + " could not be delivered: "
                            + letter.path("reason").asText() + " "
                            + letter.path("detail").asText());
        }
        String state = incident.path("ticket").path("state").asText();
        return new Absence(
                "not-delivered",
                "No ticket yet: incident " + incident.path("incidentId").asText() + " is published, and "
                        + (state.isEmpty()
                                ? "nothing is delivered; see whether GLPI is configured and the deliver job runs"
                                : "its delivery is " + state + " "
                                        + incident.path("ticket").path("reason").asText()));
    }

    private static String incidentId(Evidence evidence, JsonNode last) {
        return evidence.incident() == null
                ? last.path("incidentId").asText("?")
                : evidence.incident().path("incidentId").asText();
    }

    private static String withTicket(Evidence evidence) {
        return evidence.ticket().isEmpty() ? "" : "; that has ticket " + evidence.ticket() + url(evidence);
    }

    private static String url(Evidence evidence) {
        String url = evidence.incident().path("ticket").path("url").asText();
        return url.isEmpty() ? "" : " (" + url + ")";
    }
}
