package io.weir.pipeline.deliver;

import static io.weir.pipeline.Samples.decided;
import static io.weir.pipeline.Samples.incident;
import static org.awaitility.Awaitility.await;

import io.weir.pipeline.kafka.DecidedRevision;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** The operator in Flink's harness, with tickets that answer when the test says so. */
abstract class TicketDeliveryHarness {
    static final long SETTLE = 65_000;
    static final DeliverTuning TUNING =
            DeliverTuning.DEFAULT.withRetry(1000, 8000).withSettle(SETTLE).withMemory(100_000, 500_000);

    DeliverTuning tuning = TUNING;
    ScriptedTickets tickets = new ScriptedTickets();
    KeyedTwoInputStreamOperatorTestHarness<String, DecidedRevision, TicketSignal, Receipt> flink;
    long now = 1_000_000;
    long checkpoint;

    @AfterEach
    void close() throws Exception {
        if (flink != null) {
            flink.close();
        }
    }

    void start(OperatorSubtaskState restored) throws Exception {
        flink = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new TicketDelivery(
                        (calls, fence) -> tickets, tuning, new TaskShare(2, 1000, true, 30_000), null, null)),
                revision -> Topics.key(revision.tenant(), revision.incidentId()),
                signal -> Topics.key(signal.tenant(), signal.incidentId()),
                Types.STRING);
        flink.setProcessingTime(now);
        if (restored != null) {
            flink.setRestoredCheckpointId(checkpoint);
            flink.initializeState(restored);
        }
        flink.open();
    }

    void restart(OperatorSubtaskState from) throws Exception {
        flink.close();
        tickets = new ScriptedTickets();
        start(from);
    }

    void in(Incident incident) throws Exception {
        flink.processElement1(decided(incident), 0);
    }

    void in(RemediationNews news) throws Exception {
        flink.processElement2(new TicketSignal(news, null), 0);
    }

    OperatorSubtaskState snapshot() throws Exception {
        return flink.snapshot(++checkpoint, now);
    }

    void completeCheckpoint() throws Exception {
        snapshot();
        flink.notifyOfCompletedCheckpoint(checkpoint);
    }

    static ConditionFactory quickly() {
        return await().atMost(Duration.ofSeconds(10)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    void pass(long millis) throws Exception {
        now += millis;
        flink.setProcessingTime(now);
    }

    /** Lets time pass in small steps until so many calls are answered and taken. */
    void untilAnswered(int count) {
        quickly().until(() -> {
            pass(20);
            completeCheckpoint();
            return tickets.answered() >= count;
        });
        quickly().until(() -> {
            pass(20);
            completeCheckpoint();
            return flink.numProcessingTimeTimers() == 0 || receipts().size() >= count;
        });
    }

    void untilBegun(int count) {
        quickly().until(() -> {
            pass(20);
            return tickets.begun() >= count;
        });
    }

    List<Receipt> receipts() {
        return flink.extractOutputValues();
    }

    List<String> told() {
        return receipts().stream()
                .map(receipt -> receipt.state() + (receipt.revision() == null ? "" : " " + receipt.revision()))
                .toList();
    }
}
