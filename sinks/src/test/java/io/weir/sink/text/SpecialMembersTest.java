package io.weir.sink.text;

import static io.weir.sink.Fixtures.T0;
import static io.weir.sink.Fixtures.member;
import static io.weir.sink.Fixtures.next;
import static io.weir.sink.Fixtures.opened;
import static io.weir.sink.Fixtures.over;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tickets say of causes, flapping, rare and late alerts, facts and acknowledgements. */
class SpecialMembersTest {
    private static final Member CPU = member("HighCpu", "web-01", Severity.WARNING);
    private static final Member DOWN = member("ServerDown", "db-01", Severity.CRITICAL);

    private static Member shaped(Member m, Member.Status status, String under, Boolean rare, Boolean late) {
        return new Member(
                m.fingerprint(),
                m.startsAt(),
                m.endsAt(),
                status,
                m.severity(),
                m.labels(),
                m.annotations(),
                m.source(),
                m.generatorUrl(),
                m.joinedAt(),
                m.flapping(),
                m.persisted(),
                under,
                under == null ? null : "mute",
                rare,
                late);
    }

    private static Incident standing(
            Incident i, String state, Map<String, String> facts, Integer suppressed, String cause, String by) {
        return new Incident(
                i.tenant(),
                i.incidentId(),
                i.revision(),
                i.kind(),
                i.reason(),
                i.status(),
                i.scope(),
                i.rule(),
                i.rulesVersion(),
                i.severity(),
                i.urgency(),
                i.impact(),
                i.title(),
                i.openedAt(),
                i.updatedAt(),
                i.resolvedAt(),
                cause == null ? i.resolution() : "merged",
                i.reopened(),
                i.memberCount(),
                i.firingCount(),
                i.members(),
                i.membersOmitted(),
                i.scopeKey(),
                state,
                4,
                facts,
                suppressed,
                cause,
                null,
                by,
                by == null ? null : Long.valueOf(T0 + 5_000),
                null,
                null);
    }

    @Test
    void aRareAlertHasALineOfItsOwn() {
        Member rare = shaped(CPU, Member.Status.FIRING, null, true, null);
        assertThat(TicketText.content(opened(rare, DOWN)))
                .contains(
                        "<p><b>Seldom seen</b></p><ul><li>HighCpu on web-01 (warning, firing): HighCpu on web-01</li>");
        assertThat(FollowupText.update(opened(DOWN), next(opened(DOWN), Incident.Kind.UPDATED, rare, DOWN)))
                .contains("Seldom seen (1):")
                .doesNotContain("Joined");
        assertThat(TicketText.content(opened(CPU, DOWN))).doesNotContain("Seldom");
    }

    @Test
    void whatIsUnderACauseIsSaidToBe() {
        Member under = shaped(CPU, Member.Status.FIRING, "ServerDown on db-01", null, null);
        Incident incident = standing(opened(DOWN, under), "open", null, 1, null, null);
        assertThat(TicketText.content(incident))
                .contains("2 firing (1 under a cause), 2 in all")
                .contains("<td>firing under ServerDown on db-01</td>")
                .contains("1 alert under a cause");
        assertThat(FollowupText.update(opened(DOWN, CPU), next(opened(DOWN, CPU), Incident.Kind.UPDATED, DOWN, under)))
                .contains("Under a cause now (1):")
                .contains("HighCpu on web-01 (warning): firing under ServerDown on db-01");
    }

    @Test
    void mergedIsNotRecovered() {
        Member moved = shaped(CPU, Member.Status.MOVED, "CoreDown on core1", null, null);
        Incident before = opened(CPU);
        Incident merged =
                standing(next(before, Incident.Kind.RESOLVED, moved), "merged", null, null, "CoreDown on core1", null);
        assertThat(FollowupText.solution(before, merged))
                .contains("Merged: what still fires here is under CoreDown on core1")
                .contains("Fires on elsewhere (1):")
                .contains("moved under CoreDown on core1")
                .doesNotContain("Recovered");
    }

    @Test
    void aReleasedAlertFiresOnByItself() {
        Member released = shaped(CPU, Member.Status.MOVED, null, null, null);
        assertThat(FollowupText.update(
                        opened(DOWN, CPU), next(opened(DOWN, CPU), Incident.Kind.UPDATED, DOWN, released)))
                .contains("fires on by itself, its cause is over");
    }

    @Test
    void flappingStandsInTheHeadAndIsSaidOnce() {
        Incident calm = standing(opened(CPU), "open", null, null, null, null);
        Incident flapping = standing(next(calm, Incident.Kind.UPDATED, CPU), "flapping", null, null, null, null);
        assertThat(TicketText.content(flapping)).contains("WARNING · FLAPPING · 1 of 1 alert firing");
        assertThat(FollowupText.update(calm, flapping)).contains("<b>Flapping: starts and ends in quick turns.");
        assertThat(FollowupText.update(flapping, flapping)).doesNotContain("lapping");
        assertThat(FollowupText.update(flapping, calm)).contains("Not flapping any more.");
    }

    @Test
    void factsPriorityAndWhoHasSeenItAreShown() {
        Map<String, String> facts = Map.of("owner", "<b>web</b>", "criticality", "high");
        Incident incident = standing(opened(CPU), "open", facts, null, null, "ann");
        assertThat(TicketText.content(incident))
                .contains("<li><b>criticality:</b> high</li><li><b>owner:</b> &lt;b&gt;web&lt;/b&gt;</li>")
                .contains("high, urgency ")
                .contains("<b>Acknowledged:</b> by ann at 2026-11-20 13:00:05 UTC");
        assertThat(FollowupText.update(opened(CPU), incident)).contains("Acknowledged by ann at");
        assertThat(FollowupText.update(incident, incident)).doesNotContain("Acknowledged");
    }

    @Test
    void whatCameLateIsSaidToBe() {
        Member late = shaped(over(CPU, Member.Status.RESOLVED), Member.Status.RESOLVED, null, null, true);
        assertThat(TicketText.content(opened(DOWN, late))).contains("1 alert received long after it began");
    }

    @Test
    void oneStaleAmongOthersThatRecoveredIsToldApart() {
        Incident before = opened(CPU, DOWN);
        Incident mixed = next(
                before, Incident.Kind.RESOLVED, over(CPU, Member.Status.STALE), over(DOWN, Member.Status.RESOLVED));
        assertThat(FollowupText.solution(before, mixed))
                .contains("nobody repeats some of these alerts any more")
                .contains("the others recovered");
        Incident stale = next(before, Incident.Kind.RESOLVED, over(CPU, Member.Status.STALE));
        assertThat(FollowupText.solution(before, stale))
                .contains("nobody repeats these alerts any more")
                .doesNotContain("recovered.");
    }

    @Test
    void whatItsSourceNoLongerKnowsIsNeverCalledRecoveredOrStale() {
        Incident before = opened(CPU, DOWN);
        Incident update = next(before, Incident.Kind.UPDATED, over(CPU, Member.Status.GONE), DOWN);
        assertThat(FollowupText.update(before, update))
                .contains("No longer known to its source (1):")
                .contains("not seen to recover; the source was asked at 2026-11-20 13:")
                .doesNotContain("ecovered")
                .doesNotContain("repeats");
        Incident all =
                next(before, Incident.Kind.RESOLVED, over(CPU, Member.Status.GONE), over(DOWN, Member.Status.GONE));
        assertThat(FollowupText.solution(before, all))
                .contains("Gone at the source: it was asked and no longer knows these alerts. They were not seen to"
                        + " recover.")
                .doesNotContain("ecovered");
        Incident some =
                next(before, Incident.Kind.RESOLVED, over(CPU, Member.Status.GONE), over(DOWN, Member.Status.RESOLVED));
        assertThat(FollowupText.solution(before, some))
                .contains("no longer knows some of these alerts")
                .contains("the others recovered.");
        assertThat(TicketText.content(all)).contains("no longer known to its source");
    }

    @Test
    void whatWentStaleAndWhatIsGoneAreBothTold() {
        Incident before = opened(CPU, DOWN);
        Incident both =
                next(before, Incident.Kind.RESOLVED, over(CPU, Member.Status.STALE), over(DOWN, Member.Status.GONE));
        assertThat(FollowupText.solution(before, both))
                .contains(
                        "Went stale: nobody repeats some of these alerts any more, and the source of others was asked")
                .contains("Nobody repeats it any more (1):")
                .contains("No longer known to its source (1):")
                .doesNotContain("ecovered");
    }
}
