package io.weir.app.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.MixSize;
import io.weir.bridge.intake.AlertmanagerWebhook;
import io.weir.bridge.intake.Origin;
import io.weir.schema.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bridge reads from a message the alerts that were put into it. */
class WebhookTest {
    @Test
    void carriesAlertsThatFireAndThatEnded() {
        AlertMix mix = new AlertMix(new MixSize(200, 100, 50, 1, 10), 1);
        List<Alert> alerts = new ArrayList<>();
        while (mix.hasNext()) {
            alerts.add(mix.next());
        }
        Webhook message = Webhook.of(alerts);
        assertThat(message.tenant()).isEqualTo("tenant-0");
        assertThat(message.alerts()).isEqualTo(200);

        Instant now = Instant.ofEpochMilli(AlertMix.START);
        List<Alert> read = AlertmanagerWebhook.read(message.body(), new Origin("tenant-0", null, now))
                .alerts();
        assertThat(read).hasSameSizeAs(alerts);
        for (int i = 0; i < alerts.size(); i++) {
            assertThat(read.get(i))
                    .usingRecursiveComparison()
                    .ignoringFields("receivedAt")
                    .isEqualTo(alerts.get(i));
        }
        assertThat(read).anyMatch(alert -> alert.endsAt() != null);
    }
}
