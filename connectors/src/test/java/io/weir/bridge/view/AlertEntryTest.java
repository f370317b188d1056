package io.weir.bridge.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AlertEntryTest {
    private static final byte[] RECORD = {};

    @Test
    void repeatsAreCountedAndANewEpisodeBeginsAnew() {
        AlertEntry entry = AlertEntry.after(null, RECORD, firing("t1"), 10);
        entry = AlertEntry.after(entry, RECORD, firing(null), 20);
        assertThat(entry.count()).isEqualTo(2);
        assertThat(entry.since()).isEqualTo(10);

        entry = AlertEntry.after(entry, RECORD, firing("t2"), 30);
        assertThat(entry.count()).isEqualTo(1);
        assertThat(entry.since()).isEqualTo(30);

        entry = AlertEntry.after(entry, RECORD, new AlertGlance(false, "t2", null), 40);
        assertThat(entry.count()).isEqualTo(2);
        assertThat(entry.resolvedAt()).isEqualTo(40);

        entry = AlertEntry.after(entry, RECORD, firing("t2"), 50);
        assertThat(entry.count()).isEqualTo(1);
        assertThat(entry.resolvedAt()).isEqualTo(40);
    }

    @Test
    void aGlanceReadsWhatTheRecordSays() throws IOException {
        AlertGlance glance = AlertGlance.at(("{\"schema\":\"weir.alert/1\",\"labels\":{\"status\":\"x\"},"
                        + "\"status\":\"firing\",\"startsAt\":\"2026-11-20T13:00:00Z\","
                        + "\"expiresAt\":\"1970-01-01T00:00:01.5Z\",\"new\":[{}]}")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(glance).isEqualTo(new AlertGlance(true, "2026-11-20T13:00:00Z", 1500L));
    }

    private static AlertGlance firing(String startsAt) {
        return new AlertGlance(true, startsAt, null);
    }
}
