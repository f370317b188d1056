package io.weir.core.scope;

import static io.weir.core.sample.Episodes.ends;
import static io.weir.core.sample.Episodes.playbook;
import static io.weir.core.sample.Episodes.starts;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.sample.ScopeRun;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More members than are kept whole: counted exactly, listed in part, never forgotten while they fire. */
class ManyMembersTest {
    private static final int MANY = IncidentState.TRACKED_MAX + 200;

    private final ScopeRun run = new ScopeRun();

    private static EpisodeEvent[] all(java.util.function.IntFunction<EpisodeEvent> event) {
        return IntStream.range(0, MANY).mapToObj(event).toArray(EpisodeEvent[]::new);
    }

    private static String name(int i) {
        return "a%05d".formatted(i);
    }

    @Test
    void allAreCountedAndAHundredListed() {
        run.tell(all(i -> starts(name(i), 0))).until(5_000);
        assertThat(run.last().memberCount()).isEqualTo(MANY);
        assertThat(run.last().firingCount()).isEqualTo(MANY);
        assertThat(run.last().members()).hasSize(100);
        assertThat(run.last().membersOmitted()).isEqualTo(MANY - 100);
    }

    @Test
    void itResolvesOnlyWhenTheLastOfThemEnded() {
        run.tell(all(i -> starts(name(i), 0))).until(5_000);
        for (int i = 0; i < MANY - 1; i++) {
            run.tell(ends(name(i), 0, 10_000));
        }
        run.until(600_000);
        assertThat(run.last().firingCount()).isEqualTo(1);
        assertThat(run.last().status()).isEqualTo(Incident.Status.OPEN);
        run.tell(ends(name(MANY - 1), 0, 700_000)).until(730_000);
        assertThat(run.last().kind()).isEqualTo(Incident.Kind.RESOLVED);
        assertThat(run.last().reason()).isEqualTo(Incident.Reason.ALL_RECOVERED);
        assertThat(run.last().memberCount()).isEqualTo(MANY);
        run.until(1_030_000);
        assertThat(run.state()).isNull();
    }

    @Test
    void oneThatIsNotKeptWholeAndWentStaleIsNotShownAsRecovered() {
        run.tell(all(i -> starts(name(i), 0))).until(5_000);
        for (int i = 0; i < MANY; i++) {
            run.tell(ends(name(i), 0, 10_000, i == MANY - 1 ? Ending.STALE : Ending.RECOVERED));
        }
        run.until(600_000);
        assertThat(run.last().reason()).isEqualTo(Incident.Reason.WENT_STALE);
        assertThat(run.last().resolution()).isEqualTo("stale");
    }

    @Test
    void oneThatIsNotKeptWholeAndIsGoneIsNotShownAsRecovered() {
        run.tell(all(i -> starts(name(i), 0))).until(5_000);
        for (int i = 0; i < MANY; i++) {
            run.tell(ends(name(i), 0, 10_000, i == MANY - 1 ? Ending.GONE : Ending.RECOVERED));
        }
        run.until(600_000);
        assertThat(run.last().reason()).isEqualTo(Incident.Reason.GONE_AT_SOURCE);
        assertThat(run.last().resolution()).isEqualTo("gone");
    }

    @Test
    void oneThatWasNotKeptWholeAndFiresAgainIsOneMemberMore() {
        run.tell(all(i -> starts(name(i), 0))).until(5_000);
        run.tell(ends(name(MANY - 1), 0, 10_000));
        run.tell(ends(name(0), 0, 10_000));
        run.tell(starts(name(MANY - 1), 20_000)).until(45_000);
        assertThat(run.last().memberCount()).isEqualTo(MANY + 1);
        assertThat(run.last().firingCount()).isEqualTo(MANY - 1);
    }

    @Test
    void oldEpisodesOfOneAlertAreBoundedAndCounted() {
        run.tell(starts("rock", 0));
        for (int i = 0; i < 3 * IncidentState.TRACKED_MAX; i++) {
            long at = 10L * i + 1;
            run.tell(starts("a", at)).tell(ends("a", at, at + 1));
        }
        run.until(200_000);
        assertThat(run.last().memberCount()).isEqualTo(3 * IncidentState.TRACKED_MAX + 1);
        assertThat(run.last().firingCount()).isEqualTo(1);
        assertThat(run.state().incidents.get(0).earlier).hasSizeLessThanOrEqualTo(IncidentState.TRACKED_MAX);
    }

    @Test
    void thoseThatFireAreKeptRatherThanThoseThatEnded() {
        run.tell(all(i -> starts(name(i), 0)));
        for (int i = 0; i < 500; i++) {
            run.tell(ends(name(i), 0, 1));
        }
        for (int i = 0; i < 500; i++) {
            run.tell(starts("b" + i, 2));
        }
        run.until(5_000);
        assertThat(run.last().members()).extracting(Member::status).containsOnly(Member.Status.FIRING);
        assertThat(run.last().firingCount()).isEqualTo(MANY);
    }

    @Test
    void aPlaybookAgainstOneThatIsNotKeptWholeIsOfferedAndTakenBack() {
        run.tell(all(i -> starts(name(i), 0, playbook("h" + i)))).until(5_000);
        assertThat(run.candidates()).hasSize(MANY);
        run.tell(ends(name(MANY - 1), 0, 10_000));
        assertThat(run.candidates()).hasSize(MANY + 1).last().satisfies(candidate -> {
            assertThat(candidate.kind()).isEqualTo(Candidate.Kind.ENDED);
            assertThat(candidate.playbook().target()).isEqualTo("h" + (MANY - 1));
        });
    }
}
