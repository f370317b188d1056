package io.weir.core.scope;

import static io.weir.core.sample.Episodes.starts;
import static io.weir.core.sample.Episodes.waiting;
import static io.weir.core.sample.Shaped.late;
import static io.weir.core.sample.Shaped.splitting;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.sample.ScopeRun;
import io.weir.schema.Incident;
import io.weir.schema.Incident.Kind;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes together although it did not begin together. */
class LateBatchTest {
    private final ScopeRun run = new ScopeRun();

    private List<Incident> opened() {
        return run.incidents().stream().filter(i -> i.kind() == Kind.OPENED).toList();
    }

    @Test
    void alertsOfOneDelayedNotificationAreOneIncidentWithWhatComesNext() {
        run.tell(
                late(starts("a", 600_000), 470_000, false),
                late(starts("b", 600_000), 400_000, false),
                late(starts("c", 600_000), 310_000, false));
        run.tell(starts("d", 601_000)).until(700_000);
        assertThat(opened()).hasSize(1);
        assertThat(run.last().memberCount()).isEqualTo(4);
    }

    @Test
    void whatIsReleasedByItsCauseIsNoBurst() {
        run.tell(splitting(starts("old", 0))).until(200_000);
        for (int i = 0; i < 8; i++) {
            run.tell(splitting(starts("r" + i, 1_000)).released(361_000 + i));
        }
        run.tell(splitting(starts("other", 363_000))).until(400_000);
        assertThat(opened()).hasSize(2);
        assertThat(run.decisionsOn("r0")).doesNotContain("moved burst-onset");
    }

    @Test
    void aWorseAlertIsListedEvenAmongAThousandThatFire() {
        for (int i = 0; i < IncidentState.TRACKED_MAX; i++) {
            run.tell(starts("link" + i, 0, Severity.WARNING, waiting(5_000)));
        }
        run.tell(starts("disk", 1_000, Severity.CRITICAL, waiting(5_000))).until(10_000);
        assertThat(run.last().memberCount()).isEqualTo(IncidentState.TRACKED_MAX + 1);
        assertThat(run.last().firingCount()).isEqualTo(IncidentState.TRACKED_MAX + 1);
        assertThat(run.last().members()).extracting(Member::fingerprint).contains("disk");
    }
}
