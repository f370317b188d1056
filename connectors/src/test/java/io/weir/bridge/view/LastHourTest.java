package io.weir.bridge.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastHourTest {
    private static final long MINUTE = 60_000;
    private static final long NOW = 29_000_000 * MINUTE;

    private final LastHour hour = new LastHour();

    @Test
    void whatIsAnHourOldDoesNotCount() {
        hour.happened(NOW - 61 * MINUTE, 1);
        hour.happened(NOW - 59 * MINUTE, 1);
        hour.happened(NOW, 1);
        hour.happened(NOW + 1, 1);

        assertThat(hour.until(NOW)).isEqualTo(3);
        assertThat(hour.until(NOW + 59 * MINUTE)).isEqualTo(2);
        assertThat(hour.until(NOW + 60 * MINUTE)).isZero();
    }

    @Test
    void whatAnotherClockHasAlreadyCounts() {
        hour.happened(NOW + 5 * MINUTE, 1);

        assertThat(hour.until(NOW)).isEqualTo(1);
        assertThat(hour.until(NOW + 64 * MINUTE)).isEqualTo(1);
        assertThat(hour.until(NOW + 65 * MINUTE)).isZero();
    }

    @Test
    void anHourLaterTheMinuteCountsAnew() {
        hour.happened(NOW, 1);
        hour.happened(NOW, 1);
        hour.happened(NOW + 60 * MINUTE, 1);
        assertThat(hour.until(NOW + 60 * MINUTE)).isEqualTo(1);

        hour.happened(NOW, 1);
        assertThat(hour.until(NOW + 60 * MINUTE)).as("one that comes late").isEqualTo(1);
    }
}
