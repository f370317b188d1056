package io.weir.bridge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.bridge.intake.KnownAlerts.Known;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownAlertsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
    private static final Origin ORIGIN = new Origin("acme", null, NOW);
    private static final String URL = "http://am.example.org";

    @Test
    void whatAnAlertmanagerAnsweredIsWhatItsWebhookWouldSay() throws IOException {
        JsonNode recorded;
        try (InputStream in =
                getClass().getResourceAsStream("/recordings/alertmanager-asked/alerts-get-all-with-inhibited.json")) {
            recorded = new ObjectMapper().readTree(in).at("/response/body");
        }

        List<Known> known = KnownAlerts.read(recorded.toString().getBytes(StandardCharsets.UTF_8), ORIGIN, URL);

        assertThat(known).extracting(Known::active).containsExactly(false, true, false);
        assertThat(known)
                .extracting(one -> one.alert().fingerprint())
                .containsExactly("4aba2af7dc42e5bf", "8e6faa234c712828", "9ed0ef90ffcef471");
        assertThat(known.get(1).receivers()).containsExactlyInAnyOrder("audit-bearer", "bridge");
        Alert alert = known.get(0).alert();
        assertThat(alert.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert.source()).isEqualTo(AlertmanagerWebhook.SOURCE);
        assertThat(alert.sourceUrl()).isEqualTo(URL);
        assertThat(alert.observation()).isEqualTo(Alert.POLLED);
        assertThat(alert.startsAt())
                .isEqualTo(Instant.parse("2026-11-20T13:49:05.893Z").toEpochMilli());
        assertThat(alert.endsAt()).isNull();
        assertThat(alert.expiresAt()).isNull();
    }

    @Test
    void theFingerprintIsThatOfTheLabels() throws IOException {
        String body = "[{\"labels\":{\"alertname\":\"A\"},\"fingerprint\":\"0000000000000000\","
                + "\"status\":{\"state\":\"active\"}}]";

        assertThat(KnownAlerts.read(bytes(body), ORIGIN, URL))
                .extracting(one -> one.alert().fingerprint())
                .doesNotContain("0000000000000000");
    }

    @Test
    void anEmptyArrayIsAnAnswer() throws IOException {
        assertThat(KnownAlerts.read(bytes("[]\n"), ORIGIN, URL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "<html>login</html>",
                "[",
                "[{\"labels\":{\"a\":\"b\"},\"status\":{\"state\":\"active\"}}",
                "[{\"labels\":{\"a\":\"b\"}}]",
                "[{\"labels\":{\"a\":\"b\"},\"status\":\"firing\"}]",
                "[{\"status\":{\"state\":\"active\"}}]",
                "[1]",
                "[] []",
            })
    void anythingElseIsNone(String body) {
        assertThatThrownBy(() -> KnownAlerts.read(bytes(body), ORIGIN, URL)).isInstanceOf(IOException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
