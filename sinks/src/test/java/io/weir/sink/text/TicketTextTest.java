package io.weir.sink.text;

import static io.weir.sink.Fixtures.INCIDENT;
import static io.weir.sink.Fixtures.member;
import static io.weir.sink.Fixtures.next;
import static io.weir.sink.Fixtures.opened;
import static io.weir.sink.Fixtures.over;
import static io.weir.sink.Fixtures.resolved;
import static io.weir.sink.Fixtures.withSeat;
import static io.weir.sink.Fixtures.withTitle;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import io.weir.sink.Fixtures;
import io.weir.sink.TicketNote;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TicketTextTest {
    private static final Member CPU = member("HighCpu", "web-01", Severity.WARNING);
    private static final Member DOWN = member("ServerDown", "db-01", Severity.CRITICAL);

    @Test
    void theTitleBeginsWithTheKeyAndIsCutVisibly() {
        Incident incident = withTitle(opened(CPU), "🔥 " + "long ".repeat(100) + "\n<b>");
        String title = TicketText.title(incident);
        assertThat(title)
                .startsWith("[corr:" + INCIDENT + "] 🔥 long")
                .endsWith("…")
                .doesNotContain("\n");
        assertThat(title.codePointCount(0, title.length())).isEqualTo(255);
    }

    @Test
    void theDescriptionSaysWhatWhereSinceWhenAndWhy() {
        String content = TicketText.content(opened(DOWN, CPU));
        assertThat(content)
                .contains("CRITICAL · 2 of 2 alerts firing")
                .contains("cluster = prod-1")
                .contains("2026-11-20 13:00:00 UTC")
                .contains("urgency 4, impact 3: the worst alert seen is critical")
                .contains("2 firing, 2 in all")
                .contains("<td>ServerDown</td><td>db-01</td><td>critical</td><td>firing</td>")
                .contains("ServerDown on db-01")
                .contains("<a href=\"https://runbooks.example.org/HighCpu\">")
                .contains("<a href=\"http://prometheus.example.org:9090/graph?g0.expr=up+%3D%3D+0\">")
                .contains("Grouped by rule by-cluster of rule book rules-7, by the labels cluster.")
                .endsWith("<p>Weir · " + INCIDENT + " · r1</p>");
        assertThat(content.toLowerCase(java.util.Locale.ROOT)).doesNotContain("root cause");
    }

    @Test
    void theLikelySeatIsSaidToBeAGuess() {
        assertThat(TicketText.content(opened(DOWN, CPU))).doesNotContain("eat:");
        assertThat(TicketText.content(withSeat(opened(DOWN, CPU), "<db> (2 of 2 alerts depend on it)")))
                .contains("<b>Likely seat:</b> &lt;db&gt; (2 of 2 alerts depend on it) — a guess from the topology");
    }

    @Test
    void sharedLabelsAreThoseOfAllMembers() {
        String content = TicketText.content(opened(DOWN, CPU));
        assertThat(content).contains("<li>cluster = prod-1</li>").doesNotContain("<li>alertname");
    }

    @Test
    void nothingFromAnAlertBecomesMarkup() {
        String evil = "\"><img src=x onerror=alert(1)>'</td>";
        Member member = member(
                Map.of("alertname", evil, "instance", evil, evil, evil),
                Map.of("summary", evil, "runbook_url", "javascript:alert(1)"),
                Severity.INFO);
        Incident incident = withTitle(opened(member), evil);
        String content = TicketText.content(incident)
                + FollowupText.update(opened(CPU), next(opened(CPU), Incident.Kind.UPDATED, member))
                + FollowupText.note(
                        INCIDENT, new TicketNote("n", Instant.EPOCH, "remediation", evil, "javascript:alert(1)"));
        assertThat(content).doesNotContain("<img").doesNotContain("javascript:").doesNotContain("'</td>");
    }

    @Test
    void anAlertCannotForgeAMarker() {
        String forged = "<p>Weir · " + INCIDENT + " · r2</p>";
        Member member = member(Map.of("alertname", forged), Map.of("summary", forged), Severity.INFO);
        assertThat(Marker.in(TicketText.content(opened(member)), INCIDENT)).containsExactly("r1");
    }

    @Test
    void markersAreFoundInWhatGlpiShowsEncodedToo() {
        String content = TicketText.content(opened(CPU));
        String encoded = content.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;");
        assertThat(Marker.in(encoded, INCIDENT)).containsExactly("r1");
        assertThat(Marker.in(encoded, "ffff")).isEmpty();
    }

    @Test
    void theTableIsCappedWithACount() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            members.add(member("Alert" + i, "host-" + i, Severity.INFO));
        }
        String content = TicketText.content(opened(members.toArray(Member[]::new)));
        assertThat(content)
                .contains("<td>Alert99</td>")
                .doesNotContain("<td>Alert100</td>")
                .contains("… and 30 more");
    }

    @Test
    void aHugeAlertDoesNotMakeAHugeTicket() {
        String huge = "<&\"'".repeat(500_000);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            members.add(member(
                    Map.of("alertname", huge + i, "instance", huge + i, "huge", huge),
                    Map.of(
                            "summary",
                            huge,
                            "description",
                            huge,
                            "runbook_url",
                            "https://example.org/" + i + "?" + "'".repeat(1_900),
                            "dashboard_url",
                            "https://example.org/d/" + i + "?" + "'".repeat(1_900),
                            "panelURL",
                            "https://example.org/p/" + i + "?" + "'".repeat(1_900)),
                    Severity.INFO));
        }
        String content = TicketText.content(opened(members.toArray(Member[]::new)));
        assertThat(content.getBytes(StandardCharsets.UTF_8).length).isLessThan(400_000);
        assertThat(content).contains("more</p>").endsWith("r1</p>");
    }

    @Test
    void fewAlertsAreShownWithTheirDescriptions() {
        Member disk = described("DiskFull", "Disk full", "/var <b>is</b> full.\nDelete old logs.");
        Member silent = described("Other", "the same words", "the same words");
        String content = TicketText.content(opened(disk, silent));
        assertThat(content)
                .contains("<td>Disk full</td>")
                .contains("<p><b>Details</b></p><p><b>DiskFull on web-01</b><br>"
                        + "/var &lt;b&gt;is&lt;/b&gt; full.<br>Delete old logs.</p>")
                .doesNotContain("<b>Other on web-01</b>")
                .containsOnlyOnce("the same words");
    }

    @Test
    void aLongDescriptionIsCutVisibly() {
        String content = TicketText.content(opened(described("DiskFull", "Disk full", "x".repeat(5_000))));
        assertThat(content).contains(">" + "x".repeat(999) + "…</p>");
        String unsummed = TicketText.content(
                opened(member(Map.of("alertname", "A"), Map.of("description", "y".repeat(700)), Severity.INFO)));
        assertThat(unsummed).contains("<td>" + "y".repeat(499) + "…</td>").contains(">" + "y".repeat(700) + "</p>");
    }

    @Test
    void manyAlertsAreShownWithoutTheirDescriptions() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            members.add(described("Alert" + i, "short", "at length"));
        }
        assertThat(TicketText.content(opened(members.toArray(Member[]::new)))).doesNotContain("at length");
        assertThat(TicketText.content(opened(members.subList(0, 5).toArray(Member[]::new))))
                .contains("<b>Alert4 on web-01</b><br>at length");
    }

    @Test
    void dashboardsAndRunbooksAreLinkedWhenTheyAreWebAddresses() {
        Member linked = member(
                Map.of("alertname", "A"),
                Map.of(
                        "runbook", "https://wiki.example.org/a",
                        "runbook_url", "https://wiki.example.org/b",
                        "dashboard_url", "https://grafana.example.org/d/1",
                        "dashboardURL", "https://grafana.example.org/d/2",
                        "panelURL", "https://grafana.example.org/d/2?viewPanel=3",
                        "dashboard", "https://grafana.example.org/d/1"),
                Severity.INFO);
        Member unlinked = member(
                Map.of("alertname", "B"), Map.of("dashboard", "Node overview", "runbook", "ask ops"), Severity.INFO);
        String content = TicketText.content(opened(linked, unlinked));
        assertThat(content)
                .contains("<li>Runbook: <a href=\"https://wiki.example.org/a\">")
                .contains("<li>Runbook: <a href=\"https://wiki.example.org/b\">")
                .containsOnlyOnce("<li>Dashboard: <a href=\"https://grafana.example.org/d/1\">")
                .contains("<li>Dashboard: <a href=\"https://grafana.example.org/d/2\">")
                .contains("<li>Dashboard: <a href=\"https://grafana.example.org/d/2?viewPanel=3\">")
                .contains("<li>Source: <a href=\"http://prometheus.example.org:9090/")
                .doesNotContain("Node overview")
                .doesNotContain("ask ops");
    }

    private static Member described(String name, String summary, String description) {
        return member(
                Map.of("alertname", name, "instance", "web-01"),
                Map.of("summary", summary, "description", description),
                Severity.WARNING);
    }

    @Test
    void saysWhatOutlivedADowntimeAndWhatFlaps() {
        Member persisted = new Member(
                "f",
                Fixtures.T0,
                null,
                Member.Status.FIRING,
                Severity.INFO,
                Map.of(),
                Map.of(),
                "x",
                null,
                0L,
                true,
                true,
                null,
                null,
                null,
                null);
        assertThat(TicketText.content(opened(persisted)))
                .contains("1 alert began in a scheduled downtime that is over or was cancelled")
                .contains("1 alert flapping");
    }

    @Test
    void aFollowUpSaysWhatChanged() {
        Incident before = opened(CPU);
        Member after = over(CPU, Member.Status.RESOLVED);
        String text = FollowupText.update(before, next(before, Incident.Kind.UPDATED, DOWN, after));
        assertThat(text)
                .contains("Severity raised: warning → critical")
                .contains("now urgency 4, impact 3")
                .contains("Joined (1):")
                .contains("ServerDown on db-01 (critical)")
                .contains("Recovered (1):")
                .contains("at 2026-11-20 13:01:00 UTC")
                .contains("Now: 1 firing, 2 in all.")
                .doesNotContain("Reopened")
                .endsWith("<p>Weir · " + INCIDENT + " · r2</p>");
    }

    @Test
    void coalescedRevisionsGiveTheirSum() {
        Incident first = opened(CPU);
        Incident second = next(first, Incident.Kind.UPDATED, DOWN, CPU);
        Incident third = next(second, Incident.Kind.UPDATED, over(DOWN, Member.Status.RESOLVED), CPU);
        IncidentDiff sum = IncidentDiff.between(first, third);
        assertThat(sum.joined()).extracting(m -> m.labels().get("alertname")).containsExactly("ServerDown");
        assertThat(sum.recovered()).extracting(m -> m.labels().get("alertname")).containsExactly("ServerDown");
        assertThat(sum.severityFrom()).isEqualTo(Severity.WARNING);
        assertThat(sum.fieldsChanged()).isTrue();
        assertThat(IncidentDiff.between(first, first).fieldsChanged()).isFalse();
    }

    @Test
    void reopeningIsSaidFirst() {
        Incident over = resolved(opened(CPU));
        String text = FollowupText.update(over, next(over, Incident.Kind.REOPENED, CPU));
        assertThat(text).contains("Reopened: alerts fire again.").contains("Fires again (1):");
    }

    @Test
    void theSolutionSaysWhetherItRecoveredOrWentStale() {
        Incident open = opened(CPU);
        assertThat(FollowupText.solution(open, resolved(open)))
                .contains("Recovered: no alert of this incident fires any more.")
                .contains("1 alert in all");
        Incident stale = next(open, Incident.Kind.RESOLVED, over(CPU, Member.Status.STALE));
        assertThat(FollowupText.solution(open, stale))
                .contains("Went stale: nobody repeats these alerts any more; they were not seen to recover.")
                .doesNotContain("Recovered");
    }

    @Test
    void aNoteKeepsItsLinesAndItsLink() {
        TicketNote note = new TicketNote(
                "rem-1:launched",
                Instant.ofEpochMilli(Fixtures.T0),
                "remediation",
                "one\ntwo <b>",
                "https://awx/#/jobs/1");
        assertThat(FollowupText.note(INCIDENT, note))
                .contains("2026-11-20 13:00:00 UTC")
                .contains("one<br>two &lt;b&gt;")
                .contains("<a href=\"https://awx/#/jobs/1\">")
                .endsWith("<p>Weir · " + INCIDENT + " · note rem-1:launched</p>");
    }
}
