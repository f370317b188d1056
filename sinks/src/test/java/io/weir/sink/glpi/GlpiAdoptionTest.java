package io.weir.sink.glpi;

import static io.weir.sink.Fixtures.INCIDENT;
import static io.weir.sink.Fixtures.member;
import static io.weir.sink.Fixtures.next;
import static io.weir.sink.Fixtures.opened;
import static io.weir.sink.Fixtures.resolved;
import static io.weir.sink.Fixtures.withWish;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import io.weir.schema.TicketWish;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketOutcome.Action;
import io.weir.sink.TicketOutcome.Done;
import io.weir.sink.text.TicketText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Creates that broke off in the middle, and second tickets that come through late. */
class GlpiAdoptionTest {
    private static final Incident ONE =
            withWish(opened(member("HighCpu", "web-01", Severity.WARNING)), new TicketWish(1, 8, 1, List.of("web-01")));
    private static final String KEY = "[corr:" + INCIDENT + "] ";

    private final GlpiRig rig = new GlpiRig();
    /** GLPI's own user for us: what a create that broke off leaves behind is his. */
    private final GlpiPerson torn = new GlpiPerson(rig.options.url(), GlpiRig.APP, "sandbox-user-token");

    private final GlpiPerson person = rig.person();
    private final GlpiCaller caller = new GlpiCaller(rig.sink);

    @AfterEach
    void close() {
        rig.close();
    }

    /** As PHP leaves it when it is killed after the ticket's own row. */
    private int tornTicket() {
        return torn.open(TicketText.title(ONE));
    }

    @Test
    void whatATornCreateLeftOutIsAdded() {
        int id = tornTicket();
        torn.edit(Integer.toString(id), "\"content\":\"\"");
        Done done = caller.bring(ONE);
        assertThat(done.action()).isEqualTo(Action.ADOPTED);
        assertThat(done.ticketId()).isEqualTo(Integer.toString(id));
        GlpiTicket ticket = rig.ticket();
        assertThat(ticket.actors())
                .containsExactlyInAnyOrder(new GlpiTicket.Actor("Group", 1, 2), new GlpiTicket.Actor("User", 8, 1));
        assertThat(ticket.items()).containsExactly(new GlpiTicket.Item("Computer", 1));
        assertThat(ticket).returns(1, GlpiTicket::category).returns(Ticket.ASSIGNED, GlpiTicket::status);
        assertThat(ticket.content()).contains("HighCpu").endsWith("r1</p>");
        assertThat(done.reason()).isNull();
    }

    @Test
    void aRepairThatBrokeOffIsFinished() {
        tornTicket();
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_AFTER).on("POST", "/Group_Ticket"));
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_BEFORE).on("POST", "/Item_Ticket"));
        assertThat(caller.tryOnce(ONE)).isInstanceOf(TicketOutcome.Retry.class);
        caller.bring(ONE);
        assertThat(rig.ticket().actors()).hasSize(2);
        assertThat(rig.ticket().items()).hasSize(1);
        assertThat(rig.ticket().tasks()).hasSize(1);
    }

    @Test
    void whatWasThereIsNotAddedAgain() {
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_BEFORE).on("POST", "/TicketTask"));
        assertThat(caller.tryOnce(ONE)).isInstanceOf(TicketOutcome.Retry.class);
        assertThat(caller.bring(ONE).reason()).isNull();
        assertThat(rig.ticket().actors()).hasSize(2);
        assertThat(rig.ticket().items()).hasSize(1);
    }

    @Test
    void whatGlpiRefusesToAddIsToldAndTriedAgain() {
        int id = tornTicket();
        Fault refusal = Fault.glpi(FaultKind.STATUS).answering(413, Map.of());
        rig.sandbox.fault(refusal.on("POST", "/Group_Ticket"));
        rig.sandbox.fault(refusal.on("POST", "/Ticket_User"));
        rig.sandbox.fault(refusal.on("POST", "/Item_Ticket").times(2));
        Done done = caller.bring(ONE);
        assertThat(done.ticketId()).isEqualTo(Integer.toString(id));
        assertThat(done.reason()).isEqualTo("group not assigned; requester not set; computer not linked: web-01");
        assertThat(rig.ticket().items()).isEmpty();
        assertThat(caller.bring(withWish(
                                next(ONE, Incident.Kind.UPDATED, ONE.members().get(0)), ONE.ticket()))
                        .reason())
                .isNull();
        assertThat(rig.ticket().items()).hasSize(1);
    }

    @Test
    void aClaimedTicketIsNotCompleted() {
        caller.bring(ONE);
        person.takeAway(caller.ticket(), "Group_Ticket");
        person.takeAway(caller.ticket(), "Ticket_User");
        person.takeAway(caller.ticket(), "Item_Ticket");
        assertThat(new GlpiCaller(rig.sink).bring(ONE).action()).isEqualTo(Action.ADOPTED);
        assertThat(rig.ticket().actors()).isEmpty();
        assertThat(rig.ticket().items()).isEmpty();
    }

    @Test
    void aLateDuplicateIsMergedByTheNextVisit() {
        caller.bring(ONE);
        int late = person.open(KEY + "came through late");
        int later = person.open(KEY + "and another");
        Done visit = caller.visit();
        assertThat(visit.merged()).isEqualTo(2);
        assertThat(visit.action()).isEqualTo(Action.UNCHANGED);
        for (int id : List.of(late, later)) {
            GlpiTicket duplicate = rig.sandbox.ticket(id).orElseThrow();
            assertThat(duplicate.status()).isEqualTo(Ticket.SOLVED);
            assertThat(duplicate.solutions()).hasSize(1);
            assertThat(duplicate.links())
                    .singleElement()
                    .satisfies(link -> assertThat(List.of(link.first(), link.second(), link.kind()))
                            .containsExactly(id, Integer.parseInt(caller.ticket()), 2));
        }
        rig.sandbox.clearRequests();
        assertThat(caller.visit().merged()).isZero();
        assertThat(rig.sandbox.requests()).allMatch(r -> r.method().equals("GET"));
    }

    @Test
    void linksOfOtherTicketsSayNothingOfOurs() {
        caller.bring(ONE);
        int late = person.open(KEY + "came through late");
        int other = person.open("another matter");
        person.add("Ticket_Ticket", "\"tickets_id_1\":" + late + ",\"tickets_id_2\":" + other);
        rig.sandbox.clearRequests();
        assertThat(caller.visit().merged()).isEqualTo(1);
        assertThat(rig.writes("GET", "/Ticket_Ticket"))
                .as("one for each direction")
                .hasSize(2);
        assertThat(rig.sandbox.ticket(late).orElseThrow().status()).isEqualTo(Ticket.SOLVED);
        assertThat(rig.sandbox.ticket(late).orElseThrow().links()).hasSize(2);
        assertThat(rig.sandbox.ticket(other).orElseThrow().status()).isEqualTo(Ticket.NEW);
    }

    @Test
    void aLinkThatAPersonMadeTheOtherWayRoundCounts() {
        caller.bring(ONE);
        int late = person.open(KEY + "came through late");
        person.add("Ticket_Ticket", "\"tickets_id_1\":" + caller.ticket() + ",\"tickets_id_2\":" + late);
        assertThat(caller.visit().merged()).isZero();
        assertThat(rig.sandbox.ticket(late).orElseThrow().status()).isEqualTo(Ticket.NEW);
    }

    @Test
    void nothingIsMergedIntoATicketInTheTrash() {
        caller.bring(ONE);
        int kept = person.open(KEY + "kept by a person");
        person.trash(caller.ticket());
        assertThat(caller.visit().merged()).isZero();
        assertThat(caller.bring(resolved(ONE)).merged()).isZero();
        Done lost = new GlpiCaller(rig.sink).bring(ONE);
        assertThat(lost).returns(0, Done::merged).returns(caller.ticket(), Done::ticketId);
        assertThat(lost.reason()).isEqualTo("ticket deleted by a person");
        assertThat(rig.sandbox.ticket(kept).orElseThrow())
                .returns(Ticket.NEW, GlpiTicket::status)
                .returns(List.of(), GlpiTicket::links);
    }

    @Test
    void anUnclaimedTicketInTheTrashIsLeftAloneUntilItIsTakenOut() {
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_BEFORE).on("POST", "/TicketTask"));
        assertThat(caller.tryOnce(ONE)).isInstanceOf(TicketOutcome.Retry.class);
        person.trash(caller.ticket());
        Done done = caller.bring(ONE);
        assertThat(done.sight().status()).isEqualTo("deleted");
        assertThat(done.action()).isEqualTo(Action.UNCHANGED);
        assertThat(rig.ticket().tasks()).isEmpty();
        person.restore(caller.ticket());
        assertThat(caller.bring(ONE).action()).isEqualTo(Action.ADOPTED);
        assertThat(rig.ticket().tasks()).hasSize(1);
    }

    @Test
    void ofTwoUnclaimedTicketsTheOneThatAPersonKeptIsUsed() {
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_BEFORE).on("POST", "/TicketTask"));
        caller.tryOnce(ONE);
        String trashed = caller.ticket();
        int kept = person.open(KEY + "kept by a person");
        person.trash(trashed);
        assertThat(caller.bring(ONE).ticketId()).isEqualTo(Integer.toString(kept));
        assertThat(rig.sandbox.ticket(kept).orElseThrow().tasks()).hasSize(1);
        assertThat(rig.sandbox.ticket(Integer.parseInt(trashed)).orElseThrow().tasks())
                .isEmpty();
    }

    @Test
    void aDuplicateInAnotherEntityIsMergedToo() {
        caller.bring(ONE);
        int late = person.open(KEY + "elsewhere");
        person.move(Integer.toString(late), 2);
        assertThat(caller.visit().merged()).isEqualTo(1);
        assertThat(rig.sandbox.ticket(late).orElseThrow().status()).isEqualTo(Ticket.SOLVED);
    }

    @Test
    void aDuplicateThatAPersonOpenedAgainStaysOpen() {
        caller.bring(ONE);
        int late = person.open(KEY + "came through late");
        caller.visit();
        person.setStatus(Integer.toString(late), Ticket.ASSIGNED);
        assertThat(caller.visit().merged()).isZero();
        assertThat(caller.bring(next(ONE, Incident.Kind.UPDATED, ONE.members().get(0)))
                        .merged())
                .isZero();
        assertThat(rig.sandbox.ticket(late).orElseThrow().status()).isEqualTo(Ticket.ASSIGNED);
    }

    @Test
    void aMergeThatBrokeOffIsFinished() {
        caller.bring(ONE);
        int late = person.open(KEY + "came through late");
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_BEFORE).on("POST", "/Ticket_Ticket"));
        assertThat(caller.visit().merged()).isEqualTo(1);
        GlpiTicket duplicate = rig.sandbox.ticket(late).orElseThrow();
        assertThat(duplicate.solutions()).hasSize(1);
        assertThat(duplicate.links()).hasSize(1);
    }

    @Test
    void aDuplicateIsMergedWhenTheIncidentEnds() {
        caller.bring(ONE);
        int late = person.open(KEY + "came through late");
        Done over = caller.bring(resolved(ONE));
        assertThat(over.action()).isEqualTo(Action.SOLVED);
        assertThat(over.merged()).isEqualTo(1);
        assertThat(rig.sandbox.ticket(late).orElseThrow().links()).hasSize(1);
    }

    @Test
    void aDuplicateInTheTrashIsLeftThere() {
        caller.bring(ONE);
        int late = person.open(KEY + "thrown away");
        person.trash(Integer.toString(late));
        assertThat(caller.visit().merged()).isZero();
        assertThat(rig.sandbox.ticket(late).orElseThrow().status()).isEqualTo(Ticket.NEW);
    }
}
