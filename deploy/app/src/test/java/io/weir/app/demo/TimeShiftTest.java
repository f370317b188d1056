package io.weir.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeShiftTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-20T12:00:00Z, 2026-11-21T13:00:05Z",
        "2026-11-20T23:59:59.999Z, 2026-11-22T01:00:04.999Z",
        "2026-11-20 12:00:03.960, 2026-11-21 13:00:08.960",
        "2026-11-20 13:00:03, 2026-11-21 14:00:08",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "no time at all, no time at all"
    })
    void movesTimesInTheirOwnNotation(String recorded, String shifted) {
        TimeShift shift = new TimeShift(Duration.ofHours(25).plusSeconds(5));
        assertThat(shift.apply("{\"a\":\"" + recorded + "\"}")).isEqualTo("{\"a\":\"" + shifted + "\"}");
    }
}
