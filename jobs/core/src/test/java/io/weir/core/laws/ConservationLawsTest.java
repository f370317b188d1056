package io.weir.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.scenario.Observation;
import io.weir.core.scenario.PureRun;
import io.weir.schema.Decision;
import io.weir.schema.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Nothing is lost and nothing is counted twice: what was received in a minute is what became of it. */
class ConservationLawsTest {
    private static final long MINUTE_MS = 60_000;

    @Provide
    Arbitrary<Story> stories() {
        return Stories.any();
    }

    private static PureRun run(Story story) {
        PureRun run = new PureRun(story.directives());
        run.run(story.observations(), story.end());
        return run;
    }

    private static String minuteOf(String tenant, long at) {
        return tenant + "|" + Math.floorDiv(at, MINUTE_MS) * MINUTE_MS;
    }

    @Property(seed = Seeds.OF_BUILDS)
    void everyMinuteBalances(@ForAll("stories") Story story) {
        Map<String, Long> received = new TreeMap<>();
        for (Observation observation : story.observations()) {
            received.merge(minuteOf(observation.alert().tenant(), observation.at()), 1L, Long::sum);
        }
        Map<String, Tally> last = new HashMap<>();
        run(story).tallies().forEach(tally -> last.put(tally.tenant() + "|" + tally.minute(), tally));
        assertThat(last).containsOnlyKeys(received.keySet());
        last.forEach((minute, tally) -> {
            assertThat(tally.received()).as(minute).isEqualTo(received.get(minute));
            assertThat(tally.inFlight())
                    .as("%s: all is decided in the end", minute)
                    .isZero();
            long outcomes = tally.outcomes().values().stream().mapToLong(l -> l).sum();
            long held = tally.held().values().stream().mapToLong(l -> l).sum();
            assertThat(outcomes + held + tally.deadLettered()).as(minute).isEqualTo(tally.received());
        });
    }

    /** The account and the decisions tell the same story. */
    @Property(seed = Seeds.OF_BUILDS)
    void whatIsCountedAsOpenedWasOpened(@ForAll("stories") Story story) {
        PureRun run = run(story);
        long opened = run.tallies().stream()
                .mapToLong(tally -> tally.outcomes().getOrDefault("opened", 0L))
                .sum();
        long decided = run.placed().stream()
                .filter(decision -> decision.kind() == Decision.Kind.OPENED)
                .filter(decision -> !decision.reason().equals("late"))
                .count();
        assertThat(opened).isLessThanOrEqualTo(decided);
        if (story.orders().isEmpty()) {
            assertThat(opened).as("nothing was released").isEqualTo(decided);
        }
    }
}
