package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's own reading is the measure. */
class PlainTimeTest {

    @Property(tries = 2_000)
    void readsWhatTheJdkWrites(@ForAll @LongRange(min = EpochMillis.FIRST, max = EpochMillis.LAST) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);
        assertThat(PlainTime.millis(instant.toString())).isEqualTo(millis);
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        assertThat(PlainTime.millis(second.toString())).isEqualTo(second.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-29T00:00:00Z",
                "2100-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:60Z",
                "2026-01-01T00:00:00.0Z",
                "2026-01-01t00:00:00Z",
                "2026-01-01T00:00:00z",
                "2026-01-01T00:00:00+",
                "2026-01-01T00:00:00,000Z",
                "2026-01-01T0x:00:00Z"
            })
    void leavesEverythingElse(String text) {
        assertThat(PlainTime.millis(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-29T12:34:56Z", "2000-02-29T12:34:56.789Z", "0000-01-01T00:00:00Z"})
    void knowsLeapDays(String text) {
        assertThat(PlainTime.millis(text)).isEqualTo(Instant.parse(text).toEpochMilli());
    }
}
