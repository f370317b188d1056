package io.weir.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.glpi.GlpiTicket;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the storm must produce, and what of it is missing. */
final class Expectation {
    private final JsonNode expected;

    private Expectation(JsonNode expected) {
        this.expected = expected;
    }

    /** The one that belongs to the recording. */
    static Expectation recorded() {
        try (InputStream in = Expectation.class.getResourceAsStream("expected.json")) {
            return new Expectation(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("expected.json cannot be read", e);
        }
    }

    /**
     * Everything that is not as it must be, one sentence each; empty when all is.
     *
     * @param tickets what GLPI itself has, so that a second ticket shows
     */
    List<String> missing(Picture picture, List<GlpiTicket> tickets) {
        List<String> missing = new ArrayList<>();
        count("alerts received", "received", picture.received(), missing);
        count("alerts decided about", "received", picture.decided(), missing);
        count("duplicates", "duplicates", picture.duplicates(), missing);
        count("alerts held in downtime", "heldInDowntime", picture.heldInDowntime(), missing);
        count("dead letters", "deadLetters", picture.deadLetters(), missing);
        count("remediations asked for", "verifiedRemediations", picture.remediations(), missing);
        count("remediations verified", "verifiedRemediations", picture.remediations("verified"), missing);
        JsonNode incidents = expected.path("incidents");
        differ("incidents", incidents.size(), picture.all().size(), missing);
        differ("tickets in GLPI", incidents.size(), tickets.size(), missing);
        Set<String> ticketIds = new HashSet<>();
        for (JsonNode incident : incidents) {
            check(incident, picture, ticketIds, missing);
        }
        long solved =
                tickets.stream().filter(ticket -> ticket.status() >= SOLVED).count();
        differ("tickets solved in GLPI", incidents.size(), solved, missing);
        return missing;
    }

    /** GLPI's number for a solved ticket; a closed one is above it. */
    private static final int SOLVED = 5;

    private static void check(JsonNode wanted, Picture picture, Set<String> ticketIds, List<String> missing) {
        String tenant = wanted.path("tenant").asText();
        List<JsonNode> found = picture.incidents().getOrDefault(tenant, List.of()).stream()
                .filter(incident -> incident.path("scope").equals(wanted.path("scope")))
                .toList();
        String name = tenant + " " + scope(wanted);
        if (found.size() != 1) {
            missing.add("expected 1 incident for " + name + ", found " + found.size());
            return;
        }
        JsonNode incident = found.get(0);
        same(name + ": status", "resolved", incident.path("status").asText(), missing);
        same(
                name + ": alerts",
                wanted.path("members").asText(),
                incident.path("memberCount").asText(),
                missing);
        String title = incident.path("title").asText();
        if (!title.startsWith(wanted.path("title").asText())) {
            missing.add(name + ": expected the title " + wanted.path("title") + "…, found " + title);
        }
        JsonNode ticket = incident.path("ticket");
        same(name + ": ticket", "solved", ticket.path("state").asText("none"), missing);
        if (ticket.hasNonNull("id") && !ticketIds.add(ticket.path("id").asText())) {
            missing.add(name + ": has the ticket of another incident");
        }
    }

    private static String scope(JsonNode wanted) {
        List<String> parts = new ArrayList<>();
        ((ObjectNode) wanted.path("scope"))
                .properties()
                .forEach(label ->
                        parts.add(label.getKey() + "=" + label.getValue().asText()));
        return String.join(", ", parts);
    }

    private void count(String what, String key, long found, List<String> missing) {
        differ(what, expected.path(key).asLong(), found, missing);
    }

    private static void differ(String what, long wanted, long found, List<String> missing) {
        same(what, Long.toString(wanted), Long.toString(found), missing);
    }

    private static void same(String what, String wanted, String found, List<String> missing) {
        if (!wanted.equals(found)) {
            missing.add(what + ": expected " + wanted + ", found " + found);
        }
    }
}
