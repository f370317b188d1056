package io.weir.sink.text;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Title and description of a ticket. The description is the state in which it was opened; later changes are follow-ups.
 * It names no cause: which alert came first says little about what broke.
 */
public final class TicketText {
    /** GLPI cuts titles here. */
    static final int TITLE_LENGTH = 255;
    /** Far below the 1 MB that a stock web server takes. */
    static final int LONGEST = 400_000;

    private static final long LONG_BEFORE_MS = 60_000;
    private static final List<String> PRIORITIES = List.of("very low", "low", "medium", "high", "very high", "major");
    private static final int MEMBERS = 100;
    private static final int LABELS = 50;
    /** Kept free for what follows the table of members. */
    private static final int REST = 200_000;
    /** Kept free for the longest link and what follows the links. */
    private static final int AFTER_LINKS = 40_000;
    /** With more members, what each says at length would bury the rest. */
    private static final int DETAILED = 5;

    private static final int SUMMARY_LENGTH = 500;
    private static final int DETAIL_LENGTH = 1_000;

    private TicketText() {}

    /** The start of every title of an incident's ticket. */
    public static String titleKey(String incidentId) {
        return "[corr:" + incidentId + "]";
    }

    /** The title: the key, then what it is about, at most 255 characters. */
    public static String title(Incident incident) {
        return Html.cut(titleKey(incident.incidentId()) + " " + Html.oneLine(incident.title()), TITLE_LENGTH);
    }

    /** The description, as HTML. */
    public static String content(Incident incident) {
        Html html = new Html();
        html.tag("<h3>").text(headline(incident)).tag("</h3>");
        html.tag("<p>").text(incident.title()).tag("</p>");
        facts(html, incident);
        SpecialMembers.seldomSeen(html, incident.members());
        members(html, incident);
        details(html, incident.members());
        commonLabels(html, incident.members());
        Links.append(html, incident.members(), LONGEST - AFTER_LINKS);
        SpecialMembers.remarks(html, incident.members());
        grouping(html, incident);
        html.tag(Marker.line(incident.incidentId(), Marker.revision(incident.revision())));
        return html.toString();
    }

    private static String headline(Incident incident) {
        String severity = severity(incident.severity()).toUpperCase(Locale.ROOT);
        String count = incident.status() == Incident.Status.RESOLVED
                ? MemberText.alerts(incident.memberCount()) + ", all over"
                : incident.firingCount() + " of " + MemberText.alerts(incident.memberCount()) + " firing";
        return severity + (flapping(incident) ? " · FLAPPING" : "") + " · " + count;
    }

    static boolean flapping(Incident incident) {
        return Incident.State.FLAPPING.equals(incident.state());
    }

    /** When Weir took it up, and when the sources say that it began where that was long before. */
    private static String since(Incident incident) {
        boolean persisted =
                !incident.members().isEmpty() && incident.members().stream().allMatch(Member::persisted);
        String taken = MemberText.time(incident.openedAt())
                + (persisted ? " (taken up after the downtime)" : " (first alert received)");
        return incident.members().stream()
                .map(Member::startsAt)
                .min(Long::compare)
                .filter(began -> incident.openedAt() - began >= LONG_BEFORE_MS)
                .map(began -> taken + ", firing since " + MemberText.time(began) + " as its source says")
                .orElse(taken);
    }

    private static void facts(Html html, Incident incident) {
        html.tag("<ul>");
        html.tag("<li><b>Where:</b> ").text(scope(incident.scope()), 4_000).tag("</li>");
        html.tag("<li><b>Since:</b> ").text(since(incident)).tag("</li>");
        html.tag("<li><b>Priority:</b> ")
                .text(priority(incident) + ": the worst alert seen is " + severity(incident.severity()))
                .tag("</li>");
        html.tag("<li><b>Alerts:</b> ").text(counts(incident)).tag("</li>");
        if (incident.acknowledgedBy() != null) {
            html.tag("<li><b>Acknowledged:</b> ").text(acknowledged(incident)).tag("</li>");
        }
        if (incident.facts() != null) {
            new TreeMap<>(incident.facts())
                    .entrySet().stream()
                            .limit(LABELS)
                            .forEach(fact -> html.tag("<li><b>")
                                    .text(fact.getKey(), 200)
                                    .tag(":</b> ")
                                    .text(fact.getValue(), 300)
                                    .tag("</li>"));
        }
        if (incident.likelySeat() != null) {
            html.tag("<li><b>Likely seat:</b> ")
                    .text(incident.likelySeat(), 400)
                    .text(" — a guess from the topology")
                    .tag("</li>");
        }
        html.tag("</ul>");
    }

    /** For example "very high, urgency 5, impact 4"; the word is GLPI's for what it makes of the two. */
    static String priority(Incident incident) {
        Integer priority = incident.priority();
        String word = priority == null || priority < 1 || priority > PRIORITIES.size()
                ? ""
                : PRIORITIES.get(priority - 1) + ", ";
        return word + "urgency " + incident.urgency() + ", impact " + incident.impact();
    }

    /** For example "3 firing (1 under a cause), 5 in all". */
    static String counts(Incident incident) {
        String under = incident.suppressedCount() == null ? "" : " (" + incident.suppressedCount() + " under a cause)";
        return incident.firingCount() + " firing" + under + ", " + incident.memberCount() + " in all";
    }

    /** Who has seen it, and when. */
    static String acknowledged(Incident incident) {
        return "by " + Html.cut(Html.oneLine(incident.acknowledgedBy()), 200) + " at "
                + MemberText.time(incident.acknowledgedAt());
    }

    static String severity(Severity severity) {
        return severity.word();
    }

    private static String scope(Map<String, String> scope) {
        if (scope.isEmpty()) {
            return "no common place";
        }
        StringBuilder text = new StringBuilder();
        new TreeMap<>(scope)
                .forEach((label, value) -> text.append(text.isEmpty() ? "" : ", ")
                        .append(label)
                        .append(" = ")
                        .append(value.isEmpty() ? "(none)" : Html.cut(value, 300)));
        return text.toString();
    }

    private static void members(Html html, Incident incident) {
        html.tag("<table><thead><tr><th>Alert</th><th>Where</th><th>Severity</th><th>Status</th><th>Since</th>"
                + "<th>Summary</th></tr></thead><tbody>");
        int shown = 0;
        for (Member member : incident.members()) {
            if (shown == MEMBERS || html.length() > LONGEST - REST) {
                break;
            }
            html.tag("<tr><td>").text(MemberText.name(member), 200);
            html.tag("</td><td>").text(MemberText.place(member), 200);
            html.tag("</td><td>").text(severity(member.severity()));
            html.tag("</td><td>").text(MemberText.status(member));
            html.tag("</td><td>").text(MemberText.time(member.startsAt()));
            html.tag("</td><td>")
                    .text(MemberText.summary(member), SUMMARY_LENGTH)
                    .tag("</td></tr>");
            shown++;
        }
        html.tag("</tbody></table>");
        int more = Math.max(incident.memberCount(), incident.members().size()) - shown;
        if (more > 0) {
            html.tag("<p>").text("… and " + more + " more").tag("</p>");
        }
    }

    /** What the alerts say at length, where the table does not show it already. */
    private static void details(Html html, List<Member> members) {
        if (members.size() > DETAILED) {
            return;
        }
        boolean begun = false;
        for (Member member : members) {
            String description = MemberText.description(member);
            if (description.isEmpty() || description.equals(Html.cut(MemberText.summary(member), SUMMARY_LENGTH))) {
                continue;
            }
            html.tag(begun ? "" : "<p><b>Details</b></p>");
            begun = true;
            html.tag("<p><b>").text(MemberText.nameAndPlace(member), 300).tag("</b><br>");
            html.lines(description, DETAIL_LENGTH).tag("</p>");
        }
    }

    private static void commonLabels(Html html, List<Member> members) {
        Map<String, String> common = new TreeMap<>();
        for (int i = 0; i < members.size(); i++) {
            Map<String, String> labels = members.get(i).labels();
            if (i == 0) {
                common.putAll(labels);
            } else {
                common.entrySet().removeIf(label -> !label.getValue().equals(labels.get(label.getKey())));
            }
        }
        if (common.isEmpty()) {
            return;
        }
        html.tag("<p><b>Labels that all alerts share</b></p><ul>");
        common.entrySet().stream()
                .limit(LABELS)
                .forEach(label -> html.tag("<li>")
                        .text(label.getKey(), 200)
                        .text(" = ")
                        .text(label.getValue(), 300)
                        .tag("</li>"));
        if (common.size() > LABELS) {
            html.tag("<li>").text("… and " + (common.size() - LABELS) + " more").tag("</li>");
        }
        html.tag("</ul>");
    }

    private static void grouping(Html html, Incident incident) {
        html.tag("<p>")
                .text("Grouped by rule ")
                .text(incident.rule(), 200)
                .text(" of rule book ")
                .text(incident.rulesVersion(), 200)
                .text(incident.scope().isEmpty() ? "" : ", by the labels ")
                .text(String.join(", ", new TreeMap<>(incident.scope()).keySet()), 1_000)
                .text(". This text shows the beginning; what changed later is below.")
                .tag("</p>");
    }
}
