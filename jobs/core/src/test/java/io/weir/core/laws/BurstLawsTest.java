package io.weir.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.ChronologicalMachine;
import io.weir.core.EpisodeEvent;
import io.weir.core.Step;
import io.weir.core.remediate.RemediateMachine;
import io.weir.core.scenario.PureRun;
import io.weir.core.scope.Candidate;
import io.weir.core.scope.ScopeMachine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However the log is cut into bursts between two instants, and however often a machine is woken, it says the same. */
class BurstLawsTest {
    @Provide
    Arbitrary<Story> stories() {
        return Stories.any();
    }

    @Property(seed = Seeds.OF_BUILDS)
    void scopes(@ForAll("stories") Story story, @ForAll Random random) {
        PureRun run = new PureRun(story.directives());
        run.run(story.observations(), story.end());
        Map<String, List<EpisodeEvent>> byScope = run.toScopes().stream()
                .sorted(Comparator.comparing(EpisodeEvent::at).thenComparing(EpisodeEvent.TIES))
                .collect(Collectors.groupingBy(EpisodeEvent::scopeKey));
        byScope.values().forEach(events -> same(new ScopeMachine(), events, EpisodeEvent::at, random, story.end()));
    }

    @Property(seed = Seeds.OF_BUILDS)
    void remediation(@ForAll("stories") Story story, @ForAll Random random) {
        PureRun run = new PureRun(story.directives());
        run.run(story.observations(), story.end());
        Map<String, List<Candidate>> byTarget = run.candidates().stream()
                .sorted(Comparator.comparing(Candidate::at)
                        .thenComparing(Candidate::incidentId)
                        .thenComparing(Candidate::fingerprint))
                .collect(Collectors.groupingBy(RemediateMachine::keyOf));
        byTarget.values()
                .forEach(candidates -> same(new RemediateMachine(), candidates, Candidate::at, random, story.end()));
    }

    private static <S, I, O> void same(
            ChronologicalMachine<S, I, O> machine, List<I> inputs, ToLongFunction<I> timeOf, Random random, long end) {
        List<O> atOnce = machine.accept(null, inputs, end).out();
        assertThat(cut(machine, inputs, timeOf, random, end)).isEqualTo(atOnce);
        assertThat(cut(machine, inputs, timeOf, random, end)).isEqualTo(atOnce);
    }

    /** Bursts end between two instants; time then passes to somewhere before the next input, in several wakings. */
    private static <S, I, O> List<O> cut(
            ChronologicalMachine<S, I, O> machine, List<I> inputs, ToLongFunction<I> timeOf, Random random, long end) {
        List<O> out = new ArrayList<>();
        S state = null;
        List<I> burst = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            burst.add(inputs.get(i));
            long now = timeOf.applyAsLong(inputs.get(i));
            long next = i + 1 < inputs.size() ? timeOf.applyAsLong(inputs.get(i + 1)) : end;
            if (next == now || (i + 1 < inputs.size() && random.nextInt(3) == 0)) {
                continue;
            }
            Step<S, O> step = machine.accept(state, burst, now + random.nextLong(next - now));
            out.addAll(step.out());
            while (step.wakeAt() != null && step.wakeAt() < next && random.nextInt(4) > 0) {
                step = machine.wake(step.next(), step.wakeAt() + random.nextLong(next - step.wakeAt()));
                out.addAll(step.out());
            }
            state = step.next();
            burst = new ArrayList<>();
        }
        if (state != null) {
            out.addAll(machine.wake(state, end).out());
        }
        return out;
    }
}
