package io.weir.pipeline.deliver;

import static org.awaitility.Awaitility.await;

import io.weir.pipeline.Samples;
import io.weir.pipeline.kafka.DeadLetters;
import io.weir.pipeline.settings.DeliverTuning;
import io.weir.schema.DeadLetter;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Retry;
import io.weir.schema.Severity;
import io.weir.sink.SecretRef;
import io.weir.sink.notify.Channel;
import io.weir.sink.notify.NotificationOptions;
import io.weir.sink.notify.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** The operator in Flink's harness: a pager for what is critical or worse, mail for all. */
abstract class NotificationDeliveryHarness {
    static final long HOUR = 3_600_000;
    static final DeliverTuning TUNING =
            DeliverTuning.DEFAULT.withRetry(1000, 8000).withMemory(24 * HOUR, 48 * HOUR);
    static final NotificationOptions OPTIONS = new NotificationOptions(
            Map.of(
                    Samples.TENANT,
                    new NotificationOptions.Tenant(
                            List.of(hook("pager"), hook("mail")),
                            List.of(
                                    new Route(
                                            List.of(Severity.EMERGENCY, Severity.CRITICAL),
                                            null,
                                            List.of("pager", "mail"),
                                            null),
                                    new Route(List.of(Severity.WARNING), null, List.of("mail"), null)))),
            null,
            HOUR,
            null);

    ScriptedNotifier people = new ScriptedNotifier();
    KeyedOneInputStreamOperatorTestHarness<String, NotificationInput, Receipt> flink;
    long now = 100 * HOUR;
    long checkpoint;

    private static Channel hook(String name) {
        return new Channel(name, null, null, new Channel.Webhook("https://hook.example.org", SecretRef.literal("k")));
    }

    @AfterEach
    void close() throws Exception {
        people.release();
        if (flink != null) {
            flink.close();
        }
    }

    void start(OperatorSubtaskState restored) throws Exception {
        ScriptedNotifier opened = people;
        flink = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new NotificationDelivery(
                        fence -> opened, OPTIONS, TUNING, new TaskShare(1, 1000, true, 30_000), null, null)),
                NotificationInput::key,
                Types.STRING);
        flink.setProcessingTime(now);
        if (restored != null) {
            flink.setRestoredCheckpointId(checkpoint);
            flink.initializeState(restored);
        }
        flink.open();
    }

    void restart(OperatorSubtaskState from) throws Exception {
        people.release();
        flink.close();
        people = new ScriptedNotifier();
        start(from);
    }

    void in(Incident incident) throws Exception {
        flink.processElement(NotificationInput.of(incident), 0);
    }

    void in(Retry retry) throws Exception {
        flink.processElement(NotificationInput.of(retry), 0);
    }

    void open(long revision, Severity severity) throws Exception {
        in(Lives.open("i1", revision, severity, now));
    }

    void resolved(long revision, Severity severity) throws Exception {
        in(Lives.resolved("i1", revision, severity, now));
    }

    OperatorSubtaskState snapshot() throws Exception {
        return flink.snapshot(++checkpoint, now);
    }

    void completeCheckpoint() throws Exception {
        snapshot();
        flink.notifyOfCompletedCheckpoint(checkpoint);
    }

    void pass(long millis) throws Exception {
        now += millis;
        flink.setProcessingTime(now);
    }

    static ConditionFactory quickly() {
        return await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    /** Lets time pass in small steps, with checkpoints, until so many receipts have been written. */
    void untilReceipts(int count) {
        quickly().until(() -> {
            pass(20);
            completeCheckpoint();
            return receipts().size() >= count;
        });
    }

    void untilAnswered(int count) {
        quickly().until(() -> {
            pass(20);
            completeCheckpoint();
            return people.answered() >= count;
        });
    }

    void untilBegun(int count) {
        quickly().until(() -> {
            pass(20);
            completeCheckpoint();
            return people.begun().size() >= count;
        });
    }

    /** Channel, phase, state and reason, in order. */
    List<String> receipts() {
        return flink.extractOutputValues().stream()
                .map(receipt -> receipt.channel() + " " + receipt.phase() + " " + receipt.state()
                        + (receipt.reason() == null ? "" : " (" + receipt.reason() + ")"))
                .toList();
    }

    List<String> receiptsOf(String channel) {
        return receipts().stream()
                .filter(each -> each.startsWith(channel + " "))
                .toList();
    }

    List<DeadLetter> letters() {
        Queue<StreamRecord<DeadLetter>> side = flink.getSideOutput(DeadLetters.TAG);
        return (side == null ? Stream.<StreamRecord<DeadLetter>>empty() : side.stream())
                .map(StreamRecord::getValue)
                .toList();
    }
}
