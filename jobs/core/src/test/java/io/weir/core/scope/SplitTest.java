package io.weir.core.scope;

import static io.weir.core.sample.Episodes.ends;
import static io.weir.core.sample.Episodes.starts;
import static io.weir.core.sample.Shaped.splitting;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.sample.ScopeRun;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A burst beside an incident that is under way. */
class SplitTest {
    private final ScopeRun run = new ScopeRun();

    /** An incident that goes on until {@code end}, with an alert every 30 s. */
    private void underWay(long end) {
        for (long at = 0; at < end; at += 30_000) {
            run.tell(splitting(starts("old" + at, at)));
        }
    }

    private void burst(long at, int alerts) {
        for (int i = 0; i < alerts; i++) {
            run.tell(splitting(starts("new" + i, at + i * 500L)));
        }
    }

    private List<Incident> newest() {
        return run.incidents().stream()
                .filter(i -> run.incidents().stream()
                        .noneMatch(j -> j.incidentId().equals(i.incidentId()) && j.revision() > i.revision()))
                .toList();
    }

    private Incident newestWith(String alert) {
        return newest().stream()
                .filter(i -> i.members().stream().anyMatch(m -> m.fingerprint().equals(alert)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void becomesAnIncidentOfItsOwnWithItsFirstAlerts() {
        underWay(300_000);
        burst(310_000, 10);
        run.until(400_000);
        assertThat(newest()).hasSize(2);
        Incident old = newestWith("old0");
        Incident young = newestWith("new9");
        assertThat(young.members())
                .hasSize(10)
                .allMatch(m -> m.labels().get("alertname").startsWith("new"));
        assertThat(young.openedAt()).isEqualTo(310_000);
        assertThat(old.members())
                .filteredOn(m -> m.status() != Member.Status.MOVED)
                .hasSize(10)
                .allMatch(m -> m.labels().get("alertname").startsWith("old"));
        assertThat(run.decisionsOn("new0")).containsExactly("joined same-problem", "moved burst-onset");
    }

    @Test
    void aSecondWaveOfAnIncidentThatIsStillFormingIsNoNewProblem() {
        underWay(150_000);
        burst(160_000, 10);
        run.until(250_000);
        assertThat(newest()).hasSize(1);
    }

    @Test
    void aFewAlertsAreNoBurst() {
        underWay(300_000);
        burst(310_000, 3);
        run.until(400_000);
        assertThat(newest()).hasSize(1);
    }

    @Test
    void withoutSplitAllIsOneIncident() {
        for (long at = 0; at < 300_000; at += 30_000) {
            run.tell(starts("old" + at, at));
        }
        for (int i = 0; i < 10; i++) {
            run.tell(starts("new" + i, 310_000 + i * 500L));
        }
        run.until(400_000);
        assertThat(newest()).hasSize(1);
    }

    @Test
    void whatHasEndedMeanwhileGoesOverAsEnded() {
        underWay(300_000);
        run.tell(splitting(starts("quick", 310_000))).tell(ends("quick", 310_000, 310_200));
        burst(310_300, 10);
        run.until(400_000);
        Member quick = newestWith("new9").members().stream()
                .filter(m -> m.fingerprint().equals("quick"))
                .findFirst()
                .orElseThrow();
        assertThat(quick.status()).isEqualTo(Member.Status.RESOLVED);
    }
}
