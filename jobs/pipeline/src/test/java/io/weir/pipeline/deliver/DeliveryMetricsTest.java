package io.weir.pipeline.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.pipeline.RecordedMetrics;
import io.weir.pipeline.Samples;
import io.weir.schema.Incident;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How long it took, and what stands in the way. */
class DeliveryMetricsTest {
    private static final String HEARD = "weir.alert_to_incident_seconds_count";
    private static final String SHOWN = "weir.incident_to_ticket_seconds_count";

    private final RecordedMetrics recorded = new RecordedMetrics();
    private final AtomicBoolean leftAlone = new AtomicBoolean();
    private final DeliveryMetrics metrics = new DeliveryMetrics(recorded, () -> 1, () -> 2, leftAlone::get);

    @Test
    void bucketsAddUp() {
        Incident incident = Samples.open("i-1", 1);
        metrics.heard(Samples.decided(incident), incident.openedAt() + 400);
        metrics.heard(Samples.decided(incident), incident.openedAt() + 4_000);
        metrics.heard(Samples.decided(incident), incident.openedAt() + 7_200_000);
        metrics.heard(Samples.decided(incident), incident.openedAt() - 5);
        assertThat(bucket("0.25")).isEqualTo(1L);
        assertThat(bucket("0.5")).isEqualTo(2L);
        assertThat(bucket("2.5")).isEqualTo(2L);
        assertThat(bucket("5.0")).isEqualTo(3L);
        assertThat(bucket("3600.0")).isEqualTo(3L);
        assertThat(bucket("+Inf")).isEqualTo(4L);
        assertThat(recorded.value(HEARD)).isEqualTo(4L);
        assertThat(recorded.value("weir.alert_to_incident_seconds_sum")).isEqualTo(7204.4);
    }

    private Object bucket(String bound) {
        return recorded.value("weir.le=" + bound + ".alert_to_incident_seconds_bucket");
    }

    @Test
    void anIncidentIsHeardOfOnce() {
        metrics.heard(Samples.decided(Samples.open("i-1", 2)), 5_000);
        assertThat(recorded.value(HEARD)).isEqualTo(0L);
    }

    @Test
    void aTicketThatIsOnlyLookedAtIsNoLatency() {
        Incident incident = Samples.open("i-1", 3);
        metrics.shown(incident, true, 0, incident.updatedAt() + 700);
        metrics.shown(incident, false, 1, incident.updatedAt() + 3_600_000);
        assertThat(recorded.value(SHOWN)).isEqualTo(1L);
        assertThat(recorded.value("weir.deliverLagMs")).isEqualTo(700L);
        assertThat(recorded.value("weir.tickets_duplicates_merged")).isEqualTo(1L);
    }

    @Test
    void whoIsLeftAloneShows() {
        assertThat(recorded.value("weir.ticketBreakerOpen")).isEqualTo(0);
        leftAlone.set(true);
        assertThat(recorded.value("weir.ticketBreakerOpen")).isEqualTo(1);
        assertThat(recorded.value("weir.ticketsWaiting")).isEqualTo(2);
    }
}
