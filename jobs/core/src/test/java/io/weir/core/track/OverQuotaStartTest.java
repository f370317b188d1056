package io.weir.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.OverQuotaRule;
import io.weir.core.sample.Books;
import io.weir.core.scenario.KeyedRun;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.OverQuota;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a bridge says of a quota is told whatever the tenant's rules and downtimes say. */
class OverQuotaStartTest {
    private final KeyedRun<TrackState, Alert, TrackOutput> run =
            new KeyedRun<>(new TrackMachine(Books.withDowntime(0, 60_000)));

    private static Alert alert(String source) {
        Map<String, String> labels =
                Map.of("alertname", OverQuota.ALERTNAME, "cluster", "c1", OverQuota.QUOTA, "alertsPerSecond");
        return new Alert(
                Books.TENANT,
                source,
                "00000000000000aa",
                AlertStatus.FIRING,
                null,
                null,
                120_000L,
                labels,
                Map.of(),
                null,
                null,
                10_000L,
                null);
    }

    @Test
    void noDowntimeHoldsItAndNoRuleOfTheTenantGroupsIt() {
        List<TrackOutput> out = run.accept("k", alert(OverQuota.SOURCE), 10_000);
        assertThat(out).extracting(TrackOutput::verdict).containsExactly(Verdict.STARTED);
        assertThat(out.get(0).event().onset().policy().rule()).isEqualTo(OverQuotaRule.NAME);
        assertThat(out.get(0).event().onset().policy().waitMs()).isZero();
        assertThat(out.get(0).event().onset().scope()).isEmpty();
    }

    @Test
    void aTenantsAlertWithTheSameLabelsIsHeldLikeAnyOther() {
        List<TrackOutput> out = run.accept("k", alert("prometheus"), 10_000);
        assertThat(out).extracting(TrackOutput::verdict).containsExactly(Verdict.HELD);
    }
}
