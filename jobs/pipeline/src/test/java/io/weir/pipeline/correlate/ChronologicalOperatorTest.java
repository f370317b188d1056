package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.decide.Count;
import io.weir.schema.Tally;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What waits, and what was worked on, survives a checkpoint; states come back from where the cache let them go. */
@SuppressWarnings("try") // the harness may be interrupted when it is closed; the test fails then
class ChronologicalOperatorTest {
    private static final long MINUTE = 60_000;
    private static final int MANY = 150_000;
    private static final int CHECKPOINT_BYTES = 100 << 20;

    @Test
    void whatWaitsForTheWatermarkIsInTheCheckpoint() throws Exception {
        OperatorSubtaskState state;
        try (var harness = tally(null)) {
            read(harness, Count.deadLettered("acme", 10));
            harness.processWatermark(MINUTE);
            read(harness, Count.deadLettered("acme", MINUTE + 10));
            state = harness.snapshot(1, 1);
            harness.processWatermark(10 * MINUTE);
            assertThat(told(harness)).containsExactly("acme 0: 1", "acme 60000: 1");
        }
        try (var harness = tally(state)) {
            read(harness, Count.deadLettered("acme", MINUTE + 20));
            state = harness.snapshot(2, 2);
            harness.processWatermark(10 * MINUTE);
            assertThat(told(harness)).containsExactly("acme 0: 1", "acme 60000: 2");
        }
        try (var harness = tally(state)) {
            harness.processWatermark(10 * MINUTE);
            assertThat(told(harness)).containsExactly("acme 0: 1", "acme 60000: 2");
            harness.snapshot(3, 3);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void whatWasTakenIsNotInTheNextCheckpoint() throws Exception {
        OperatorSubtaskState state;
        try (var harness = tally(null)) {
            read(harness, Count.deadLettered("acme", 10));
            harness.snapshot(1, 1);
            harness.processWatermark(MINUTE);
            state = harness.snapshot(2, 2);
        }
        try (var harness = tally(state)) {
            harness.processWatermark(10 * MINUTE);
            assertThat(told(harness)).containsExactly("acme 0: 1");
        }
    }

    @Test
    void moreInputsThanWaitOnTheHeap() throws Exception {
        OperatorSubtaskState state;
        try (var harness = tally(null)) {
            for (int tenant = 0; tenant < MANY; tenant++) {
                read(harness, Count.deadLettered("t" + tenant / 2, 10));
            }
            harness.snapshot(1, 1);
            for (int tenant = 0; tenant < MANY; tenant++) {
                read(harness, Count.deadLettered("t" + tenant / 2, 20));
            }
            state = harness.snapshot(2, 2);
            harness.processWatermark(10 * MINUTE);
            assertThat(told(harness)).hasSize(MANY / 2).allMatch(line -> line.endsWith(" 0: 4"));
        }
        try (var harness = tally(state)) {
            harness.processWatermark(10 * MINUTE);
            assertThat(told(harness)).hasSize(MANY / 2).allMatch(line -> line.endsWith(" 0: 4"));
            harness.snapshot(3, 3);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void moreStatesThanTheCacheHolds() throws Exception {
        try (var harness = tally(null)) {
            for (int round = 0; round < 2; round++) {
                for (int tenant = 0; tenant < MANY; tenant++) {
                    read(harness, Count.deadLettered("t" + tenant, 10 + round));
                }
                harness.processWatermark(1_000L * (round + 1));
            }
            harness.processWatermark(10 * MINUTE);
            List<String> told = told(harness);
            assertThat(told).hasSize(MANY).allMatch(line -> line.endsWith(" 0: 2"));
            harness.snapshot(1, 1);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Count, Tally> tally(OperatorSubtaskState state)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(new TallyOperator(), Count::tenant, Types.STRING);
        harness.setCheckpointStorage(new JobManagerCheckpointStorage(CHECKPOINT_BYTES));
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static void read(OneInputStreamOperatorTestHarness<Count, Tally> harness, Count count) throws Exception {
        harness.processElement(count, count.at());
    }

    private static List<String> told(OneInputStreamOperatorTestHarness<Count, Tally> harness) {
        return harness.getOutput().stream()
                .filter(StreamRecord.class::isInstance)
                .map(record -> (Tally) ((StreamRecord<?>) record).getValue())
                .map(tally -> tally.tenant() + " " + tally.minute() + ": " + tally.received())
                .toList();
    }
}
