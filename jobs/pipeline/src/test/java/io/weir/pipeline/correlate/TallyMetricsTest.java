package io.weir.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.decide.TallyMachine;
import io.weir.pipeline.RecordedMetrics;
import io.weir.schema.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is received and never decided shows, and nothing else does. */
class TallyMetricsTest {
    private static final long MINUTE = 60_000;
    private static final String IN_FLIGHT = "weir.tenant=acme.tally_in_flight";
    private static final String UNACCOUNTED = "weir.tenant=acme.tally_unaccounted";

    private final RecordedMetrics recorded = new RecordedMetrics();
    private final TallyMetrics metrics = new TallyMetrics(recorded);

    private void told(String tenant, long minute, long inFlight) {
        metrics.told(new Tally(tenant, minute, 10L, Map.of(), Map.of(), 0L, inFlight));
    }

    @Test
    void anAccountBeginsAtNothing() {
        metrics.count("acme");
        assertThat(recorded.value(IN_FLIGHT)).isEqualTo(0L);
        assertThat(recorded.value(UNACCOUNTED)).isEqualTo(0L);
    }

    @Test
    void whatIsDecidedLaterIsInFlightUntilThen() {
        told("acme", 0, 3);
        told("acme", MINUTE, 2);
        told("globex", 0, 7);
        assertThat(recorded.value(IN_FLIGHT)).isEqualTo(5L);
        told("acme", 0, 0);
        assertThat(recorded.value(IN_FLIGHT)).isEqualTo(2L);
        assertThat(recorded.value(UNACCOUNTED)).isEqualTo(0L);
    }

    @Test
    void whatNobodyDecidesIsUnaccounted() {
        told("acme", MINUTE, 2);
        told("acme", MINUTE + TallyMachine.PATIENCE_MS, 0);
        assertThat(recorded.value(UNACCOUNTED)).isEqualTo(0L);
        told("acme", 2 * MINUTE + TallyMachine.PATIENCE_MS, 0);
        told("acme", 3 * MINUTE + TallyMachine.PATIENCE_MS, 0);
        assertThat(recorded.value(UNACCOUNTED)).isEqualTo(2L);
        assertThat(recorded.value(IN_FLIGHT)).isEqualTo(0L);
    }

    @Test
    void whatIsDecidedTwiceIsUnaccounted() {
        told("acme", 0, -1);
        assertThat(recorded.value(UNACCOUNTED)).isEqualTo(1L);
        assertThat(recorded.value(IN_FLIGHT)).isEqualTo(0L);
    }
}
