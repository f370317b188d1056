package io.weir.sink.glpi;

import static io.weir.sink.Fixtures.INCIDENT;
import static io.weir.sink.Fixtures.member;
import static io.weir.sink.Fixtures.next;
import static io.weir.sink.Fixtures.opened;
import static io.weir.sink.Fixtures.resolved;
import static io.weir.sink.glpi.GlpiRig.SETTLE;
import static io.weir.sink.glpi.GlpiRig.done;
import static io.weir.sink.glpi.GlpiRig.retry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.sandbox.glpi.GlpiTicket;
import io.weir.sandbox.http.Fault;
import io.weir.sandbox.http.FaultKind;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketOutcome.Action;
import io.weir.sink.TicketOutcome.Done;
import io.weir.sink.TicketOutcome.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One ticket, one follow-up, one solution, whatever breaks on the way. */
class GlpiFaultTest {
    private static final Member CPU = member("HighCpu", "web-01", Severity.WARNING);
    private static final Incident ONE = opened(CPU);
    private static final Incident TWO =
            next(ONE, Incident.Kind.UPDATED, member("HighCpu", "web-02", Severity.WARNING), CPU);

    private final GlpiRig rig = new GlpiRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void anOrphanOfACrashBetweenCreateAndClaimIsAdopted() {
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_BEFORE).on("POST", "/TicketTask"));
        Retry broken = retry(rig.sink.apply(TicketOrder.first(ONE)));
        assertThat(broken.uncertain()).isTrue();
        assertThat(broken.ticketId()).isNotNull();
        assertThat(rig.ticket().tasks()).isEmpty();
        // the caller crashed too and remembers nothing
        Done adopted = done(rig.sink.apply(TicketOrder.first(ONE)));
        assertThat(adopted.action()).isEqualTo(Action.ADOPTED);
        assertThat(rig.ticket().tasks()).hasSize(1);
        assertThat(rig.ticket().followups()).isEmpty();
    }

    @Test
    void anOrphanThatShowsAnEarlierRevisionIsBroughtUpToDate() {
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_BEFORE).on("POST", "/TicketTask"));
        rig.sink.apply(TicketOrder.first(ONE));
        assertThat(done(rig.sink.apply(TicketOrder.first(TWO))).action()).isEqualTo(Action.ADOPTED);
        assertThat(rig.ticket().followups())
                .singleElement()
                .satisfies(
                        f -> assertThat(f.content()).contains("How it stands").endsWith("r2</p>"));
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"DROP_AFTER", "DROP_BEFORE", "MAINTENANCE_PAGE", "EMPTY", "BAD_GATEWAY"})
    void anUnclearAnswerToTheCreateLeavesOneTicket(FaultKind kind) {
        rig.sandbox.fault(Fault.glpi(kind).on("POST", "/Ticket"));
        Retry unclear = retry(rig.sink.apply(TicketOrder.first(ONE)));
        assertThat(unclear.uncertain()).isTrue();
        assertThat(unclear.ticketId()).isNull();
        assertThat(unclear.after()).isGreaterThanOrEqualTo(SETTLE);
        Done done = done(rig.sink.apply(new TicketOrder(ONE, null, null, true, List.of())));
        assertThat(done.action()).isEqualTo(kind == FaultKind.DROP_AFTER ? Action.ADOPTED : Action.CREATED);
        assertThat(rig.ticket().tasks()).hasSize(1);
    }

    @Test
    void aCreateThatComesThroughLateIsFoundAfterTheSettleTime() {
        try (GlpiSink hasty = hasty()) {
            delayCreate();
            assertThat(retry(hasty.apply(TicketOrder.first(ONE))).uncertain()).isTrue();
            await().until(() -> rig.sandbox.tickets().size() == 1);
            assertThat(done(hasty.apply(new TicketOrder(ONE, null, null, true, List.of())))
                            .action())
                    .isEqualTo(Action.ADOPTED);
        }
        assertThat(rig.ticket().tasks()).hasSize(1);
    }

    @Test
    void aCallerThatDoesNotWaitGetsItsDuplicateMergedInTheEnd() {
        try (GlpiSink hasty = hasty()) {
            delayCreate();
            hasty.apply(TicketOrder.first(ONE));
            Done second = done(hasty.apply(new TicketOrder(ONE, null, null, true, List.of())));
            assertThat(second.action()).isEqualTo(Action.CREATED);
            await().until(() -> rig.sandbox.tickets().size() == 2);
            done(hasty.apply(new TicketOrder(resolved(ONE), ONE, second.ticketId(), false, List.of())));
            assertThat(rig.sandbox.tickets()).allMatch(t -> t.status() == Ticket.SOLVED);
            assertThat(rig.sandbox.tickets())
                    .filteredOn(t -> !t.tasks().isEmpty())
                    .hasSize(1);
            assertThat(rig.sandbox.tickets().get(0).links()).singleElement().satisfies(link -> {
                assertThat(link.second()).isEqualTo(Integer.parseInt(second.ticketId()));
                assertThat(link.kind()).isEqualTo(2);
            });
        }
    }

    @Test
    void duplicatesAreSolvedAndLinkedToTheLowest() {
        GlpiPerson person = rig.person();
        int first = person.open("[corr:" + INCIDENT + "] left behind");
        int second = person.open("[corr:" + INCIDENT + "] left behind too");
        int other = person.open("[corr:" + "f".repeat(20) + "] another incident");
        Done done = done(rig.sink.apply(TicketOrder.first(ONE)));
        assertThat(done.ticketId()).isEqualTo(Integer.toString(first));
        assertThat(status(first)).as("completed, with its group").isEqualTo(Ticket.ASSIGNED);
        assertThat(status(second)).isEqualTo(Ticket.SOLVED);
        assertThat(status(other)).isEqualTo(Ticket.NEW);
        GlpiTicket loser = rig.sandbox.ticket(second).orElseThrow();
        assertThat(loser.solutions())
                .singleElement()
                .satisfies(s -> assertThat(s.content()).contains("ticket " + first));
        assertThat(loser.links())
                .singleElement()
                .satisfies(l ->
                        assertThat(List.of(l.first(), l.second(), l.kind())).containsExactly(second, first, 2));
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"DROP_AFTER", "DROP_BEFORE", "MAINTENANCE_PAGE", "SESSION_INVALID"})
    void aFollowUpIsWrittenOnce(FaultKind kind) {
        String id = done(rig.sink.apply(TicketOrder.first(ONE))).ticketId();
        rig.sandbox.fault(Fault.glpi(kind).on("POST", "/ITILFollowup"));
        TicketOutcome outcome = rig.sink.apply(new TicketOrder(TWO, ONE, id, false, List.of()));
        if (outcome instanceof Retry unclear) {
            assertThat(unclear.uncertain()).isTrue();
            assertThat(unclear.after()).isGreaterThanOrEqualTo(SETTLE);
            outcome = rig.sink.apply(new TicketOrder(TWO, ONE, id, unclear.uncertain(), List.of()));
        }
        assertThat(done(outcome).action()).isEqualTo(Action.UPDATED);
        assertThat(rig.ticket().followups()).hasSize(1);
    }

    @Test
    void aCallerWithAnOldMemoryWritesNothingTwice() {
        String id = done(rig.sink.apply(TicketOrder.first(ONE))).ticketId();
        TicketNote note = new TicketNote("n1", Instant.EPOCH, "remediation", "text", null);
        TicketOrder order = new TicketOrder(TWO, ONE, id, false, List.of(note));
        done(rig.sink.apply(order));
        assertThat(done(rig.sink.apply(order)).notesWritten()).containsExactly("n1");
        assertThat(rig.ticket().followups()).hasSize(2);
    }

    @Test
    void theWholeTimelineIsReadAfterAnUnclearAnswer() {
        String id = done(rig.sink.apply(TicketOrder.first(ONE))).ticketId();
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_AFTER).on("POST", "/ITILFollowup"));
        rig.sink.apply(new TicketOrder(TWO, ONE, id, false, List.of()));
        GlpiPerson person = rig.person();
        for (int i = 0; i < 210; i++) {
            person.comment(id, "chatter " + i);
        }
        done(rig.sink.apply(new TicketOrder(TWO, ONE, id, true, List.of())));
        assertThat(rig.ticket().followups()).hasSize(211);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"DROP_AFTER", "DROP_BEFORE", "EMPTY"})
    void aTicketIsSolvedOnce(FaultKind kind) {
        String id = done(rig.sink.apply(TicketOrder.first(ONE))).ticketId();
        rig.sandbox.fault(Fault.glpi(kind).on("POST", "/ITILSolution"));
        Incident over = resolved(ONE);
        assertThat(retry(rig.sink.apply(new TicketOrder(over, ONE, id, false, List.of())))
                        .uncertain())
                .isTrue();
        Done done = done(rig.sink.apply(new TicketOrder(over, ONE, id, true, List.of())));
        assertThat(done.action()).isEqualTo(Action.SOLVED);
        assertThat(rig.ticket().solutions()).hasSize(1);
        assertThat(rig.ticket().followups()).isEmpty();
    }

    @Test
    void anEndedSessionIsRenewedOnce() {
        String id = done(rig.sink.apply(TicketOrder.first(ONE))).ticketId();
        rig.sandbox.expireSessions();
        assertThat(done(rig.sink.apply(new TicketOrder(TWO, ONE, id, false, List.of())))
                        .action())
                .isEqualTo(Action.UPDATED);
        assertThat(rig.writes("GET", "/initSession")).hasSize(2);
    }

    @Test
    void aMaintenancePageAtLoginLeavesNothingUncertain() {
        rig.sandbox.fault(Fault.glpi(FaultKind.MAINTENANCE_PAGE).on("GET", "/initSession"));
        Retry retry = retry(rig.sink.apply(TicketOrder.first(ONE)));
        assertThat(retry.reason()).isEqualTo("maintenance");
        assertThat(retry.uncertain()).isFalse();
        assertThat(done(rig.sink.apply(TicketOrder.first(ONE))).action()).isEqualTo(Action.CREATED);
    }

    @Test
    void doubtIsNotForgottenWhenTheLookFails() {
        rig.sandbox.fault(Fault.glpi(FaultKind.BAD_GATEWAY).on("GET", "/TicketTask"));
        Retry retry = retry(rig.sink.apply(new TicketOrder(ONE, null, null, true, List.of())));
        assertThat(retry.uncertain()).isTrue();
        assertThat(rig.sandbox.tickets()).isEmpty();
    }

    @Test
    void aReadThatBrokeOffIsAskedAgain() {
        rig.sandbox.fault(Fault.glpi(FaultKind.DROP_BEFORE).on("GET", "/TicketTask"));
        assertThat(done(rig.sink.apply(TicketOrder.first(ONE))).action()).isEqualTo(Action.CREATED);
    }

    @Test
    void retryAfterIsHonoured() {
        rig.sandbox.fault(
                Fault.glpi(FaultKind.STATUS).on("POST", "/Ticket").answering(429, Map.of("Retry-After", "77")));
        Retry retry = retry(rig.sink.apply(TicketOrder.first(ONE)));
        assertThat(retry.reason()).isEqualTo("throttled");
        assertThat(retry.after()).isEqualTo(Duration.ofSeconds(77));
        assertThat(retry.uncertain()).isFalse();
    }

    private GlpiSink hasty() {
        return GlpiSink.create(rig.options.withTimes(Duration.ofMillis(400), Duration.ofSeconds(2)), () -> 0.5);
    }

    private void delayCreate() {
        rig.sandbox.fault(
                Fault.glpi(FaultKind.DELAY_BEFORE).on("POST", "/Ticket").delayed(Duration.ofMillis(1_500)));
    }

    private int status(int ticket) {
        return rig.sandbox.ticket(ticket).orElseThrow().status();
    }
}
