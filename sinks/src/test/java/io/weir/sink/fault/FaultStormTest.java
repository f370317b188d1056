package io.weir.sink.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults upon faults: those that {@link FaultsTest} cannot reach, in look-ups after doubt and in merges. */
class FaultStormTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTicketComesThrough(long seed) throws IOException {
        try (Trial trial = new GlpiTrial()) {
            comesThrough(trial, seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aJobComesThrough(long seed) throws IOException {
        try (Trial trial = new AwxTrial(false)) {
            comesThrough(trial, seed);
        }
    }

    private static void comesThrough(Trial trial, long seed) throws IOException {
        trial.proxy.storm(new Random(seed));
        for (String phase : trial.phases()) {
            trial.startCounting();
            trial.run(phase);
            assertThat(trial.lies()).isEmpty();
        }
        Awaitility.await().until(trial.proxy::quiet);
        trial.proxy.disarm();
        trial.lookAgain();
        assertThat(trial.findings()).isEmpty();
        assertThat(trial.remarks()).doesNotContain("never", "failed");
    }
}
