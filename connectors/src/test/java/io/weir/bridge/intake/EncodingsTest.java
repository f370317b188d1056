package io.weir.bridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in other encodings than UTF-8, and those that only look like one. */
class EncodingsTest {
    private static final Origin ORIGIN = new Origin("acme", "test", Instant.parse("2026-11-20T13:00:00Z"));
    private static final String BODY = "[{\"labels\":{\"alertname\":\"Über\"}}]";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void anAlertIsReadInAnyOfThem(String encoding) {
        for (String text : new String[] {BODY, "\uFEFF" + BODY}) {
            Reading reading = AlertmanagerApi.read(text.getBytes(Charset.forName(encoding)), ORIGIN);

            assertThat(reading.rejected()).isEmpty();
            assertThat(reading.alerts())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.labels()).containsEntry("alertname", "Über"));
        }
    }

    @Test
    void whatOnlyBeginsLikeOneIsRejectedWithItsBytes() {
        for (String begin :
                new String[] {"\0\0\0", "\0\0\0[", "\0\0\0[\0\0\0]", "[\0\0\0", "\0[", "[\0", "\0\0\uFFFF"}) {
            byte[] body = Arrays.copyOf(begin.getBytes(StandardCharsets.ISO_8859_1), 41);
            Arrays.fill(body, begin.length(), 41, (byte) 0xe2);
            for (Reading reading : new Reading[] {
                AlertmanagerApi.read(body, ORIGIN),
                AlertmanagerWebhook.read(body, ORIGIN),
                UptimeKuma.read(body, "application/json", null, ORIGIN)
            }) {
                assertThat(reading.alerts()).isEmpty();
                assertThat(reading.rejected()).isNotEmpty();
            }
        }
    }
}
