package io.weir.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.schema.EpochMillis;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DowntimeRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-20T13:00:00Z");

    /** What the log has is compared with what was asked for. */
    @Test
    void nothingIsLaterThanARecordCanSay() {
        assertThat(read("\"duration\":\"999999999d\"").to()).isEqualTo(EpochMillis.LAST);
        assertThat(read("\"to\":\"9999-12-31T23:59:59Z\"").to()).isLessThan(EpochMillis.LAST);
        assertThatThrownBy(() -> read("\"to\":\"9999-12-31T23:59:59-01:00\"")).isInstanceOf(Refusal.class);
    }

    private static DowntimeRequest read(String end) {
        String json = "{\"matchers\":[\"a=b\"],\"comment\":\"c\"," + end + "}";
        return DowntimeRequest.read(json.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
