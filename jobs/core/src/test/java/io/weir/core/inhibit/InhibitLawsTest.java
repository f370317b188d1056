package io.weir.core.inhibit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.Onset.Role;
import io.weir.core.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of who is under whom, for alerts with any parts in any rules, circles and all. */
class InhibitLawsTest {
    /** The instants of a story, in order, each with what it brings. */
    record Story(SortedMap<Long, List<EpisodeEvent>> instants) {}

    private record Draft(long after, int alert, int what) {}

    @Provide
    Arbitrary<Story> stories() {
        Arbitrary<Draft> draft = Combinators.combine(
                        Arbitraries.of(0L, 0L, 0L, 1L, 60_000L, 119_999L, 120_000L, 120_001L, 600_000L),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 9))
                .as(Draft::new);
        Arbitrary<List<Role>> parts = Combinators.combine(part(0), part(1), part(2))
                .as((a, b, c) -> {
                    List<Role> all = new ArrayList<>(a);
                    all.addAll(b);
                    all.addAll(c);
                    return all;
                });
        return Combinators.combine(draft.list().ofMaxSize(40), parts.list().ofSize(7))
                .as(InhibitLawsTest::story);
    }

    /** No part, one side, both sides of a rule that compares the same labels, or both of one that maps them. */
    private static Arbitrary<List<Role>> part(int rule) {
        Arbitrary<String> match = Arbitraries.of("x", "x", "y");
        Arbitrary<Long> lateJoin = Arbitraries.just(rule == 1 ? 0L : Domain.LATE_JOIN_MS);
        return Combinators.combine(Arbitraries.integers().between(0, 5), match, match, lateJoin)
                .as((which, one, other, late) -> switch (which) {
                    case 0, 1 -> List.of(Domain.role(rule, true, false, one, late));
                    case 2, 3 -> List.of(Domain.role(rule, false, false, one, late));
                    case 4 ->
                        rule == 0
                                ? List.of(
                                        Domain.role(rule, true, true, one, late),
                                        Domain.role(rule, false, true, one, late))
                                : List.of(
                                        Domain.role(rule, true, false, one, late),
                                        Domain.role(rule, false, false, other, late));
                    default -> List.of();
                });
    }

    /** What Track would tell: starts and ends in turn, some at one instant, and all ended at last. */
    private static Story story(List<Draft> drafts, List<List<Role>> parts) {
        SortedMap<Long, List<EpisodeEvent>> instants = new TreeMap<>();
        Map<String, Long> firing = new TreeMap<>();
        long at = 1_000_000;
        for (Draft draft : drafts) {
            at += draft.after;
            List<EpisodeEvent> events = instants.computeIfAbsent(at, t -> new ArrayList<>());
            String alert = "ABCDEFG".substring(draft.alert, draft.alert + 1);
            Long start = firing.get(alert);
            Role[] roles = parts.get(draft.alert).toArray(Role[]::new);
            if (start == null) {
                events.add(Domain.starts(alert, at, roles));
                firing.put(alert, at);
            } else if (draft.what < 6) {
                events.add(Domain.ends(alert, start, at, draft.what == 0 ? Ending.STALE : Ending.RECOVERED));
                firing.remove(alert);
            } else if (draft.what < 8) {
                events.add(Domain.ends(alert, start, at, Ending.SUPERSEDED));
                events.add(Domain.starts(alert, at, roles));
                firing.put(alert, at);
            } else {
                events.add(Domain.flaps(alert, start, at, draft.what == 8));
            }
        }
        for (Map.Entry<String, Long> left : firing.entrySet()) {
            at += 30_000;
            instants.computeIfAbsent(at, t -> new ArrayList<>()).add(Domain.ends(left.getKey(), left.getValue(), at));
        }
        return new Story(instants);
    }

    private static List<EpisodeEvent> events(Step<InhibitState, InhibitOutput> step) {
        return step.out().stream()
                .map(InhibitOutput::event)
                .filter(Objects::nonNull)
                .toList();
    }

    @Property
    void eachFiringAlertIsInOnePlaceAndThatIsWhatAPlainRecomputationSays(@ForAll("stories") Story story) {
        InhibitMachine machine = new InhibitMachine();
        Recomputed recomputed = new Recomputed();
        Map<String, String> places = new HashMap<>();
        InhibitState state = null;
        for (Map.Entry<Long, List<EpisodeEvent>> instant : story.instants.entrySet()) {
            Step<InhibitState, InhibitOutput> step = machine.accept(state, instant.getValue(), instant.getKey());
            state = step.next();
            List<EpisodeEvent> told = new ArrayList<>(events(step));
            told.sort(EpisodeEvent.TIES);
            told.forEach(event -> place(places, event));
            recomputed.take(instant.getValue(), instant.getKey());
            assertThat(places).isEqualTo(recomputed.places());
        }
        assertThat(places).isEmpty();
        assertThat(state).isNull();
    }

    private static void place(Map<String, String> places, EpisodeEvent event) {
        String here = event.scopeKey()
                + (event.cause() == null ? "" : " under " + event.cause().fingerprint());
        switch (event.kind()) {
            case STARTED -> assertThat(places.put(event.fingerprint(), here)).isNull();
            case ENDED, MOVED ->
                assertThat(places.remove(event.fingerprint())).isNotNull().startsWith(event.scopeKey());
            case CHANGED -> assertThat(places.get(event.fingerprint())).startsWith(event.scopeKey());
            case ACKNOWLEDGED -> throw new AssertionError(event);
        }
    }

    @Property
    void theOrderWithinAnInstantDoesNotMatter(@ForAll("stories") Story story, @ForAll Random random) {
        InhibitMachine machine = new InhibitMachine();
        InhibitState state = null;
        for (Map.Entry<Long, List<EpisodeEvent>> instant : story.instants.entrySet()) {
            List<String> alerts = new ArrayList<>(instant.getValue().stream()
                    .map(EpisodeEvent::fingerprint)
                    .distinct()
                    .toList());
            Collections.shuffle(alerts, random);
            List<EpisodeEvent> shuffled = new ArrayList<>(instant.getValue());
            shuffled.sort(Comparator.comparing(event -> alerts.indexOf(event.fingerprint())));
            Step<InhibitState, InhibitOutput> step = machine.accept(state, instant.getValue(), instant.getKey());
            assertThat(machine.accept(state, shuffled, instant.getKey()).out()).isEqualTo(step.out());
            state = step.next();
        }
    }

    @Property
    void burstsMakeNoDifference(@ForAll("stories") Story story) {
        List<EpisodeEvent> all = new ArrayList<>();
        List<InhibitOutput> oneByOne = new ArrayList<>();
        InhibitMachine machine = new InhibitMachine();
        InhibitState state = null;
        for (Map.Entry<Long, List<EpisodeEvent>> instant : story.instants.entrySet()) {
            all.addAll(instant.getValue());
            Step<InhibitState, InhibitOutput> step = machine.accept(state, instant.getValue(), instant.getKey());
            oneByOne.addAll(step.out());
            state = step.next();
        }
        assertThat(machine.accept(null, all, Long.MAX_VALUE).out()).isEqualTo(oneByOne);
    }

    @Property
    void whereNothingChangesNothingIsSaid(@ForAll("stories") Story story) {
        InhibitMachine machine = new InhibitMachine();
        InhibitState state = null;
        for (Map.Entry<Long, List<EpisodeEvent>> instant : story.instants.entrySet()) {
            state = machine.accept(state, instant.getValue(), instant.getKey()).next();
            EpisodeEvent foreign = Domain.flaps("Z", 1, instant.getKey() + 300_000, true);
            assertThat(machine.accept(state, List.of(foreign), foreign.at()).out())
                    .containsExactly(InhibitOutput.of(foreign));
        }
    }
}
