package io.weir.app.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.bridge.intake.AlertmanagerWebhook;
import io.weir.bridge.intake.Origin;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private static final int ACTIVE = 1000;
    private static final int TENANTS = 5;

    private final Background background = new Background(ACTIVE, TENANTS);
    /** When each alert that fires has started. */
    private final Map<String, Long> firing = new HashMap<>();

    private int starts;
    private int ends;

    @Test
    void startsEverythingAndGoesOnWithTheMix() throws Exception {
        while (!background.isStarted()) {
            tell(background.next());
        }
        assertThat(firing).hasSizeBetween(ACTIVE - TENANTS * Background.PER_MESSAGE, ACTIVE);
        assertThat(ends).isZero();
        int before = starts;

        int messages = 2000;
        for (int i = 0; i < messages; i++) {
            tell(background.next());
        }

        double alerts = messages * (double) Background.PER_MESSAGE;
        assertThat((starts - before) / alerts).isCloseTo(0.05, within(0.01));
        assertThat(ends / alerts).isCloseTo(0.05, within(0.01));
    }

    /** One message; it fails where a source would never have sent it. */
    private void tell(Webhook message) throws Exception {
        long now = System.currentTimeMillis();
        Origin origin = new Origin(message.tenant(), null, Instant.ofEpochMilli(now));
        List<Alert> alerts = AlertmanagerWebhook.read(message.body(), origin).alerts();
        assertThat(alerts).hasSize(message.alerts()).hasSize(Background.PER_MESSAGE);
        for (Alert alert : alerts) {
            Long since = firing.get(alert.fingerprint());
            if (alert.status() == AlertStatus.RESOLVED) {
                assertThat(since).isEqualTo(alert.startsAt());
                assertThat(alert.endsAt()).isBetween(alert.startsAt(), now);
                firing.remove(alert.fingerprint());
                ends++;
            } else if (since == null) {
                firing.put(alert.fingerprint(), alert.startsAt());
                starts++;
            } else {
                assertThat(alert.startsAt()).as("repeated").isEqualTo(since);
            }
        }
    }
}
