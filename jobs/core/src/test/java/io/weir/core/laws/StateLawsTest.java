package io.weir.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.core.Machine;
import io.weir.core.Step;
import io.weir.core.scenario.Observation;
import io.weir.core.scenario.PureRun;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is remembered does not grow with time: a story that is over and begins again needs no more state. */
class StateLawsTest {
    private static final JsonMapper JSON = new JsonMapper();
    /** Numbers get longer, and how often a name was seen is counted. */
    private static final double SLACK = 1.2;
    /** Longer than any habit or episode is remembered. */
    private static final long MEMORY_MS = 2 * 86_400_000L;

    @Provide
    Arbitrary<Story> stories() {
        return Stories.plain();
    }

    @Property(tries = 40, seed = Seeds.OF_BUILDS)
    void repetitionNeedsNoMoreState(@ForAll("stories") Story story) {
        Assume.that(!story.observations().isEmpty());
        assertThat(peak(story, 8)).isLessThanOrEqualTo((long) (SLACK * peak(story, 3)) + 500);
    }

    /** The largest state of any one key, in characters of JSON. */
    private static long peak(Story story, int times) {
        Measured run = new Measured(story, times);
        run.run(
                run.observations,
                run.observations.get(run.observations.size() - 1).at() + Story.FOREVER_MS);
        return run.peak;
    }

    private static final class Measured extends PureRun {
        private final List<Observation> observations = new ArrayList<>();
        private long peak;

        Measured(Story story, int times) {
            super(story.directives());
            List<Observation> once = story.observations();
            long span = once.get(once.size() - 1).at() - once.get(0).at();
            for (int i = 0; i < times; i++) {
                long by = i * (span + MEMORY_MS);
                once.forEach(observation -> observations.add(later(observation, by, observation.at() + by)));
                for (String fingerprint : once.stream()
                        .map(o -> o.alert().fingerprint())
                        .distinct()
                        .toList()) {
                    observations.add(over(once, fingerprint, by));
                }
            }
        }

        @Override
        protected <S, I, O> Machine<S, I, O> around(Machine<S, I, O> machine) {
            return new Machine<>() {
                @Override
                public Step<S, O> accept(S state, I input, long at) {
                    return measured(machine.accept(state, input, at));
                }

                @Override
                public Step<S, O> wake(S state, long at) {
                    return measured(machine.wake(state, at));
                }
            };
        }

        private <S, O> Step<S, O> measured(Step<S, O> step) {
            try {
                peak = Math.max(peak, JSON.writeValueAsString(step.next()).length());
            } catch (JsonProcessingException e) {
                throw new AssertionError("a state must be plain data", e);
            }
            return step;
        }
    }

    /** The end of whatever this alert began. */
    private static Observation over(List<Observation> once, String fingerprint, long by) {
        long end = once.get(once.size() - 1).at() + by + 1_000;
        Alert any = once.stream()
                .map(Observation::alert)
                .filter(alert -> alert.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseThrow();
        return new Observation(
                end,
                new Alert(
                        any.tenant(),
                        any.source(),
                        fingerprint,
                        AlertStatus.RESOLVED,
                        null,
                        null,
                        null,
                        any.labels(),
                        any.annotations(),
                        null,
                        null,
                        end,
                        null));
    }

    private static Observation later(Observation observation, long by, long at) {
        Alert alert = observation.alert();
        return new Observation(
                at,
                new Alert(
                        alert.tenant(),
                        alert.source(),
                        alert.fingerprint(),
                        alert.status(),
                        alert.startsAt() == null ? null : Long.valueOf(alert.startsAt() + by),
                        alert.endsAt() == null ? null : Long.valueOf(alert.endsAt() + by),
                        alert.expiresAt() == null ? null : Long.valueOf(alert.expiresAt() + by),
                        alert.labels(),
                        alert.annotations(),
                        alert.generatorUrl(),
                        alert.sourceUrl(),
                        alert.receivedAt() + by,
                        alert.observation()));
    }
}
