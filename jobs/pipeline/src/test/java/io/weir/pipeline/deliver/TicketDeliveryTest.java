package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.incident;
import static io.weir.pipeline.Samples.open;
import static io.weir.pipeline.Samples.requested;
import static io.weir.pipeline.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.kafka.DeadLetters;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.DeadLetter;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOutcome;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TicketDeliveryTest {
    private static final long SETTLE = 65_000;
    private static final DeliverTuning TUNING =
            DeliverTuning.DEFAULT.withRetry(1000, 8000).withSettle(SETTLE).withMemory(100_000, 500_000);

    private ScriptedTickets tickets = new ScriptedTickets();
    private KeyedTwoInputStreamOperatorTestHarness<String, Incident, RemediationNews, Receipt> flink;
    private long now = 1_000_000;
    private long checkpoint;

    @AfterEach
    void close() throws Exception {
        if (flink != null) {
            flink.close();
        }
    }

    private void start(OperatorSubtaskState restored) throws Exception {
        flink = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new TicketDelivery(calls -> tickets, TUNING, 2, true)),
                incident -> Topics.key(incident.tenant(), incident.incidentId()),
                news -> Topics.key(news.request().tenant(), news.request().incidentId()),
                Types.STRING);
        flink.setProcessingTime(now);
        if (restored != null) {
            flink.setRestoredCheckpointId(checkpoint);
            flink.initializeState(restored);
        }
        flink.open();
    }

    private void restart(OperatorSubtaskState from) throws Exception {
        flink.close();
        tickets = new ScriptedTickets();
        start(from);
    }

    private void in(Incident incident) throws Exception {
        flink.processElement1(incident, 0);
    }

    private void in(RemediationNews news) throws Exception {
        flink.processElement2(news, 0);
    }

    private OperatorSubtaskState snapshot() throws Exception {
        return flink.snapshot(++checkpoint, now);
    }

    private void completeCheckpoint() throws Exception {
        snapshot();
        flink.notifyOfCompletedCheckpoint(checkpoint);
    }

    private static ConditionFactory quickly() {
        return await().atMost(Duration.ofSeconds(10)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    private void pass(long millis) throws Exception {
        now += millis;
        flink.setProcessingTime(now);
    }

    /** Lets time pass in small steps until so many calls are answered and taken. */
    private void untilAnswered(int count) {
        quickly().until(() -> {
            pass(20);
            return tickets.answered() >= count;
        });
        quickly().until(() -> {
            pass(20);
            return flink.numProcessingTimeTimers() == 0 || receipts().size() >= count;
        });
    }

    private void untilBegun(int count) {
        quickly().until(() -> {
            pass(20);
            return tickets.begun() >= count;
        });
    }

    private List<Receipt> receipts() {
        return flink.extractOutputValues();
    }

    private List<String> told() {
        return receipts().stream()
                .map(receipt -> receipt.state() + (receipt.revision() == null ? "" : " " + receipt.revision()))
                .toList();
    }

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
        pass(100);
        pass(10_000);
        completeCheckpoint();
        untilAnswered(2);
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
    void linesOfRemediationsGoIntoTheTicketOnce() throws Exception {
        start(null);
        RemediationNews launched = news("rem-1", "launched", "rem-1:launched");
        in(launched);
        pass(1000);
        assertThat(tickets.begun()).as("no incident yet").isZero();
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        in(launched);
        pass(1000);
        assertThat(tickets.begun()).isOne();
        assertThat(tickets.orders().get(0).notes()).extracting(TicketNote::id).containsExactly("rem-1:launched");
        assertThat(told()).containsExactly("launched", "created 1", "launched");
    }

    @Test
    void aSuccessIsVerifiedWhenTheAlertEndsInTime() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        in(news("rem-1", "succeeded", "rem-1:succeeded"));
        untilAnswered(2);
        pass(30_000);
        in(decidedAt(3000, resolved("i1", 2)));
        untilAnswered(3);
        assertThat(told()).containsExactly("created 1", "succeeded", "verified", "solved 2");
        assertThat(tickets.orders().get(2).notes()).extracting(TicketNote::id).containsExactly("rem-1:verified");
    }

    @Test
    void anEndFromBeforeTheRequestVerifiesNothing() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        in(decidedAt(2999, incident("i1", 2, Incident.Status.OPEN, Member.Status.RESOLVED)));
        untilAnswered(2);
        in(news("rem-1", "succeeded", "rem-1:succeeded"));
        untilAnswered(3);
        assertThat(told()).doesNotContain("verified");
        in(decidedAt(3500, open("i1", 3)));
        untilAnswered(4);
        in(decidedAt(4000, incident("i1", 4, Incident.Status.OPEN, Member.Status.RESOLVED)));
        quickly().until(() -> {
            pass(20);
            return told().contains("verified");
        });
        assertThat(told()).doesNotContain("not-resolved");
    }

    @Test
    void aResolvedIncidentFromBeforeTheRequestVerifiesNothing() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        in(decidedAt(2999, resolved("i1", 2)));
        untilAnswered(2);
        in(news("rem-1", "succeeded", "rem-1:succeeded"));
        untilAnswered(3);
        pass(60_000 + Verifications.GRACE_MS + 1000);
        untilAnswered(4);
        assertThat(told()).contains("not-resolved").doesNotContain("verified");
    }

    @Test
    void aSuccessIsNotResolvedWhenTheAlertGoesOn() throws Exception {
        start(null);
        in(open("i1", 1));
        completeCheckpoint();
        untilAnswered(1);
        in(news("rem-1", "succeeded", "rem-1:succeeded"));
        untilAnswered(2);
        pass(60_000 + Verifications.GRACE_MS + 1000);
        untilAnswered(3);
        assertThat(told()).containsExactly("created 1", "succeeded", "not-resolved");
    }

    @Test
    void closingStopsTheCallsAndTheSink() throws Exception {
        start(null);
        flink.close();
        flink = null;
        assertThat(tickets.closed()).isTrue();
    }

    /** The same revision, decided at {@code at}; requests of the samples are of 3000. */
    private static Incident decidedAt(long at, Incident i) {
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
                at,
                i.resolvedAt(),
                i.resolution(),
                i.reopened(),
                i.memberCount(),
                i.firingCount(),
                i.members(),
                i.membersOmitted());
    }

    private RemediationNews news(String remediationId, String state, String noteId) {
        return new RemediationNews(
                requested("i1", remediationId, Long.MAX_VALUE),
                state,
                null,
                "42",
                "http://awx/42",
                new NoteLine(noteId, now, "remediation", "text", null),
                now);
    }
}
