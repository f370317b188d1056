package io.weir.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The laws about tickets. */
final class TicketLaws {
    private static final Pattern TITLE = Pattern.compile("^\\[corr:([^\\]]+)\\]");
    private static final Pattern MARK =
            Pattern.compile("<p>Weir · ([0-9a-z-]{1,64}) · (r\\d+|note [A-Za-z0-9._:-]+)</p>");
    private static final int SOLVED = 5;
    private static final int DUPLICATE_OF = 2;
    /** States of receipts that say that the ticket shows the revision. */
    private static final Set<String> SHOWN = Set.of("created", "updated", "solved", "reopened");
    /** States in which an incident has, by policy, no ticket that we keep. */
    private static final Set<String> GIVEN_UP = Set.of("skipped", "expired");

    private final Evidence evidence;
    private final List<Finding> findings;

    TicketLaws(Evidence evidence, List<Finding> findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    void check() {
        Map<String, JsonNode> incidents = evidence.newest();
        for (JsonNode ticket : evidence.tickets()) {
            String incident = incidentOf(ticket);
            if (incident != null && !incidents.containsKey(incident)) {
                find(Law.NO_GHOST, "ticket " + id(ticket), "no incident " + incident + " is on the log");
            }
        }
        incidents.forEach(this::check);
    }

    private void check(String incident, JsonNode newest) {
        List<JsonNode> receipts = evidence.receipts("ticket", "incidentId", incident);
        String last = receipts.isEmpty()
                ? ""
                : receipts.get(receipts.size() - 1).path("state").asText();
        List<JsonNode> live = live(incident);
        if (GIVEN_UP.contains(last)) {
            return;
        }
        if (live.size() != 1) {
            find(Law.ONE_LIVE_TICKET, incident, live.size() + " live tickets: " + ids(live));
            return;
        }
        JsonNode ticket = live.get(0);
        boolean resolved = newest.path("status").asText().equals("resolved");
        boolean over = ticket.path("status").asInt() >= SOLVED;
        if (resolved != over) {
            find(
                    Law.ONE_LIVE_TICKET,
                    incident,
                    "it is " + newest.path("status").asText() + ", its ticket " + id(ticket) + " has status "
                            + ticket.path("status").asInt());
        }
        claimed(incident, ticket);
        marks(incident, ticket, newest.path("revision").asLong(), receipts);
    }

    private List<JsonNode> live(String incident) {
        List<JsonNode> ours = new ArrayList<>();
        for (JsonNode ticket : evidence.tickets()) {
            if (incident.equals(incidentOf(ticket)) && !ticket.path("deleted").asBoolean()) {
                ours.add(ticket);
            }
        }
        List<JsonNode> live = new ArrayList<>(ours);
        live.removeIf(ticket -> ticket.path("status").asInt() >= SOLVED && duplicate(ticket, ours));
        return live;
    }

    private static boolean duplicate(JsonNode ticket, List<JsonNode> ours) {
        for (JsonNode link : ticket.path("links")) {
            boolean ofOurs = ours.stream()
                    .anyMatch(t -> t.path("id").asInt() == link.path("second").asInt());
            if (link.path("kind").asInt() == DUPLICATE_OF
                    && link.path("first").asInt() == ticket.path("id").asInt()
                    && ofOurs) {
                return true;
            }
        }
        return false;
    }

    private void claimed(String incident, JsonNode live) {
        for (JsonNode ticket : evidence.tickets()) {
            for (JsonNode task : ticket.path("tasks")) {
                if (task.path("uuid").asText().equals("inc-" + incident)) {
                    if (!id(ticket).equals(id(live))) {
                        find(Law.CLAIMED, incident, "ticket " + id(ticket) + " holds the claim, not " + id(live));
                    }
                    return;
                }
            }
        }
        find(Law.CLAIMED, incident, "ticket " + id(live) + " holds no claim");
    }

    private void marks(String incident, JsonNode ticket, long newest, List<JsonNode> receipts) {
        Set<String> seen = new HashSet<>();
        Set<String> inDescription = new HashSet<>();
        List<Long> described = revisions(incident, ticket.path("content").asText(""), inDescription);
        List<Long> followed = lines(incident, ticket.path("followups"), seen);
        List<Long> solved = lines(incident, ticket.path("solutions"), seen);
        rising(incident, "follow-ups", followed);
        rising(incident, "solutions", solved);
        seen.addAll(inDescription);
        List<Long> all = new ArrayList<>(described);
        all.addAll(followed);
        all.addAll(solved);
        long last = all.stream().mapToLong(Long::longValue).max().orElse(0);
        if (last != newest) {
            find(Law.NEWEST_SHOWN, incident, "the ticket shows revision " + last + ", the newest is " + newest);
        }
        for (JsonNode receipt : receipts) {
            if (!SHOWN.contains(receipt.path("state").asText())) {
                continue;
            }
            String told = receipt.path("revision").asText();
            if (!seen.contains("r" + told)) {
                find(Law.SHOWN_AS_TOLD, incident, "the ticket has no mark of revision " + told);
            }
            if (!receipt.path("ticketId").asText().equals(id(ticket))) {
                find(
                        Law.RECEIPTS_AGREE,
                        incident,
                        "a receipt names ticket " + receipt.path("ticketId").asText() + ", " + id(ticket) + " lives");
            }
        }
        for (String note : evidence.notes().getOrDefault(incident, List.of())) {
            if (!seen.contains("note " + note)) {
                find(Law.NOTED, incident, "note " + note + " is missing");
            }
        }
    }

    private List<Long> lines(String incident, JsonNode lines, Set<String> seen) {
        List<Long> revisions = new ArrayList<>();
        for (JsonNode line : lines) {
            revisions.addAll(revisions(incident, line.path("content").asText(""), seen));
        }
        return revisions;
    }

    private List<Long> revisions(String incident, String html, Set<String> seen) {
        List<Long> revisions = new ArrayList<>();
        Matcher marks = MARK.matcher(html);
        while (marks.find()) {
            String mark = marks.group(2);
            if (!marks.group(1).equals(incident)) {
                find(Law.MARKED_ONCE, incident, "its ticket has a mark of " + marks.group(1));
            } else if (!seen.add(mark)) {
                find(Law.MARKED_ONCE, incident, mark + " stands twice");
            }
            if (mark.startsWith("r")) {
                revisions.add(Long.parseLong(mark.substring(1)));
            }
        }
        return revisions;
    }

    private void rising(String incident, String where, List<Long> revisions) {
        for (int i = 1; i < revisions.size(); i++) {
            if (revisions.get(i) < revisions.get(i - 1)) {
                find(Law.MARKED_ONCE, incident, where + " are out of order: " + revisions);
                return;
            }
        }
    }

    private static String incidentOf(JsonNode ticket) {
        Matcher title = TITLE.matcher(ticket.path("name").asText(""));
        return title.find() ? title.group(1) : null;
    }

    private static String id(JsonNode ticket) {
        return ticket.path("id").asText();
    }

    private static List<String> ids(List<JsonNode> tickets) {
        return tickets.stream().map(TicketLaws::id).toList();
    }

    private void find(Law law, String subject, String text) {
        findings.add(new Finding(law, subject, text));
    }
}
