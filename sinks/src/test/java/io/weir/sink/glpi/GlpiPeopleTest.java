package io.weir.sink.glpi;

import static io.weir.sink.Fixtures.INCIDENT;
import static io.weir.sink.Fixtures.member;
import static io.weir.sink.Fixtures.next;
import static io.weir.sink.Fixtures.opened;
import static io.weir.sink.Fixtures.resolved;
import static io.weir.sink.Fixtures.withTitle;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketOutcome.Action;
import io.weir.sink.TicketOutcome.Done;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What people do to a ticket, and what Weir does next; each twice, so that what Weir wrote itself is seen not to be taken
 * for a person's act.
 */
class GlpiPeopleTest {
    private static final Member CPU = member("HighCpu", "web-01", Severity.WARNING);
    private static final Member DISK = member("DiskFull", "web-02", Severity.WARNING);
    private static final Member DOWN = member("ServerDown", "db-01", Severity.CRITICAL);
    private static final Incident ONE = opened(CPU);
    private static final Incident TWO = next(ONE, Incident.Kind.UPDATED, DISK, CPU);
    private static final Incident THREE = next(TWO, Incident.Kind.UPDATED, DOWN, DISK, CPU);

    private final GlpiRig rig = new GlpiRig();
    private final GlpiPerson person = rig.person();
    private final GlpiCaller caller = new GlpiCaller(rig.sink);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void nothingThatWeDoOurselvesIsAPersonsAct() {
        Incident one = ONE;
        for (int turn = 0; turn < 2; turn++) {
            assertThat(caller.bring(one).reason()).isNull();
            assertThat(caller.last.sight().status()).isEqualTo("assigned");
            Incident two = next(one, Incident.Kind.UPDATED, DOWN, CPU);
            assertThat(caller.bring(two).reason()).isNull();
            assertThat(caller.visit().reason()).isNull();
            Incident three = resolved(two);
            assertThat(caller.bring(three).reason()).isNull();
            assertThat(caller.last.sight().status()).isEqualTo("solved");
            assertThat(caller.visit().action()).isEqualTo(Action.UNCHANGED);
            one = next(three, Incident.Kind.REOPENED, CPU);
        }
        assertThat(rig.ticket().solutions()).hasSize(2);
    }

    @Test
    void aVisitWritesNothingAndSeesTheSame() {
        Done before = caller.bring(ONE);
        rig.sandbox.clearRequests();
        Done visit = caller.visit();
        assertThat(visit.action()).isEqualTo(Action.UNCHANGED);
        assertThat(visit.sight()).isEqualTo(before.sight());
        assertThat(rig.sandbox.requests()).allMatch(r -> r.method().equals("GET"));
    }

    @Test
    void solvedWhileAlertsFireStaysSolvedAndIsToldOnceWhatFires() {
        caller.bring(ONE);
        person.setStatus(caller.ticket(), Ticket.SOLVED);
        Done visit = caller.visit();
        assertThat(visit.reason()).isEqualTo("solved by a person");
        assertThat(visit.sight().status()).isEqualTo("solved");
        assertThat(rig.ticket().followups()).isEmpty();

        assertThat(caller.bring(TWO).reason()).isEqualTo("solved by a person");
        assertThat(caller.bring(THREE).reason()).isEqualTo("solved by a person");
        assertThat(rig.ticket().status()).isEqualTo(Ticket.SOLVED);
        assertThat(rig.ticket().followups()).hasSize(2);
        assertThat(rig.ticket().followups().get(0).content()).contains("Still fires (2)", "HighCpu", "DiskFull");
        assertThat(rig.ticket().followups().get(1).content()).doesNotContain("Still fires");

        Incident over = resolved(THREE);
        assertThat(caller.bring(over).reason()).isNull();
        assertThat(rig.ticket().solutions()).isEmpty();
        assertThat(rig.ticket().followups()).hasSize(3);
        // what fires again after its end is news that this person could not know
        assertThat(caller.bring(next(over, Incident.Kind.REOPENED, CPU)).action())
                .isEqualTo(Action.REOPENED);
    }

    @Test
    void solvedTwiceIsToldTwice() {
        caller.bring(ONE);
        person.setStatus(caller.ticket(), Ticket.SOLVED);
        caller.bring(TWO);
        person.setStatus(caller.ticket(), Ticket.ASSIGNED);
        assertThat(caller.visit().reason()).isNull();
        person.setStatus(caller.ticket(), Ticket.SOLVED);
        assertThat(caller.bring(THREE).reason()).isEqualTo("solved by a person");
        assertThat(rig.ticket().followups())
                .extracting(GlpiTicket.Followup::content)
                .allMatch(text -> text.contains("Still fires"))
                .hasSize(2);
    }

    @Test
    void closedGetsFollowUpsOnly() {
        caller.bring(ONE);
        person.setStatus(caller.ticket(), Ticket.CLOSED);
        assertThat(caller.visit().reason()).isEqualTo("closed by a person");
        assertThat(caller.bring(TWO).reason()).isEqualTo("closed by a person");
        assertThat(caller.bring(THREE).reason()).isEqualTo("closed by a person");
        assertThat(rig.ticket()).returns(Ticket.CLOSED, GlpiTicket::status).returns(3, GlpiTicket::urgency);
        assertThat(rig.ticket().followups()).hasSize(2);
    }

    @Test
    void reopenedAfterOurSolveStaysOpenUntilTheNextEnd() {
        caller.bring(ONE);
        Incident over = resolved(ONE);
        caller.bring(over);
        person.setStatus(caller.ticket(), Ticket.ASSIGNED);
        assertThat(caller.visit().reason()).isEqualTo("reopened by a person");
        assertThat(caller.visit().reason()).isEqualTo("reopened by a person");
        assertThat(rig.ticket().status()).isEqualTo(Ticket.ASSIGNED);
        assertThat(rig.ticket().solutions()).hasSize(1);

        Incident again = next(over, Incident.Kind.REOPENED, CPU);
        assertThat(caller.bring(again).reason()).isNull();
        assertThat(caller.bring(resolved(again)).action()).isEqualTo(Action.SOLVED);
        assertThat(rig.ticket().solutions()).hasSize(2);
    }

    @Test
    void assigneesAreNeverTouchedAfterwards() {
        caller.bring(ONE);
        person.takeAway(caller.ticket(), "Group_Ticket");
        caller.bring(TWO);
        caller.visit();
        caller.bring(THREE);
        assertThat(rig.ticket().actors()).isEmpty();
        // also for a caller that has lost its memory
        new GlpiCaller(rig.sink).bring(THREE);
        assertThat(rig.ticket().actors()).isEmpty();
        caller.bring(resolved(THREE));
        caller.bring(next(resolved(THREE), Incident.Kind.REOPENED, CPU));
        assertThat(rig.ticket().actors()).isEmpty();
        assertThat(rig.ticket().status()).as("nobody is assigned").isEqualTo(Ticket.NEW);
    }

    @Test
    void movedIsNotMovedBackAndGoesOnThere() {
        caller.bring(ONE);
        person.move(caller.ticket(), 2);
        assertThat(caller.visit().reason()).isEqualTo("moved by a person");
        assertThat(caller.bring(THREE).reason()).isEqualTo("moved by a person");
        int late = person.open("[corr:" + INCIDENT + "] came through late");
        assertThat(caller.visit().merged()).isEqualTo(1);
        assertThat(rig.sandbox.ticket(late).orElseThrow().status()).isEqualTo(Ticket.SOLVED);
        assertThat(caller.bring(resolved(THREE)).action()).isEqualTo(Action.SOLVED);
        GlpiTicket ticket =
                rig.sandbox.ticket(Integer.parseInt(caller.ticket())).orElseThrow();
        assertThat(ticket).returns(2, GlpiTicket::entity).returns(4, GlpiTicket::urgency);
    }

    @Test
    void trashedIsNotMadeAgainAndGetsEverythingWhenItIsTakenOut() {
        caller.bring(ONE);
        String trashed = caller.ticket();
        person.trash(trashed);
        nothingWritten(caller.visit());
        caller.note(new TicketNote("n1", Instant.EPOCH, "remediation", "text", null));
        nothingWritten(caller.bring(TWO));
        assertThat(rig.ticket().followups()).isEmpty();
        person.restore(trashed);
        assertThat(caller.visit().reason()).isNull();
        assertThat(caller.last.action()).isEqualTo(Action.UPDATED);
        assertThat(caller.last.notesWritten()).containsExactly("n1");
        assertThat(caller.last.sight().status()).isEqualTo("assigned");
        assertThat(rig.ticket().followups()).as("the revision and the note").hasSize(2);

        person.trash(trashed);
        nothingWritten(caller.bring(resolved(TWO)));
        person.restore(trashed);
        assertThat(caller.visit().action()).isEqualTo(Action.SOLVED);
        assertThat(rig.ticket().solutions()).hasSize(1);
        assertThat(rig.ticket().followups()).hasSize(2);
    }

    @Test
    void trashedIsFoundAlsoByACallerThatLostItsMemory() {
        caller.bring(ONE);
        person.trash(caller.ticket());
        GlpiCaller lost = new GlpiCaller(rig.sink);
        nothingWritten(lost.bring(TWO));
        person.restore(caller.ticket());
        assertThat(lost.bring(TWO).action()).isEqualTo(Action.ADOPTED);
        assertThat(rig.ticket().followups()).hasSize(1);
    }

    private static void nothingWritten(Done done) {
        assertThat(done)
                .returns("ticket deleted by a person", Done::reason)
                .returns(Action.UNCHANGED, Done::action)
                .returns(List.of(), Done::notesWritten);
        assertThat(done.sight().status()).isEqualTo("deleted");
    }

    @Test
    void purgedIsNotMadeAgain() {
        caller.bring(ONE);
        person.purge(caller.ticket());
        nothingWritten(caller.visit());
        caller.note(new TicketNote("n1", Instant.EPOCH, "remediation", "text", null));
        nothingWritten(caller.bring(TWO));
        nothingWritten(caller.bring(resolved(TWO)));
        assertThat(rig.sandbox.tickets()).isEmpty();
    }

    @Test
    void anEditedTitleIsLeftAloneForGood() {
        caller.bring(ONE);
        person.title(caller.ticket(), "mine now");
        assertThat(caller.bring(withTitle(TWO, "another title")).reason()).isEqualTo("title edited by a person");
        assertThat(rig.ticket().name()).isEqualTo("mine now");
        person.title(caller.ticket(), "mine still");
        assertThat(caller.bring(withTitle(THREE, "a third title")).reason()).isEqualTo("title edited by a person");
        assertThat(rig.ticket()).returns("mine still", GlpiTicket::name).returns(4, GlpiTicket::urgency);
        // without the key in the title the claim still finds it
        assertThat(new GlpiCaller(rig.sink).bring(THREE).ticketId()).isEqualTo(caller.ticket());
        assertThat(rig.sandbox.tickets()).hasSize(1);
    }

    @Test
    void anEditedPriorityIsLeftAloneForGood() {
        caller.bring(ONE);
        person.edit(caller.ticket(), "\"urgency\":1");
        assertThat(caller.visit().reason()).isEqualTo("priority edited by a person");
        assertThat(caller.bring(THREE).reason()).isEqualTo("priority edited by a person");
        Incident calmer = next(THREE, Incident.Kind.UPDATED, CPU);
        caller.bring(withTitle(calmer, "calmer"));
        assertThat(rig.ticket()).returns(1, GlpiTicket::urgency).returns(2, GlpiTicket::impact);
        assertThat(rig.ticket().name()).endsWith("calmer");
    }

    @Test
    void aPriorityThatAPersonSetByItselfIsLeftAlone() {
        caller.bring(ONE);
        person.edit(caller.ticket(), "\"priority\":6");
        assertThat(caller.bring(THREE).reason()).isEqualTo("priority edited by a person");
        assertThat(rig.ticket()).returns(6, GlpiTicket::priority).returns(3, GlpiTicket::urgency);
    }

    @Test
    void anEditedDescriptionIsLeftAlone() {
        caller.bring(ONE);
        person.edit(caller.ticket(), "\"content\":\"what I found\"");
        assertThat(caller.bring(THREE).reason()).isEqualTo("content edited by a person");
        assertThat(caller.bring(resolved(THREE)).reason()).isEqualTo("content edited by a person");
        assertThat(rig.ticket().content()).isEqualTo("what I found");
    }

    @Test
    void whatABusinessRuleRewritesIsNoPersonsAct() {
        try (GlpiRig ruled =
                new GlpiRig(io.weir.sandbox.glpi.GlpiOptions.defaults().withRuleUrgency(2))) {
            GlpiCaller other = new GlpiCaller(ruled.sink);
            assertThat(other.bring(ONE).reason()).isNull();
            assertThat(other.visit().reason()).isNull();
            assertThat(other.bring(THREE).reason()).isNull();
            assertThat(other.visit().reason()).isNull();
            assertThat(ruled.ticket()).returns(2, GlpiTicket::urgency).returns(3, GlpiTicket::impact);
        }
    }

    @Test
    void ourOwnWriteOfUnclearOutcomeIsNoPersonsAct() {
        caller.bring(ONE);
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_AFTER).on("PUT", "/Ticket"));
        assertThat(caller.tryOnce(withTitle(THREE, "never read back"))).isInstanceOf(TicketOutcome.Retry.class);
        // meanwhile the incident went on, so neither revision that the caller knows has this title
        Incident four = withTitle(next(THREE, Incident.Kind.UPDATED, CPU), "the newest");
        assertThat(caller.bring(four).reason()).isNull();
        assertThat(rig.ticket().name()).endsWith("the newest");
    }

    @Test
    void ourOwnWriteOfALostLifeIsNoPersonsAct() {
        caller.bring(ONE);
        GlpiCaller older = caller.copy();
        caller.bring(withTitle(THREE, "of a life that died"));
        Incident four = withTitle(next(THREE, Incident.Kind.UPDATED, CPU), "the newest");
        assertThat(older.bring(four).reason()).isNull();
        assertThat(rig.ticket().name()).endsWith("the newest");
    }

    @Test
    void aPersonsEditIsSeenAlsoAfterARestart() {
        caller.bring(ONE);
        person.title(caller.ticket(), "mine now");
        caller.restarted();
        assertThat(caller.bring(withTitle(TWO, "another title")).reason()).isEqualTo("title edited by a person");
        assertThat(rig.ticket().name()).isEqualTo("mine now");
    }

    @Test
    void aPersonsEditSurvivesAnUnclearFollowUpOfOurs() {
        caller.bring(ONE);
        person.title(caller.ticket(), "mine now");
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_AFTER).on("POST", "/ITILFollowup"));
        assertThat(caller.bring(withTitle(TWO, "another title")).reason()).isEqualTo("title edited by a person");
        assertThat(rig.ticket().name()).isEqualTo("mine now");
        assertThat(rig.ticket().followups()).hasSize(1);
    }

    @Test
    void everyStatusHasItsWord() {
        caller.bring(ONE);
        List<String> words = List.of("new", "assigned", "planned", "pending", "solved", "closed");
        for (int status = 1; status <= 6; status++) {
            person.setStatus(caller.ticket(), status);
            assertThat(caller.visit().sight().status()).isEqualTo(words.get(status - 1));
        }
        person.setStatus(caller.ticket(), 42);
        assertThat(caller.visit().sight().status()).isNull();
    }
}
