package io.weir.bridge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T13:25:04.347771584Z",
                "2026-11-20T13:25:04Z",
                "2026-11-20T13:25:04.3Z",
                "2026-11-20T13:25:04.34Z",
                "2026-11-20T23:59:59.999999999Z",
                "2028-02-29T00:00:00Z",
                "2026-12-31T00:00:00.001Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.5Z",
                "9999-12-31T23:59:59Z",
                "2026-11-20T13:25:04.123+02:00",
                "2026-11-20T13:25:04-11:30",
            })
    void readsTheSameAsTheJavaLibrary(String text) {
        assertThat(SourceTime.rfc3339(text))
                .isEqualTo(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-20",
                "2026-11-20T13:25:04",
                "2027-02-29T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-11-00T00:00:00Z",
                "2026-11-31T00:00:00Z",
                "2026-11-20T24:00:01Z",
                "2026-11-20T13:60:00Z",
                "2026-11-20T13:25:61Z",
                "2026-11-20T13:25:04,5Z",
                "2026-11-2OT13:25:04Z",
                "+12026-11-20T13:25:04Z",
                "2026-11-20T13:25:04.1234567890Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> SourceTime.rfc3339(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void goTellsNoTimeByTheYearOne() {
        assertThat(SourceTime.rfc3339("0001-01-01T00:00:00Z")).isNull();
        assertThat(SourceTime.rfc3339("0001-01-01T01:00:00+01:00")).isNull();
    }

    @Test
    void kumasTimesAreUtc() {
        assertThat(SourceTime.kuma("2026-11-20 13:23:57.351"))
                .isEqualTo(SourceTime.rfc3339("2026-11-20T13:23:57.351Z"));
        assertThat(SourceTime.kuma("2026-11-20 13:23:57")).isEqualTo(SourceTime.rfc3339("2026-11-20T13:23:57Z"));
        assertThat(SourceTime.kuma("2026-11-20T14:23:57+01:00")).isEqualTo(SourceTime.rfc3339("2026-11-20T13:23:57Z"));
        assertThat(SourceTime.kuma("soon")).isNull();
    }
}
