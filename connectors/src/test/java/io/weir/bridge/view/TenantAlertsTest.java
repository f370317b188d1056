package io.weir.bridge.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.bridge.view.TenantAlerts.AlertState;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TenantAlertsTest {
    private static final byte[] RECORD = "{\"labels\":{\"host\":\"a\"}}".getBytes(StandardCharsets.UTF_8);

    private final TenantAlerts alerts = new TenantAlerts(100, new MemoryBudget(Long.MAX_VALUE), kind -> {});

    @Test
    void whoHasNoMoreTimeCountsTheNewestOnly() {
        for (int i = 0; i < 5; i++) {
            alerts.observed("fires-" + i, RECORD, new AlertGlance(true, null, null), i);
            alerts.observed("over-" + i, RECORD, new AlertGlance(false, null, null), i);
        }

        AtomicInteger asked = new AtomicInteger();
        MatchingAlerts some = alerts.firing(
                labels -> labels.get("host").equals("a"),
                2,
                10,
                () -> asked.incrementAndGet() <= 3,
                TenantAlertsTest::shown);
        assertThat(some.complete()).isFalse();
        assertThat(some.count()).isEqualTo(3);
        assertThat(some.alerts())
                .extracting(alert -> alert.path("name").asText())
                .containsExactly("fires-4", "fires-3");
        assertThat(asked).as("nobody asks on").hasValue(4);

        MatchingAlerts all = alerts.firing(labels -> true, 2, 10, () -> true, TenantAlertsTest::shown);
        assertThat(all.complete()).isTrue();
        assertThat(all.count()).isEqualTo(5);
    }

    private static ObjectNode shown(AlertState alert) {
        return JsonNodeFactory.instance.objectNode().put("name", alert.fingerprint());
    }
}
