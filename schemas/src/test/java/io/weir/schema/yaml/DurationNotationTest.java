package io.weir.schema.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationNotationTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "5m, PT5M",
        "4h, PT4H",
        "7d, PT168H",
        "1h30m, PT1H30M",
        "1d2h3m4s5ms, PT26H3M4.005S",
        "90m, PT1H30M",
        "0, PT0S",
        "0s, PT0S",
        "999999999d, PT23999999976H"
    })
    void reads(String text, Duration expected) {
        assertThat(DurationNotation.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "m",
                "5 m",
                "5min",
                "-5m",
                "5M",
                "1.5h",
                "30m1h",
                "5m5m",
                "1w",
                "PT5M",
                "9999999999s",
                "5m ",
                "٥m"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> DurationNotation.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a duration such as 500ms, 30s, 5m, 4h, 7d or 1h30m, found: " + text);
    }

    @Property
    void whatIsFormattedIsRead(@ForAll @LongRange(min = 0, max = 86_400_000_000L) long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(DurationNotation.parse(DurationNotation.format(duration))).isEqualTo(duration);
    }
}
