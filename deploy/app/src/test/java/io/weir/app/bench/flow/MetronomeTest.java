package io.weir.app.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetronomeTest {
    @Test
    void whoIsLateDoesNotShiftThoseThatFollow() throws InterruptedException {
        List<Double> due = new ArrayList<>();
        List<Boolean> early = new ArrayList<>();
        new Metronome().play(Metronome.steady(100, 0.1), (number, dueMs) -> {
            due.add(dueMs);
            early.add(System.currentTimeMillis() + 1 < dueMs);
            if (number == 0) {
                Thread.sleep(60);
            }
        });
        assertThat(due).hasSize(10);
        for (int i = 1; i < due.size(); i++) {
            assertThat(due.get(i) - due.get(i - 1)).isCloseTo(10, within(1e-3));
        }
        assertThat(early).containsOnly(false);
    }

    @Test
    void scatteredBeatsStayInTheirShareOfTheTime() {
        double[] due = Metronome.scattered(10, 5, 1);
        assertThat(due).hasSize(50).isSorted();
        for (int i = 0; i < due.length; i++) {
            assertThat(due[i]).isBetween(i / 10.0, (i + 1) / 10.0);
        }
    }
}
