package io.weir.sink.text;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people are told of an incident: one line, and a plain text of bounded length. Addresses that alerts bring along
 * are shown broken, so that no program follows them; the only link is the ticket.
 */
public final class NotificationText {
    private static final int SUBJECT = 180;
    private static final int TITLE = 300;
    private static final int MEMBERS = 10;
    private static final int LABELS = 20;

    private NotificationText() {}

    /** The incident's title as it can be shown anywhere: one line, bounded. */
    public static String title(Incident incident) {
        return safe(incident.title(), TITLE);
    }

    /** The routing labels, bounded. */
    public static Map<String, String> scope(Incident incident) {
        Map<String, String> scope = new TreeMap<>();
        new TreeMap<>(incident.scope())
                .entrySet().stream()
                        .limit(LABELS)
                        .forEach(label -> scope.put(safe(label.getKey(), 100), safe(label.getValue(), 200)));
        return scope;
    }

    /**
     * One line.
     *
     * @param phase opened, escalated, reopened or resolved
     */
    public static String subject(Incident incident, String phase) {
        String line = "[" + incident.severity().word().toUpperCase(Locale.ROOT) + "] " + what(incident, phase) + ": "
                + title(incident);
        return Html.cut(line, SUBJECT);
    }

    /**
     * The whole.
     *
     * @param phase opened, escalated, reopened or resolved
     * @param ticketUrl null while there is none
     */
    public static String text(Incident incident, String phase, String ticketUrl) {
        StringBuilder text = new StringBuilder();
        line(text, title(incident));
        line(text, "");
        line(text, what(incident, phase) + ", as of " + MemberText.time(incident.updatedAt()));
        line(text, "Severity: " + incident.severity().word());
        line(text, "Alerts: " + incident.firingCount() + " of " + incident.memberCount() + " firing");
        line(text, "Since: " + MemberText.time(incident.openedAt()));
        if (incident.resolvedAt() != null) {
            line(text, "Over: " + MemberText.time(incident.resolvedAt()));
        }
        scope(incident).forEach((label, value) -> line(text, label + ": " + value));
        facts(incident).forEach((label, value) -> line(text, label + ": " + value));
        if (incident.acknowledgedBy() != null) {
            line(text, "Acknowledged by: " + safe(incident.acknowledgedBy(), 100));
        }
        members(text, incident);
        line(text, "");
        if (Html.isWebAddress(ticketUrl)) {
            line(text, "Ticket: " + ticketUrl);
        }
        line(text, "Incident: " + incident.incidentId() + " of " + incident.tenant());
        return text.toString();
    }

    private static String what(Incident incident, String phase) {
        if (!phase.equals("resolved")) {
            return phase;
        }
        return switch (incident.resolution() == null ? "" : incident.resolution()) {
            case "merged" ->
                "merged"
                        + (incident.cause() == null
                                ? " into another incident"
                                : " under " + safe(incident.cause(), 200))
                        + ", not recovered";
            case "stale" -> "closed: its alerts are not repeated any more";
            case "gone" -> "closed: its source no longer knows its alerts";
            case "recovered" -> "resolved: recovered";
            default -> "resolved";
        };
    }

    private static Map<String, String> facts(Incident incident) {
        Map<String, String> facts = new TreeMap<>();
        if (incident.facts() != null) {
            new TreeMap<>(incident.facts())
                    .entrySet().stream()
                            .limit(LABELS)
                            .forEach(fact -> facts.put(safe(fact.getKey(), 100), safe(fact.getValue(), 200)));
        }
        return facts;
    }

    private static void members(StringBuilder text, Incident incident) {
        line(text, "");
        List<Member> shown = incident.members().stream().limit(MEMBERS).toList();
        for (Member member : shown) {
            String summary = safe(MemberText.summary(member), 200);
            line(
                    text,
                    "- " + safe(MemberText.nameAndPlace(member), 200) + " · "
                            + member.severity().word() + " · " + safe(MemberText.status(member), 250)
                            + (summary.isEmpty() ? "" : " · " + summary));
        }
        int more = Math.max(incident.memberCount(), incident.members().size()) - shown.size();
        if (more > 0) {
            line(text, "… and " + more + " more");
        }
    }

    /** On one line, without control characters, addresses broken, cut. */
    private static String safe(String value, int longest) {
        return Html.cut(Html.oneLine(value).replace("://", "[:]//"), longest);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
