package io.weir.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.replay.Capture.Delivery;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DisturbanceTest {
    private static final List<Delivery> PLAIN = IntStream.range(0, 2_000)
            .mapToObj(i -> new Delivery(
                    i * 1_000L,
                    new Alert(
                            "acme",
                            "alertmanager",
                            "f" + i,
                            AlertStatus.FIRING,
                            i * 1_000L,
                            null,
                            null,
                            Map.of("instance", "host" + i % 50),
                            Map.of(),
                            null,
                            null,
                            i * 1_000L,
                            null)))
            .toList();

    @Test
    void noneChangesNothing() {
        assertThat(Disturbance.NONE.disturb(PLAIN)).isEqualTo(PLAIN);
    }

    @Test
    void theSameSeedDisturbsTheSameWay() {
        Disturbance disturbance = new Disturbance(0.05, 90_000, 0.1, 600_000, 3);
        assertThat(disturbance.disturb(PLAIN)).isEqualTo(disturbance.disturb(PLAIN));
        assertThat(new Disturbance(0.05, 90_000, 0.1, 600_000, 4).disturb(PLAIN))
                .isNotEqualTo(disturbance.disturb(PLAIN));
    }

    @Test
    void aTwentiethTwiceAndATenthLateInOrderOfArrival() {
        List<Delivery> disturbed = new Disturbance(0.05, 0, 0.1, 600_000, 3).disturb(PLAIN);
        assertThat(disturbed).hasSizeBetween(2_050, 2_150).isSortedAccordingTo(Delivery.BY_TIME);
        assertThat(disturbed.stream()
                        .filter(d -> d.at() > d.alert().startsAt() + 60_000)
                        .count())
                .isBetween(130L, 250L);
        assertThat(disturbed).allMatch(d -> d.at() <= d.alert().startsAt() + 660_000);
    }

    @Test
    void allAlertsOfASourceHaveOneWrongClock() {
        Disturbance disturbance = new Disturbance(0, 90_000, 0, 0, 3);
        for (Delivery delivery : disturbance.disturb(PLAIN)) {
            long skew = delivery.alert().startsAt() - delivery.at();
            assertThat(skew).isBetween(-90_000L, 90_000L).isEqualTo(disturbance.skewOf(delivery.alert()));
        }
        assertThat(PLAIN.stream()
                        .map(d -> disturbance.skewOf(d.alert()))
                        .distinct()
                        .count())
                .isGreaterThan(40);
    }
}
