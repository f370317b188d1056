package io.weir.sink.glpi;

import static io.weir.sink.Fixtures.INCIDENT;
import static io.weir.sink.Fixtures.member;
import static io.weir.sink.Fixtures.next;
import static io.weir.sink.Fixtures.opened;
import static io.weir.sink.Fixtures.over;
import static io.weir.sink.Fixtures.resolved;
import static io.weir.sink.glpi.GlpiRig.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome.Action;
import io.weir.sink.TicketOutcome.Done;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a ticket when nothing goes wrong, and when people do things to it. */
class GlpiLifecycleTest {
    private static final Member CPU = member("HighCpu", "web-01", Severity.WARNING);
    private static final Member DOWN = member("ServerDown", "db-01", Severity.CRITICAL);

    private final GlpiRig rig = new GlpiRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void opensClaimsUpdatesSolvesAndReopens() {
        Incident one = opened(CPU);
        Done created = done(rig.sink.apply(TicketOrder.first(one)));
        assertThat(created.action()).isEqualTo(Action.CREATED);
        GlpiTicket ticket = rig.ticket();
        assertThat(created.ticketId()).isEqualTo(Integer.toString(ticket.id()));
        assertThat(created.url()).endsWith("/front/ticket.form.php?id=" + ticket.id());
        assertThat(ticket.name()).isEqualTo("[corr:" + INCIDENT + "] Alerts in cluster prod-1");
        assertThat(ticket.content()).contains("HighCpu").endsWith("<p>Weir · " + INCIDENT + " · r1</p>");
        assertThat(ticket).returns(1, GlpiTicket::entity).returns(1, GlpiTicket::category);
        assertThat(ticket).returns(7, GlpiTicket::requestType).returns(3, GlpiTicket::urgency);
        assertThat(ticket.actors()).containsExactly(new GlpiTicket.Actor("Group", 1, 2));
        assertThat(ticket.tasks()).singleElement().satisfies(task -> {
            assertThat(task.uuid()).isEqualTo("inc-" + INCIDENT);
            assertThat(task.isPrivate()).isTrue();
        });

        Incident two = next(one, Incident.Kind.UPDATED, DOWN, CPU);
        assertThat(follow(one, two).action()).isEqualTo(Action.UPDATED);
        assertThat(rig.ticket()).returns(4, GlpiTicket::urgency).returns(3, GlpiTicket::impact);
        assertThat(rig.ticket().followups())
                .singleElement()
                .satisfies(
                        f -> assertThat(f.content()).contains("Severity raised").contains("ServerDown"));

        Incident three = resolved(two);
        assertThat(follow(two, three).action()).isEqualTo(Action.SOLVED);
        assertThat(rig.ticket().status()).isEqualTo(Ticket.SOLVED);
        assertThat(rig.ticket().solutions())
                .singleElement()
                .satisfies(s -> assertThat(s.content()).contains("Recovered: no alert"));
        assertThat(rig.ticket().followups()).hasSize(1);

        Incident four = next(three, Incident.Kind.REOPENED, DOWN, over(CPU, Member.Status.RESOLVED));
        assertThat(follow(three, four).action()).isEqualTo(Action.REOPENED);
        assertThat(rig.ticket().status()).isEqualTo(Ticket.ASSIGNED);
        assertThat(rig.ticket().followups())
                .hasSize(2)
                .last()
                .satisfies(f -> assertThat(f.content()).contains("Reopened"));

        assertThat(follow(four, resolved(four)).action()).isEqualTo(Action.SOLVED);
        assertThat(rig.ticket().solutions()).hasSize(2);
        assertThat(rig.writes("POST", "/Ticket")).hasSize(2);
        assertThat(rig.writes("GET", "/initSession")).hasSize(1);
    }

    @Test
    void theSameRevisionAgainChangesNothing() {
        Incident one = opened(CPU);
        rig.sink.apply(TicketOrder.first(one));
        rig.sandbox.clearRequests();
        assertThat(follow(one, one).action()).isEqualTo(Action.UNCHANGED);
        assertThat(rig.sandbox.requests()).allMatch(r -> r.method().equals("GET"));
    }

    @Test
    void fieldsAreOnlySentWhenTheyChanged() {
        Incident one = opened(CPU);
        rig.sink.apply(TicketOrder.first(one));
        follow(one, next(one, Incident.Kind.UPDATED, member("HighCpu", "web-02", Severity.WARNING), CPU));
        assertThat(rig.writes("PUT", "/Ticket")).isEmpty();
        assertThat(rig.ticket().followups()).hasSize(1);
    }

    @Test
    void anIncidentThatWasOverBeforeItsTicketIsOpenedAndSolved() {
        assertThat(done(rig.sink.apply(TicketOrder.first(resolved(opened(CPU)))))
                        .action())
                .isEqualTo(Action.SOLVED);
        assertThat(rig.ticket().status()).isEqualTo(Ticket.SOLVED);
        assertThat(rig.ticket().solutions()).hasSize(1);
    }

    @Test
    void notesAreWrittenOnceEach() {
        Incident one = opened(CPU);
        TicketNote launched = new TicketNote("rem-1:launched", Instant.EPOCH, "remediation", "job <5>", null);
        TicketNote succeeded = new TicketNote("rem-1:succeeded", Instant.EPOCH, "remediation", "done", null);
        Done first = done(rig.sink.apply(new TicketOrder(one, null, null, false, List.of(launched))));
        assertThat(first.notesWritten()).containsExactly("rem-1:launched");
        Done second =
                done(rig.sink.apply(new TicketOrder(one, one, first.ticketId(), false, List.of(launched, succeeded))));
        assertThat(second.notesWritten()).containsExactly("rem-1:launched", "rem-1:succeeded");
        assertThat(rig.ticket().followups()).hasSize(2);
        assertThat(rig.ticket().followups().get(0).content()).contains("job &lt;5&gt;");
    }

    @Test
    void aTicketThatAPersonClosedIsOnlyReopenedByAReopening() {
        Incident one = opened(CPU);
        String id = done(rig.sink.apply(TicketOrder.first(one))).ticketId();
        rig.person().setStatus(id, Ticket.CLOSED);
        Incident two = next(one, Incident.Kind.UPDATED, DOWN, CPU);
        assertThat(follow(one, two).action()).isEqualTo(Action.UPDATED);
        assertThat(rig.ticket().status()).isEqualTo(Ticket.CLOSED);
        assertThat(rig.ticket().followups()).hasSize(1);
        Incident three = resolved(two);
        assertThat(follow(two, three).reason()).isNull();
        assertThat(rig.ticket().status()).isEqualTo(Ticket.CLOSED);
        assertThat(rig.ticket().followups()).hasSize(2);
        assertThat(follow(three, next(three, Incident.Kind.REOPENED, CPU)).action())
                .isEqualTo(Action.REOPENED);
        assertThat(rig.ticket().status()).isEqualTo(Ticket.ASSIGNED);
    }

    @Test
    void aTicketThatAPersonDeletedIsNotMadeAgain() {
        Incident one = opened(CPU);
        String id = done(rig.sink.apply(TicketOrder.first(one))).ticketId();
        GlpiPerson person = rig.person();
        person.trash(id);
        Done inTrash = follow(one, next(one, Incident.Kind.UPDATED, DOWN, CPU));
        assertThat(inTrash.reason()).isEqualTo("ticket deleted by a person");
        // also when the caller has lost its memory: the claim in the trash is found
        assertThat(done(rig.sink.apply(TicketOrder.first(one))).reason()).isEqualTo("ticket deleted by a person");
        assertThat(rig.ticket().followups()).isEmpty();
        person.purge(id);
        Done purged = done(rig.sink.apply(new TicketOrder(resolved(one), one, id, false, List.of())));
        assertThat(purged.reason()).isEqualTo("ticket deleted by a person");
        assertThat(rig.sandbox.tickets()).isEmpty();
    }

    @Test
    void aTicketWithoutAnAssigneeIsReopenedAsNew() {
        GlpiOptions plain = GlpiOptions.of(
                rig.options.url(),
                rig.options.appToken(),
                rig.options.userToken(),
                java.util.Map.of("acme", GlpiOptions.Tenant.entity(2)));
        try (GlpiSink sink = GlpiSink.create(plain)) {
            Incident one = opened(CPU);
            String id = done(sink.apply(TicketOrder.first(one))).ticketId();
            Incident two = resolved(one);
            sink.apply(new TicketOrder(two, one, id, false, List.of()));
            Incident three = next(two, Incident.Kind.REOPENED, CPU);
            assertThat(done(sink.apply(new TicketOrder(three, two, id, false, List.of())))
                            .action())
                    .isEqualTo(Action.REOPENED);
        }
        assertThat(rig.ticket()).returns(Ticket.NEW, GlpiTicket::status).returns(2, GlpiTicket::entity);
    }

    private Done follow(Incident shown, Incident desired) {
        String id = Integer.toString(rig.ticket().id());
        return done(rig.sink.apply(new TicketOrder(desired, shown, id, false, List.of())));
    }
}
