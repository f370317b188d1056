package io.weir.core.scope;

import static io.weir.core.sample.Episodes.ends;
import static io.weir.core.sample.Episodes.starts;
import static io.weir.core.sample.Shaped.cause;
import static io.weir.core.sample.Shaped.foreignCause;
import static io.weir.core.sample.Shaped.moves;
import static io.weir.core.sample.Shaped.splitting;
import static io.weir.core.sample.Shaped.under;
import static io.weir.core.sample.Shaped.wishing;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.Wish;
import io.weir.core.sample.ScopeRun;
import io.weir.schema.Incident;
import io.weir.schema.TicketWish;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is wanted of an incident's ticket, as its alerts come and go. */
class WishesTest {
    private static final Wish THREE = new Wish(3, 7, 2, "db1");
    private static final Wish FOUR = new Wish(4, null, null, "db2");

    private final ScopeRun run = new ScopeRun();

    private static Wish on(String asset) {
        return new Wish(null, null, null, asset);
    }

    private TicketWish last() {
        return run.last().ticket();
    }

    @Test
    void nothingIsWantedWhereTheBookSaysNothing() {
        run.tell(starts("a", 0)).until(5_000);
        assertThat(last()).isNull();
        assertThat(run.state().incidents.get(0).wishes).isNull();
    }

    @Test
    void theOldestThatDecidesDecidesForGood() {
        run.tell(starts("a", 0))
                .tell(wishing(starts("b", 1_000), on("web1")))
                .tell(wishing(starts("c", 2_000), THREE), wishing(starts("d", 2_000), FOUR))
                .until(5_000);
        assertThat(last()).isEqualTo(new TicketWish(3, 7, 2, List.of("db1", "db2", "web1")));
        run.tell(ends("c", 2_000, 10_000)).until(60_000);
        assertThat(last()).isEqualTo(new TicketWish(3, 7, 2, List.of("db1", "db2", "web1")));
        assertThat(run.state().incidents.get(0).wishes.unseen).isEmpty();
    }

    @Test
    void whatDecidesLaterCountsWhereNothingDidBefore() {
        run.tell(wishing(starts("a", 0), on("web1"))).until(5_000);
        assertThat(last()).isEqualTo(new TicketWish(null, null, null, List.of("web1")));
        run.tell(wishing(starts("b", 10_000), FOUR)).until(45_000);
        assertThat(last()).isEqualTo(new TicketWish(4, null, null, List.of("db2", "web1")));
        run.tell(wishing(starts("c", 46_000), THREE)).until(100_000);
        assertThat(last()).isEqualTo(new TicketWish(4, null, null, List.of("db1", "db2", "web1")));
    }

    @Test
    void anAlertUnderACauseDecidesNothingButItsComputerCounts() {
        run.tell(starts("a", 0))
                .tell(under(wishing(starts("b", 1_000), THREE), cause("a", 0)))
                .until(5_000);
        assertThat(last()).isEqualTo(new TicketWish(null, null, null, List.of("db1")));
        run.tell(wishing(starts("b", 1_000), THREE).released(20_000)).until(60_000);
        assertThat(last()).as("released, it is the incident's own").isEqualTo(new TicketWish(3, 7, 2, List.of("db1")));
    }

    @Test
    void whatLeftUnseenWantsNothing() {
        EpisodeEvent leaves = wishing(starts("b", 1_000), THREE);
        run.tell(starts("a", 0))
                .tell(leaves)
                .tell(moves(leaves, foreignCause("z"), 2_000))
                .until(5_000);
        assertThat(run.last().memberCount()).isEqualTo(1);
        assertThat(last()).isNull();
    }

    @Test
    void atMostTwentyComputersTheFirstOnes() {
        for (int i = 0; i < 30; i++) {
            run.tell(wishing(starts("a" + i, i), on(String.format("web%02d", 99 - i))));
        }
        run.until(5_000);
        List<String> first = IntStream.range(0, 20)
                .mapToObj(i -> String.format("web%02d", 80 + i))
                .toList();
        assertThat(last().assets()).isEqualTo(first);
        run.tell(wishing(starts("z", 10_000), on("aaa"))).until(60_000);
        assertThat(last().assets()).isEqualTo(first);
    }

    @Test
    void whatABurstTakesOverDecidesForItsIncident() {
        for (long at = 0; at < 300_000; at += 30_000) {
            run.tell(splitting(starts("old" + at, at)));
        }
        for (int i = 0; i < 10; i++) {
            Wish wish = i == 0 ? FOUR : THREE;
            run.tell(wishing(splitting(starts("new" + i, 310_000 + i * 500L)), wish));
        }
        run.until(400_000);
        Incident young = run.incidents().stream()
                .filter(incident -> incident.members().stream()
                        .allMatch(m -> m.labels().get("alertname").startsWith("new")))
                .reduce((one, later) -> later)
                .orElseThrow();
        assertThat(young.memberCount()).isEqualTo(10);
        assertThat(young.ticket())
                .as("of the oldest, which it took over")
                .isEqualTo(new TicketWish(4, null, null, List.of("db1", "db2")));
    }

    @Test
    void whatFiresAgainAfterAWhileKeepsWhatTheTicketHas() {
        run.tell(wishing(starts("a", 0), THREE)).until(5_000);
        run.tell(ends("a", 0, 10_000)).until(40_000);
        run.tell(wishing(starts("a", 150_000), FOUR)).until(200_000);
        assertThat(run.last().kind()).isIn(Incident.Kind.REOPENED, Incident.Kind.UPDATED);
        assertThat(last()).isEqualTo(new TicketWish(3, 7, 2, List.of("db1", "db2")));
    }
}
