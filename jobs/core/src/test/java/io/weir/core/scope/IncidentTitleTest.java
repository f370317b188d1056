package io.weir.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.Member;
import io.weir.schema.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The one line people read first. */
class IncidentTitleTest {
    private static Listed alert(Map<String, String> labels, Map<String, String> annotations) {
        return alert(labels, annotations, 0);
    }

    private static Listed alert(Map<String, String> labels, Map<String, String> annotations, long joinedAt) {
        Member member = new Member(
                "0123456789abcdef",
                0L,
                null,
                Member.Status.FIRING,
                Severity.CRITICAL,
                labels,
                annotations,
                "alertmanager",
                null,
                joinedAt,
                false,
                false,
                null,
                null,
                null,
                null);
        return new Listed(member, true);
    }

    private static String one(Map<String, String> labels, Map<String, String> annotations) {
        return IncidentTitle.of(List.of(alert(labels, annotations)), 1, Map.of());
    }

    @Test
    void oneAlertWithPlaceAndSummary() {
        assertThat(one(Map.of("alertname", "DbDown", "instance", "db1"), Map.of("summary", " no answer \n")))
                .isEqualTo("DbDown on db1: no answer");
    }

    @Test
    void theMonitorStandsInForTheInstance() {
        assertThat(one(Map.of("alertname", "MonitorDown", "monitor", "shop"), Map.of()))
                .isEqualTo("MonitorDown on shop");
    }

    @Test
    void anAlertWithoutNameHasItsFingerprint() {
        assertThat(one(Map.of(), Map.of())).isEqualTo("alert 0123456789abcdef");
    }

    @Test
    void manyInOnePlace() {
        Listed down = alert(Map.of("alertname", "NodeDown"), Map.of());
        Listed slow = alert(Map.of("alertname", "Slow"), Map.of(), 1);
        assertThat(IncidentTitle.of(List.of(slow, down, down), 7, Map.of("cluster", "c1")))
                .isEqualTo("7 alerts in cluster=c1: NodeDown ×2, Slow");
        assertThat(IncidentTitle.of(List.of(down, slow), 2, Map.of("cluster", "")))
                .as("a label without value is no place")
                .isEqualTo("2 alerts: NodeDown, Slow");
    }
}
