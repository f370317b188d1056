package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.open;
import static io.weir.pipeline.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.pipeline.Samples;
import io.weir.schema.Incident;
import io.weir.schema.Retry;
import io.weir.schema.Wire;
import io.weir.sink.TicketGlimpse;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketSight;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** GLPI away for an hour, tickets that are changed outside, and what is too old, not needed, or wanted again. */
class TicketOutageTest extends TicketDeliveryHarness {
    private static final TicketOutcome AWAY =
            new TicketOutcome.Retry("maintenance", Duration.ZERO, false, null, List.of(), true);

    private void anHourAway() throws Exception {
        for (int i = 0; i < 400; i++) {
            tickets.answer(AWAY);
        }
        for (int minute = 0; minute < 60; minute++) {
            for (int second = 0; second < 60; second += 5) {
                pass(5000);
                quickly().until(() -> tickets.answered() == tickets.begun());
            }
            completeCheckpoint();
        }
    }

    private void back() throws Exception {
        tickets.forgetScript();
        quickly().until(() -> {
            pass(200);
            completeCheckpoint();
            return receipts().stream().filter(r -> r.state().equals("created")).count() == 3;
        });
    }

    @Test
    void afterAnHourTheNewestStateIsDeliveredAndNobodyCalledInVainAllTheTime() throws Exception {
        start(null);
        tickets.answer(AWAY);
        in(open("i1", 1));
        completeCheckpoint();
        untilBegun(1);
        in(open("i2", 1));
        in(resolved("i2", 2));
        in(open("i3", 1));
        anHourAway();
        in(open("i3", 5));
        assertThat(tickets.begun()).as("one looks now and then").isLessThan(400).isGreaterThan(2);
        assertThat(told())
                .as("people are told, once each")
                .containsExactlyInAnyOrder("delayed 1", "delayed 2", "delayed 1");
        assertThat(receipts())
                .allSatisfy(receipt -> assertThat(receipt.reason()).isEqualTo("maintenance"));

        int before = tickets.begun();
        back();
        assertThat(told().subList(3, told().size()))
                .as("an incident that opened and resolved meanwhile costs one call")
                .containsExactlyInAnyOrder("created 1", "created 2", "solved 2", "created 5");
        assertThat(tickets.begun() - before).isEqualTo(3);
    }

    @Test
    void byPolicyAnIncidentThatResolvedBeforeItHadATicketGetsNone() throws Exception {
        tuning = TUNING.withTickets(1000, 15_000, true);
        start(null);
        restart(snapshot()); // so that nothing counts as perhaps known outside
        in(open("i1", 1));
        in(resolved("i1", 2));
        completeCheckpoint();
        pass(1000);
        completeCheckpoint();
        pass(1000);
        assertThat(tickets.begun()).isZero();
        assertThat(told()).containsExactly("skipped 2");
    }

    @Test
    void whatWasDecidedTooLongAgoIsRefusedAndSaysSo() throws Exception {
        now = 100L * 24 * 3_600_000;
        start(null);
        in(open("i1", 1));
        in(open("i1", 2));
        completeCheckpoint();
        pass(5000);
        completeCheckpoint();
        pass(5000);
        assertThat(told()).containsExactly("expired 1", "expired 2");
        assertThat(tickets.begun()).isZero();
    }

    @Test
    void whatSomebodyWantsTriedAgainIsLookedUpFirst() throws Exception {
        start(null);
        tickets.answer(new TicketOutcome.Failed("rejected", "no such entity"));
        Incident incident = open("i1", 1);
        in(incident);
        completeCheckpoint();
        untilAnswered(1);
        flink.processElement2(new TicketSignal(null, letter(incident)), 0);
        completeCheckpoint();
        untilAnswered(2);
        assertThat(told()).containsExactly("failed 1", "created 1");
        assertThat(tickets.orders().get(1).uncertain()).isTrue();

        flink.processElement2(new TicketSignal(null, letter(incident)), 0);
        completeCheckpoint();
        pass(5000);
        completeCheckpoint();
        assertThat(tickets.begun()).as("it has its ticket").isEqualTo(2);
    }

    @Test
    void aTicketInTheTrashWaitsForItsReturnWithAllThatCameMeanwhile() throws Exception {
        tuning = TUNING.withTickets(1000, 50, false);
        start(null);
        tickets.answer(seen("assigned", "v1"), seen("deleted", "v2"), seen("assigned", "v3"));
        in(open("i1", 1));
        untilAnswered(1);
        in(resolved("i1", 2));
        untilAnswered(2);
        assertThat(told()).as("nothing was written").containsExactly("created 1", "observed 2");

        tickets.changed(new TicketGlimpse("i1", "7", "v3"));
        untilAnswered(4);
        assertThat(tickets.orders().get(2).visit()).isTrue();
        assertThat(tickets.orders().get(2).desired().revision()).isEqualTo(1);
        assertThat(tickets.orders().get(3).desired().revision()).isEqualTo(2);
        assertThat(told().get(3)).isEqualTo("solved 2");
    }

    @Test
    void aRefusedVisitIsNotRepeatedWithoutPause() throws Exception {
        tuning = TUNING.withTickets(1000, 1000, false);
        start(null);
        tickets.answer(seen("assigned", "v1"), new TicketOutcome.Failed("ticket-unreadable", "no right"));
        in(open("i1", 1));
        untilAnswered(1);
        tickets.changed(new TicketGlimpse("i1", "7", "v2"));
        untilAnswered(2);
        int before = tickets.begun();
        pass(500);
        completeCheckpoint();
        assertThat(tickets.begun()).isEqualTo(before);
    }

    @Test
    void aRemediationsLineMakesNoTicketForWhatWasTooOld() throws Exception {
        now = 100L * 24 * 3_600_000;
        start(null);
        in(open("i1", 1));
        in(new RemediationNews(
                Samples.requested("i1", "rem-0000000000000001", now),
                "canceled",
                "expired",
                null,
                null,
                new NoteLine("rem-1", now, "remediation", "expired", null),
                now));
        for (int i = 0; i < 5; i++) {
            pass(1000);
            completeCheckpoint();
        }
        assertThat(tickets.begun()).isZero();
    }

    private Retry letter(Incident incident) {
        return new Retry(
                incident.tenant(),
                "0-1",
                "glpi",
                "rejected",
                "weir.incidents",
                Wire.INCIDENT.write(incident),
                incident.incidentId(),
                null,
                "ops",
                now);
    }

    @Test
    void aTicketThatWasChangedOutsideIsVisitedAndShown() throws Exception {
        tuning = TUNING.withTickets(1000, 50, false);
        start(null);
        tickets.answer(seen("assigned", "v1"), seen("closed", "v2"));
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        tickets.changed(new TicketGlimpse("i1", "7", "v1"));
        pass(2000);
        assertThat(tickets.begun()).as("what we wrote ourselves is no news").isOne();

        tickets.changed(new TicketGlimpse("i1", "7", "v2"));
        untilAnswered(2);
        assertThat(tickets.orders().get(1).visit()).isTrue();
        assertThat(tickets.orders().get(1).memory()).isEqualTo("memory of v1");
        assertThat(told()).containsExactly("created 1", "observed 1");
        assertThat(receipts()).extracting(receipt -> receipt.ticketStatus()).containsExactly("assigned", "closed");

        tickets.changed(new TicketGlimpse("i1", "8", "v1"));
        tickets.answer(new TicketOutcome.Done(
                "7",
                "http://glpi/7",
                TicketOutcome.Action.UNCHANGED,
                List.of(),
                null,
                new TicketSight("closed", "v2", "memory of v2"),
                1));
        untilAnswered(3);
        assertThat(told().get(2)).as("another ticket of the incident").isEqualTo("merged 1");
    }

    private static TicketOutcome seen(String status, String version) {
        boolean first = version.equals("v1");
        return new TicketOutcome.Done(
                "7",
                "http://glpi/7",
                first ? TicketOutcome.Action.CREATED : TicketOutcome.Action.UNCHANGED,
                List.of(),
                null,
                new TicketSight(status, version, "memory of " + version),
                0);
    }
}
