package io.weir.core.scope;

import static io.weir.core.sample.Episodes.ends;
import static io.weir.core.sample.Episodes.starts;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.sample.Episodes;
import io.weir.core.sample.ScopeRun;
import io.weir.schema.Incident;
import io.weir.schema.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who joins whom: gap 60 s, maximum span 10 minutes. */
class GroupingTest {
    private final ScopeRun run = new ScopeRun();

    private long incidents() {
        return run.incidents().stream().map(Incident::incidentId).distinct().count();
    }

    @Test
    void joinsExactlyAtTheGap() {
        run.tell(starts("a", 0)).tell(starts("b", 60_000)).until(600_000);
        assertThat(incidents()).isEqualTo(1);
    }

    @Test
    void beginsANewOneBeyondTheGap() {
        run.tell(starts("a", 0)).tell(starts("b", 60_001)).until(600_000);
        assertThat(incidents()).isEqualTo(2);
    }

    @Test
    void theGapCountsFromTheLastJoin() {
        run.tell(starts("a", 0))
                .tell(starts("b", 50_000))
                .tell(starts("c", 110_000))
                .until(600_000);
        assertThat(incidents()).isEqualTo(1);
    }

    @Test
    void anEndDoesNotBridgeTheGap() {
        run.tell(starts("a", 0), starts("x", 0))
                .tell(ends("a", 0, 50_000))
                .tell(starts("b", 70_000))
                .until(600_000);
        assertThat(incidents()).isEqualTo(2);
    }

    private void chain(long last) {
        for (int i = 0; i <= 10; i++) {
            run.tell(starts("a" + i, Math.min(i * 60_000L, 599_999)));
        }
        run.tell(starts("last", last)).until(1_200_000);
    }

    @Test
    void joinsExactlyAtTheMaximumSpan() {
        chain(600_000);
        assertThat(incidents()).isEqualTo(1);
    }

    @Test
    void beginsANewOneBeyondTheMaximumSpan() {
        chain(600_001);
        assertThat(incidents()).isEqualTo(2);
    }

    @Test
    void aChainOfSmallGapsIsCutByTheSpanAlone() {
        for (int i = 0; i < 30; i++) {
            run.tell(starts("a" + i, i * 30_000L));
        }
        run.until(2_000_000);
        assertThat(incidents()).isEqualTo(2);
        assertThat(run.incidents().stream()
                        .filter(i ->
                                i.incidentId().equals(run.incidents().get(0).incidentId())))
                .extracting(Incident::memberCount)
                .last()
                .isEqualTo(21);
    }

    @Test
    void aKnownAlertComesHomeBeyondGapAndSpan() {
        run.tell(starts("a", 0), starts("x", 0))
                .tell(ends("a", 0, 1_000))
                .tell(starts("a", 3_600_000))
                .until(4_000_000);
        assertThat(incidents()).isEqualTo(1);
    }

    @Test
    void joinsTheNewestOfTwoOpenOnes() {
        run.tell(starts("a", 0))
                .tell(starts("b", 100_000))
                .tell(starts("c", 110_000))
                .until(140_000);
        assertThat(run.last().openedAt()).isEqualTo(100_000);
        assertThat(run.last().firingCount()).isEqualTo(2);
        assertThat(incidents()).isEqualTo(2);
    }

    @Test
    void theIncidentFinishesUnderTheRulesItOpenedWith() {
        run.tell(starts("a", 0)).until(5_000);
        run.tell(starts("b", 20_000, Severity.CRITICAL, Episodes.policy(0, 1, 1, 1)));
        assertThat(run.incidents()).as("its updateEvery is still 30 s").hasSize(1);
        run.until(45_000);
        assertThat(run.last().memberCount()).isEqualTo(2);
    }

    @Test
    void theIdIsAHashOfTenantScopeAndFirstEpisode() {
        assertThat(idOf(starts("a", 0))).matches("[0-9a-f]{20}").isEqualTo(idOf(starts("a", 0)));
        assertThat(idOf(starts("a", 0))).isNotEqualTo(idOf(starts("b", 0))).isNotEqualTo(idOf(starts("a", 1)));
    }

    @Test
    void theIdDiffersWithTheScopeKey() {
        EpisodeEvent event = starts("a", 0);
        EpisodeEvent foreign = EpisodeEvent.started(
                event.at(), "initech", "initech|c1", event.fingerprint(), event.startsAt(), false, event.onset(), null);
        assertThat(idOf(foreign)).isNotEqualTo(idOf(event));
    }

    private static String idOf(EpisodeEvent first) {
        return new ScopeRun().tell(first).until(10_000).last().incidentId();
    }

    @Test
    void titleOfOneIsTheAlertWithItsPlaceAndSummary() {
        assertThat(new ScopeRun().tell(starts("DbDown", 0)).until(5_000).last().title())
                .isEqualTo("DbDown");
    }

    @Test
    void titleOfManyNamesTheWorstFirstAndStopsAtThree() {
        run.tell(
                        starts("Slow", 0, Severity.INFO, Episodes.waiting(5_000)),
                        starts("Full", 0, Severity.WARNING, Episodes.waiting(5_000)),
                        starts("Down", 0, Severity.CRITICAL, Episodes.waiting(5_000)),
                        starts("Gone", 0, Severity.EMERGENCY, Episodes.waiting(5_000)))
                .until(5_000);
        assertThat(run.last().title()).isEqualTo("4 alerts in cluster=c1: Gone, Down, Full, …");
        assertThat(run.last().scope()).isEqualTo(Map.of("cluster", "c1"));
    }
}
