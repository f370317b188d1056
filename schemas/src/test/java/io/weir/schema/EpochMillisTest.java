package io.weir.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochMillisTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Moment(@EpochMillis Long at) {}

    @Property
    void everyInstantOfRfc3339Survives(@ForAll @LongRange(min = EpochMillis.FIRST, max = EpochMillis.LAST) long millis)
            throws IOException {
        String text = JSON.writeValueAsString(new Moment(millis));

        assertThat(text).isEqualTo("{\"at\":\"" + Instant.ofEpochMilli(millis) + "\"}");
        assertThat(JSON.readValue(text, Moment.class).at()).isEqualTo(millis);
    }

    @Property
    void whatLiesBeyondBecomesTheNearest(@ForAll long millis) throws IOException {
        Moment read = JSON.readValue(JSON.writeValueAsString(new Moment(millis)), Moment.class);

        assertThat(read.at()).isEqualTo(Math.max(EpochMillis.FIRST, Math.min(EpochMillis.LAST, millis)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T13:19:18.722Z, 1795180758722",
        "2026-11-20T14:19:18.722+01:00, 1795180758722",
        "2026-11-20T13:19:18.722999999Z, 1795180758722",
        "2026-11-20T13:19:18Z, 1795180758000",
        "1969-12-31T23:59:59.9995Z, -1",
        "0001-01-01T00:00:00Z, -62135596800000",
        "9999-12-31T23:59:59.999Z, 253402300799999"
    })
    void readsAnyOffsetAndCutsFinerDigits(String text, long millis) throws IOException {
        assertThat(JSON.readValue("{\"at\":\"" + text + "\"}", Moment.class).at())
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"soon\"",
                "\"2026-11-20\"",
                "\"2026-11-20T13:19:18\"",
                "\"2026-02-30T00:00:00Z\"",
                "\"+12026-11-20T13:19:18Z\"",
                "\"+999999999-12-31T23:59:59Z\"",
                "\"-0001-01-01T00:00:00Z\"",
                "1795180758722",
                "true",
                "[\"2026-11-20T13:19:18Z\"]",
                "{}"
            })
    void refusesEverythingElse(String json) {
        assertThatThrownBy(() -> JSON.readValue("{\"at\":" + json + "}", Moment.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("expected an RFC 3339 time")
                .hasMessageContaining("[\"at\"]");
    }
}
