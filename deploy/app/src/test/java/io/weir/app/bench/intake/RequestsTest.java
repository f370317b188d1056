package io.weir.app.bench.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.MixSize;
import io.weir.bridge.intake.AlertmanagerApi;
import io.weir.bridge.intake.AlertmanagerWebhook;
import io.weir.bridge.intake.Origin;
import io.weir.bridge.intake.Reading;
import io.weir.schema.Alert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is posted says what the load says. */
class RequestsTest {
    private static final MixSize SIZE = new MixSize(4_000, 1_000, 300, 5, 100);
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    @Test
    void aWebhookIsReadAsTheAlertsItWasMadeOf() throws Exception {
        List<Alert> alerts = alerts();

        Reading reading = AlertmanagerWebhook.read(BodyForm.WEBHOOK.body(alerts), origin());

        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.alerts())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("tenant", "receivedAt")
                .isEqualTo(alerts);
    }

    @Test
    void theApiIsToldTheSame() throws Exception {
        List<Alert> alerts = alerts();

        Reading reading = AlertmanagerApi.read(BodyForm.API.body(alerts), origin());

        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.alerts())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                        "tenant", "receivedAt", "source", "sourceUrl", "expiresAt")
                .isEqualTo(alerts);
    }

    @Test
    void eachRequestIsFullAndOfOneTenant() throws Exception {
        Set<String> seen = new HashSet<>();
        Requests requests = Requests.of(new AlertMix(SIZE, 1), 40, 10, BodyForm.WEBHOOK, seen);

        assertThat(requests.alerts()).isEqualTo(400);
        assertThat(requests.bytes()).hasSize(40);
        Set<String> told = new HashSet<>();
        for (byte[] bytes : requests.bytes()) {
            String request = new String(bytes, StandardCharsets.UTF_8);
            String body = request.substring(request.indexOf("\r\n\r\n") + 4);
            assertThat(request)
                    .startsWith("POST /v1/alertmanager HTTP/1.1\r\n")
                    .contains("Content-Length: " + body.length() + "\r\n")
                    .contains("Authorization: Bearer bench-token-of-tenant-");
            JsonNode sent = JsonMapper.builder().build().readTree(body).path("alerts");
            assertThat(sent).hasSize(10);
            sent.forEach(alert -> told.add(alert.path("fingerprint").asText()));
        }
        assertThat(seen).containsAll(told);
    }

    private static List<Alert> alerts() {
        AlertMix mix = new AlertMix(SIZE, 1);
        List<Alert> alerts = new ArrayList<>();
        while (alerts.size() < 400) {
            alerts.add(mix.next());
        }
        return alerts;
    }

    private static Origin origin() {
        return new Origin("acme", null, LATER);
    }
}
