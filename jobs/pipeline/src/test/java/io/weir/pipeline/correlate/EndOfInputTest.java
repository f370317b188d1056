package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.decide.Count;
import io.weir.schema.Tally;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** At the end of its input an operator takes what waits, and does not go on to what would be due later. */
class EndOfInputTest {
    private static final long MINUTE = 60_000;

    private KeyedOneInputStreamOperatorTestHarness<String, Count, Tally> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(new TallyOperator(), Count::tenant, Types.STRING);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private void deadLetter(long at) throws Exception {
        harness.processElement(Count.deadLettered("acme", at), at);
    }

    private List<Long> toldMinutes() {
        return harness.extractOutputValues().stream().map(Tally::minute).toList();
    }

    @Test
    void whatIsDueIsDoneBefore() throws Exception {
        deadLetter(10);
        harness.processWatermark(2 * MINUTE - 1);
        assertThat(toldMinutes()).isEmpty();
        harness.processWatermark(2 * MINUTE);
        assertThat(toldMinutes()).containsExactly(0L);
    }

    @Test
    void whatIsDueLaterStaysUndone() throws Exception {
        deadLetter(10);
        harness.processWatermark(MINUTE);
        harness.processWatermark(Watermark.MAX_WATERMARK);
        assertThat(toldMinutes()).isEmpty();
    }

    @Test
    void whatWaitsIsTakenWithAllThatIsDueUpToIt() throws Exception {
        deadLetter(10);
        deadLetter(MINUTE + 10);
        harness.processWatermark(2 * MINUTE - 1);
        deadLetter(2 * MINUTE + 450);
        harness.processWatermark(Watermark.MAX_WATERMARK);
        assertThat(toldMinutes()).containsExactly(0L);
    }
}
