package io.weir.sink.text;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.sink.TicketNote;
import java.util.List;
import java.util.function.Function;

/** What is added to a ticket after it was opened. HTML, each ending in its {@link Marker}. */
public final class FollowupText {
    private static final int LISTED = 20;

    private FollowupText() {}

    /**
     * What a later revision changed.
     *
     * @param shown what the ticket shows; null when that is not known, then the text says how things stand
     * @param desired the later revision
     */
    public static String update(Incident shown, Incident desired) {
        Html html = new Html();
        body(html, shown, desired);
        return marked(html, desired);
    }

    /** The same in a ticket that a person has solved or closed while alerts fire: once, with all that fires. */
    public static String firesOn(Incident shown, Incident desired) {
        Html html = new Html();
        html.tag("<p><b>")
                .text("This ticket was solved while alerts still fire. It stays as it is; this is how things stand.")
                .tag("</b></p>");
        body(html, shown, desired);
        List<Member> firing = desired.members().stream()
                .filter(member -> member.status() == Member.Status.FIRING)
                .toList();
        int unlisted = Math.max(0, desired.firingCount() - firing.size());
        list(html, "Still fires", firing, member -> "since " + MemberText.time(member.startsAt()), unlisted);
        return marked(html, desired);
    }

    /** What is written when an incident is over and its ticket is solved. */
    public static String solution(Incident shown, Incident desired) {
        Html html = new Html();
        html.tag("<p><b>").text(EndingText.of(desired)).tag("</b></p>");
        if (shown != null) {
            changes(html, IncidentDiff.between(shown, desired), desired);
        }
        html.tag("<p>")
                .text("From " + MemberText.time(desired.openedAt()) + " to " + MemberText.time(desired.resolvedAt())
                        + ", " + MemberText.alerts(desired.memberCount()) + " in all.")
                .tag("</p>");
        return marked(html, desired);
    }

    /** What is written into a second ticket of the same incident. */
    public static String duplicate(Incident incident, String ticketId) {
        Html html = new Html();
        html.tag("<p>")
                .text("Opened twice for the same incident after an unclear answer. Everything goes on in ticket "
                        + ticketId + ".")
                .tag("</p>");
        return marked(html, incident);
    }

    /** A note. */
    public static String note(String incidentId, TicketNote note) {
        Html html = new Html();
        html.tag("<p>").text(MemberText.time(note.at().toEpochMilli())).tag("</p><p>");
        html.lines(note.text(), 20_000).tag("</p>");
        if (Html.isWebAddress(note.link())) {
            html.tag("<p>").link(note.link(), note.link()).tag("</p>");
        }
        return html.tag(Marker.line(incidentId, Marker.note(note.id()))).toString();
    }

    /** The private claim that says which ticket is the ticket of an incident. */
    public static String claim(Incident incident) {
        return new Html()
                .tag("<p>")
                .text("This ticket belongs to incident " + incident.incidentId() + ". Please leave this task here.")
                .tag("</p>")
                .toString();
    }

    private static void body(Html html, Incident shown, Incident desired) {
        if (desired.status() == Incident.Status.RESOLVED) {
            html.tag("<p><b>").text(EndingText.of(desired)).tag("</b></p>");
        }
        if (shown == null) {
            if (desired.kind() == Incident.Kind.REOPENED) {
                html.tag("<p><b>").text("Reopened: alerts fire again.").tag("</b></p>");
            }
            html.tag("<p>")
                    .text("How it stands: " + TicketText.severity(desired.severity()) + ", "
                            + TicketText.counts(desired) + ".")
                    .tag("</p>");
            list(html, "Alerts", desired.members(), MemberText::status, 0);
            return;
        }
        standing(html, shown, desired);
        changes(html, IncidentDiff.between(shown, desired), desired);
        html.tag("<p>").text("Now: " + TicketText.counts(desired) + ".").tag("</p>");
    }

    /** What changed for the incident as a whole. */
    private static void standing(Html html, Incident shown, Incident desired) {
        if (TicketText.flapping(desired) && !TicketText.flapping(shown)) {
            html.tag("<p><b>")
                    .text("Flapping: starts and ends in quick turns. It stays open until it is quiet, and nothing is"
                            + " run against it.")
                    .tag("</b></p>");
        } else if (TicketText.flapping(shown) && !TicketText.flapping(desired)) {
            html.tag("<p>").text("Not flapping any more.").tag("</p>");
        }
        if (desired.acknowledgedBy() != null && !desired.acknowledgedBy().equals(shown.acknowledgedBy())) {
            html.tag("<p>")
                    .text("Acknowledged " + TicketText.acknowledged(desired) + ".")
                    .tag("</p>");
        }
    }

    private static void changes(Html html, IncidentDiff diff, Incident desired) {
        if (diff.reopened() > 0) {
            html.tag("<p><b>")
                    .text(
                            desired.status() == Incident.Status.OPEN
                                    ? "Reopened: alerts fire again."
                                    : "In between alerts had fired again.")
                    .tag("</b></p>");
        }
        if (diff.severityFrom() != null) {
            String word = desired.severity().worseThan(diff.severityFrom()) ? "Severity raised" : "Severity lowered";
            html.tag("<p><b>")
                    .text(word + ": " + TicketText.severity(diff.severityFrom()) + " → "
                            + TicketText.severity(desired.severity()))
                    .tag("</b>")
                    .text(", now " + TicketText.priority(desired) + ".")
                    .tag("</p>");
        } else if (diff.priorityChanged()) {
            html.tag("<p>")
                    .text("Priority is now " + TicketText.priority(desired) + ".")
                    .tag("</p>");
        }
        List<Member> seldom =
                diff.joined().stream().filter(SpecialMembers::seldom).toList();
        list(html, "Seldom seen", seldom, MemberText::summary, 0);
        List<Member> usual =
                diff.joined().stream().filter(m -> !SpecialMembers.seldom(m)).toList();
        list(html, "Joined", usual, FollowupText::joined, diff.joinedUnlisted());
        list(html, "Fires again", diff.firedAgain(), m -> "since " + MemberText.time(m.startsAt()), 0);
        list(html, "Recovered", diff.recovered(), m -> "at " + MemberText.time(m.endsAt()), 0);
        list(html, "Nobody repeats it any more", diff.stale(), m -> "not seen to recover", 0);
        list(
                html,
                "No longer known to its source",
                diff.gone(),
                m -> "not seen to recover; the source was asked at " + MemberText.time(m.endsAt()),
                0);
        list(html, "Under a cause now", diff.suppressed(), m -> MemberText.status(m), 0);
        list(html, "Fires on elsewhere", diff.moved(), m -> MemberText.status(m), 0);
    }

    private static String joined(Member member) {
        String summary = MemberText.summary(member);
        String under = MemberText.under(member).strip();
        return under.isEmpty() || summary.isEmpty() ? under + summary : under + ": " + summary;
    }

    private static void list(
            Html html, String head, List<Member> members, Function<Member, String> remark, int unlisted) {
        int more = unlisted + Math.max(0, members.size() - LISTED);
        if (members.isEmpty() && more == 0) {
            return;
        }
        html.tag("<p>").text(head + " (" + (members.size() + unlisted) + "):").tag("</p><ul>");
        for (Member member : members.subList(0, Math.min(LISTED, members.size()))) {
            html.tag("<li>").text(MemberText.nameAndPlace(member), 300);
            html.text(" (" + TicketText.severity(member.severity()) + ")");
            String words = remark.apply(member);
            html.text(words.isEmpty() ? "" : ": ").text(words, 500).tag("</li>");
        }
        if (more > 0) {
            html.tag("<li>").text("… and " + more + " more").tag("</li>");
        }
        html.tag("</ul>");
    }

    private static String marked(Html html, Incident incident) {
        return html.tag(Marker.line(incident.incidentId(), Marker.revision(incident.revision())))
                .toString();
    }
}
