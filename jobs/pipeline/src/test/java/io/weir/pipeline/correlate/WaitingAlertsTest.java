package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.pipeline.kafka.DirectiveInput;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * Whatever waited for directives is told before the watermark that passes it, or it would be late for every operator
 * behind {@link TrackFunction}.
 */
@SuppressWarnings("try") // the harness may be interrupted when it is closed; the test fails then
class WaitingAlertsTest {
    private static final String BOOK = "{version: '1', grouping: [{name: all, scope: []}]}";

    private static KeyedBroadcastOperatorTestHarness<String, Alert, DirectiveInput, EpisodeEvent> task(
            OperatorSubtaskState state) throws Exception {
        KeyedBroadcastOperatorTestHarness<String, Alert, DirectiveInput, EpisodeEvent> harness =
                new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(
                                new TrackFunction(BOOK, 2_000), List.of(DirectiveStates.all())),
                        alert -> Topics.key(alert.tenant(), alert.fingerprint()),
                        Types.STRING,
                        128,
                        1,
                        0);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    /** Its source repeats it, and is believed for so long after each time. */
    private static Alert alert(AlertStatus status, long startsAt, long at, long believedFor) {
        return new Alert(
                "acme",
                "am",
                "f",
                status,
                startsAt,
                status == AlertStatus.RESOLVED ? at : null,
                at + believedFor,
                Map.of("alertname", "Down", "severity", "critical"),
                Map.of(),
                null,
                null,
                at,
                null);
    }

    private static void read(
            KeyedBroadcastOperatorTestHarness<String, Alert, DirectiveInput, EpisodeEvent> harness, Alert alert)
            throws Exception {
        harness.processElement(alert, alert.receivedAt());
    }

    private static void tick(
            KeyedBroadcastOperatorTestHarness<String, Alert, DirectiveInput, EpisodeEvent> harness, long at)
            throws Exception {
        harness.processBroadcastElement(new DirectiveInput(null, at), at);
    }

    /** The instants of what was told, and the watermarks between, in order. */
    private static List<String> told(
            KeyedBroadcastOperatorTestHarness<String, Alert, DirectiveInput, EpisodeEvent> harness) {
        List<String> told = new ArrayList<>();
        for (Object one : harness.getOutput()) {
            if (one instanceof StreamRecord<?> record && record.getValue() instanceof EpisodeEvent event) {
                told.add("event " + event.at());
            } else if (one instanceof Watermark watermark) {
                told.add("watermark " + watermark.getTimestamp());
            }
        }
        return told;
    }

    @Test
    void allThatWaitedAreToldBeforeAWatermarkThatJumpsPastThem() throws Exception {
        try (var harness = task(null)) {
            read(harness, alert(AlertStatus.FIRING, 9_000, 10_000, 300_000));
            read(harness, alert(AlertStatus.RESOLVED, 9_000, 50_000, 300_000));
            read(harness, alert(AlertStatus.FIRING, 99_000, 100_000, 300_000));
            tick(harness, 200_000);
            harness.watermark(199_999);
            assertThat(told(harness)).containsExactly("event 10000", "event 50000", "event 100000", "watermark 199999");
        }
    }

    @Test
    void afterARestartNoneWaitsForATimerThatFiredBeforeIt() throws Exception {
        OperatorSubtaskState state;
        try (var harness = task(null)) {
            tick(harness, 10_000);
            read(harness, alert(AlertStatus.FIRING, 9_000, 10_000, 0));
            // stale a minute after the newest of them; the timer for the first fires, and is put off
            tick(harness, 60_000);
            read(harness, alert(AlertStatus.FIRING, 9_000, 60_000, 0));
            harness.watermark(80_000);
            state = harness.snapshot(1, 1);
        }
        try (var harness = task(state)) {
            read(harness, alert(AlertStatus.RESOLVED, 9_000, 85_000, 0));
            tick(harness, 90_000);
            harness.watermark(89_999);
            assertThat(told(harness)).containsExactly("event 85000", "watermark 89999");
        }
    }

    @Test
    void atTheEndOfInputNoneIsToldTwice() throws Exception {
        OperatorSubtaskState state;
        try (var harness = task(null)) {
            tick(harness, 10_000);
            read(harness, alert(AlertStatus.FIRING, 9_000, 10_000, 300_000));
            harness.watermark(11_000);
            state = harness.snapshot(1, 1);
        }
        try (var harness = task(state)) {
            read(harness, alert(AlertStatus.RESOLVED, 9_000, 85_000, 300_000));
            harness.watermark(Long.MAX_VALUE);
            assertThat(told(harness)).filteredOn(one -> one.startsWith("event")).containsExactly("event 85000");
        }
    }
}
