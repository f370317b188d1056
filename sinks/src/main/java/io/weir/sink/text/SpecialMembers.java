package io.weir.sink.text;

import io.weir.schema.Member;
import java.util.List;
import java.util.function.Predicate;

/** What a ticket says of members that are out of the ordinary. */
final class SpecialMembers {
    private static final int SELDOM_SEEN = 20;

    private SpecialMembers() {}

    /** Whether an alert is seldom seen. */
    static boolean seldom(Member member) {
        return Boolean.TRUE.equals(member.rare());
    }

    /** A line for each alert that is seldom seen: what is new says more than what is many. */
    static void seldomSeen(Html html, List<Member> members) {
        List<Member> seldom = members.stream().filter(SpecialMembers::seldom).toList();
        if (seldom.isEmpty()) {
            return;
        }
        html.tag("<p><b>Seldom seen</b></p><ul>");
        seldom.stream()
                .limit(SELDOM_SEEN)
                .forEach(member -> html.tag("<li>")
                        .text(MemberText.nameAndPlace(member), 300)
                        .text(" (" + TicketText.severity(member.severity()) + ", " + MemberText.status(member) + "): ")
                        .text(MemberText.summary(member), 500)
                        .tag("</li>"));
        if (seldom.size() > SELDOM_SEEN) {
            html.tag("<li>")
                    .text("… and " + (seldom.size() - SELDOM_SEEN) + " more")
                    .tag("</li>");
        }
        html.tag("</ul>");
    }

    /** How many are not as the others, and in what way. */
    static void remarks(Html html, List<Member> members) {
        remark(
                html,
                members,
                Member::persisted,
                " began in a scheduled downtime that is over or was cancelled, and still fired then.");
        remark(html, members, Member::flapping, " flapping: starts and ends in quick turns.");
        remark(
                html,
                members,
                member -> member.suppressedBy() != null && member.status() == Member.Status.FIRING,
                " under a cause: listed and counted, but no reason for a ticket of its own.");
        remark(
                html,
                members,
                member -> Boolean.TRUE.equals(member.late()),
                " received long after it began; what is told of it is late.");
    }

    private static void remark(Html html, List<Member> members, Predicate<Member> which, String text) {
        long count = members.stream().filter(which).count();
        if (count > 0) {
            html.tag("<p>").text(MemberText.alerts((int) count) + text).tag("</p>");
        }
    }
}
