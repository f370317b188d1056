package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.open;
import static io.weir.pipeline.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.pipeline.kafka.DeadLetters;
import io.weir.schema.DeadLetter;
import io.weir.schema.Wire;
import io.weir.sink.TicketOutcome;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class TicketDeliveryTest extends TicketDeliveryHarness {
    @Test
    void nothingIsCreatedBeforeTheIntentIsInACompletedCheckpoint() throws Exception {
        start(null);
        in(open("i1", 1));
        pass(5000);
        snapshot(); // begun, not completed
        pass(5000);
        assertThat(tickets.begun()).isZero();

        flink.notifyOfCompletedCheckpoint(checkpoint);
        untilAnswered(1);
        assertThat(told()).containsExactly("created 1");
    }

    @Test
    void aCheckpointThatBeganBeforeTheIntentDoesNotCount() throws Exception {
        start(null);
        snapshot();
        in(open("i1", 1));
        flink.notifyOfCompletedCheckpoint(checkpoint);
        pass(5000);
        assertThat(tickets.begun()).isZero();
    }

    @Test
    void oneCheckpointDoesForAllThatTheRateAllows() throws Exception {
        start(null);
        for (int i = 0; i < 60; i++) {
            in(open("i" + i, 1));
        }
        completeCheckpoint();
        quickly().until(() -> {
            pass(20);
            return tickets.answered() == 60;
        });
    }

    @Test
    void onlyTheNewestRevisionIsDelivered() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        tickets.hold();
        untilBegun(1);
        in(open("i1", 2));
        in(open("i1", 3));
        in(open("i1", 2)); // repeated
        assertThat(tickets.begun()).as("one call at a time").isOne();
        tickets.release();
        untilAnswered(2);

        assertThat(told()).containsExactly("created 1", "updated 3");
        assertThat(tickets.orders().get(1).shown().revision()).isEqualTo(1);
        assertThat(tickets.orders().get(1).ticketId()).isEqualTo("7");
        assertThat(receipts().get(0).ticketUrl()).isEqualTo("http://glpi/7");
    }

    @Test
    void anIntentWithoutAnAnswerWaitsAfterARestoreAndThenLooks() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        tickets.hold();
        untilBegun(1);
        OperatorSubtaskState during = snapshot();
        tickets.release();

        restart(during);
        pass(100);
        completeCheckpoint();
        pass(SETTLE - 1000);
        completeCheckpoint();
        assertThat(tickets.begun()).as("GLPI may still work on the first try").isZero();
        pass(2000);
        completeCheckpoint();
        untilAnswered(1);
        assertThat(tickets.orders().get(0).uncertain()).isTrue();
    }

    @Test
    void anIncidentWithoutAnIntentGoesOnAtOnceAfterARestore() throws Exception {
        start(null);
        OperatorSubtaskState before = snapshot();
        restart(before);
        in(open("i1", 1));
        completeCheckpoint();
        pass(200);
        untilAnswered(1);
        assertThat(tickets.orders().get(0).uncertain()).isFalse();
    }

    @Test
    void aJobThatStartsFromNothingLooksBeforeItCreates() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        assertThat(tickets.orders().get(0).uncertain()).isTrue();
    }

    @Test
    void aKnownTicketIsLookedAtFirstAfterARestore() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        OperatorSubtaskState after = snapshot();

        restart(after);
        in(open("i1", 2));
        untilAnswered(1);
        assertThat(tickets.orders().get(0).uncertain()).isTrue();
        assertThat(tickets.orders().get(0).ticketId()).isEqualTo("7");
        in(open("i1", 3));
        untilAnswered(2);
        assertThat(tickets.orders().get(1).uncertain())
                .as("answered in this run")
                .isFalse();
    }

    @Test
    void failuresAreRetriedWithGrowingPausesAndUncertaintySticks() throws Exception {
        start(null);
        tickets.answer(
                ScriptedTickets.retry(true, 3000), ScriptedTickets.retry(false, 0), ScriptedTickets.retry(false, 0));
        in(open("i1", 1));
        completeCheckpoint();
        untilBegun(1);
        quickly().until(() -> tickets.answered() == 1);
        pass(100);
        pass(2500);
        assertThat(tickets.begun()).as("not before the sink said").isOne();
        for (int i = 2; i <= 4; i++) {
            pass(8000);
            completeCheckpoint();
            int calls = i;
            untilBegun(calls);
            quickly().until(() -> tickets.answered() == calls);
            pass(100);
        }
        quickly().until(() -> {
            pass(20);
            return receipts().size() == 2;
        });
        assertThat(told()).as("people are told after three attempts").containsExactly("delayed 1", "created 1");
        assertThat(receipts().get(0).reason()).isEqualTo("not-now");
        assertThat(tickets.orders()).extracting(order -> order.uncertain()).containsOnly(true);
    }

    @Test
    void whatCannotBeDeliveredIsADeadLetterAndTheNextRevisionIsTried() throws Exception {
        start(null);
        tickets.answer(new TicketOutcome.Failed("rejected", "entity 9 does not exist"));
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        assertThat(told()).containsExactly("failed 1");
        assertThat(receipts().get(0).reason()).contains("rejected", "entity 9");
        DeadLetter letter = flink.getSideOutput(DeadLetters.TAG).peek().getValue();
        assertThat(letter.stage()).isEqualTo("glpi");
        assertThat(letter.reason()).isEqualTo("rejected");
        assertThat(Wire.INCIDENT.read(letter.body())).isEqualTo(open("i1", 1));

        pass(1_000_000);
        assertThat(tickets.begun()).as("given up").isOne();
        in(open("i1", 2));
        completeCheckpoint();
        untilAnswered(2);
        assertThat(told()).containsExactly("failed 1", "created 2");
    }

    @Test
    void aBrokenSinkDoesNotBreakTheJob() throws Exception {
        start(null);
        tickets.breakOnce();
        in(open("i1", 1));
        completeCheckpoint();
        untilBegun(1);
        quickly().until(() -> {
            pass(1000);
            completeCheckpoint();
            return receipts().size() == 1;
        });
        assertThat(told()).containsExactly("created 1");
    }

    @Test
    void aResolvedIncidentIsForgottenInTwoSteps() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        in(resolved("i1", 2));
        untilAnswered(2);
        assertThat(told()).containsExactly("created 1", "solved 2");

        pass(200_000);
        in(open("i1", 3)); // reopened, the ticket is remembered
        untilAnswered(3);
        assertThat(tickets.orders().get(2).ticketId()).isEqualTo("7");
        assertThat(tickets.orders().get(2).shown()).isNull();
        in(resolved("i1", 4));
        untilAnswered(4);

        pass(200_000);
        pass(600_000);
        assertThat(flink.numKeyedStateEntries()).isZero();
        assertThat(flink.numProcessingTimeTimers()).isZero();
    }

    @Test
    void closingStopsTheCallsAndTheSink() throws Exception {
        start(null);
        flink.close();
        flink = null;
        assertThat(tickets.closed()).isTrue();
    }
}
