package io.weir.app.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OneIncidentTest {

    @Test
    void everyMemberStartsAndEndsOnceInOrderOfTime() {
        OneIncident load = new OneIncident(500);
        Set<String> firing = new HashSet<>();
        Set<String> seen = new HashSet<>();
        long before = 0;
        while (load.hasNext()) {
            Alert alert = load.next();
            assertThat(alert.receivedAt()).isGreaterThanOrEqualTo(before);
            before = alert.receivedAt();
            assertThat(alert.labels()).containsEntry("cluster", "cluster-storm");
            seen.add(alert.fingerprint());
            boolean changed = alert.status() == AlertStatus.FIRING
                    ? firing.add(alert.fingerprint())
                    : firing.remove(alert.fingerprint());
            assertThat(changed).isTrue();
        }

        assertThat(firing).isEmpty();
        assertThat(seen).hasSize(500);
    }
}
