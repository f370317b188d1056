package io.weir.core.scope;

import static io.weir.core.sample.Episodes.ends;
import static io.weir.core.sample.Episodes.starts;
import static io.weir.core.sample.Shaped.atLeast;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.sample.ScopeRun;
import io.weir.schema.Decision;
import io.weir.schema.Incident.Kind;
import org.junit.jupiter.api.Test;

/** Rules that tell of a problem only from a number of alerts on. */
class MinAlertsTest {
    private final ScopeRun run = new ScopeRun();

    @Test
    void nobodyIsToldOfTooFewHoweverLongTheyFire() {
        run.tell(atLeast(2, starts("a", 0))).until(86_400_000);
        assertThat(run.incidents()).isEmpty();
        assertThat(run.wakeAt()).as("no timer while it waits for another alert").isNull();
        assertThat(run.state()).isNotNull();
    }

    @Test
    void theOneThatMakesThemEnoughOpensTheIncidentAtItsOwnInstant() {
        run.tell(atLeast(2, starts("a", 0))).until(59_999);
        run.tell(atLeast(2, starts("b", 60_000)));
        assertThat(run.last().kind()).isEqualTo(Kind.OPENED);
        assertThat(run.last().updatedAt()).isEqualTo(60_000);
        assertThat(run.last().openedAt()).isZero();
        assertThat(run.last().memberCount()).isEqualTo(2);
    }

    @Test
    void enoughWithinTheWaitOpenWhenItIsOver() {
        run.tell(atLeast(2, starts("a", 0)), atLeast(2, starts("b", 0))).until(5_000);
        assertThat(run.last().updatedAt()).isEqualTo(5_000);
    }

    @Test
    void twoEpisodesOfOneAlertAreOneAlert() {
        run.tell(atLeast(2, starts("a", 0))).tell(ends("a", 0, 1_000)).tell(atLeast(2, starts("a", 2_000)));
        run.until(600_000);
        assertThat(run.incidents()).isEmpty();
    }

    @Test
    void asLongAsTooFewFireTheNextOneIsWaitedForBeyondTheGap() {
        run.tell(atLeast(2, starts("a", 0)))
                .tell(atLeast(2, starts("b", 60_001)))
                .until(600_000);
        assertThat(run.incidents()).hasSize(1);
        assertThat(run.last().firingCount()).isEqualTo(2);
    }

    @Test
    void tooFewThatAreOverAreGivenUpWithAWord() {
        run.tell(atLeast(2, starts("a", 0))).tell(ends("a", 0, 10_000)).until(39_999);
        assertThat(run.isWithoutIncidents()).isFalse();
        run.until(40_000);
        assertThat(run.isWithoutIncidents()).isTrue();
        assertThat(run.incidents()).isEmpty();
        assertThat(run.decisions()).last().satisfies(decision -> {
            assertThat(decision.kind()).isEqualTo(Decision.Kind.HELD);
            assertThat(decision.reason()).isEqualTo("below-min-alerts");
            assertThat(decision.fingerprint()).as("counted when it started").isNull();
            assertThat(decision.detail()).containsEntry("fingerprints", "a").containsEntry("minAlerts", "2");
        });
    }
}
