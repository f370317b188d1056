package io.weir.core.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.Machine;
import io.weir.core.directives.DirectiveBook;
import io.weir.core.directives.Directives;
import io.weir.core.directives.DowntimeWindow;
import io.weir.core.scenario.Observation;
import io.weir.core.scenario.Outcome;
import io.weir.core.scenario.PureRun;
import io.weir.core.topology.Graph;
import io.weir.schema.AlertStatus;
import io.weir.schema.Incident;
import io.weir.schema.rules.RuleBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the three machines together, over any story. */
class WholeRunLawsTest {
    @Provide
    Arbitrary<Story> stories() {
        return Stories.any();
    }

    private static String key(Observation observation) {
        return observation.alert().tenant() + "|" + observation.alert().fingerprint();
    }

    private static void same(Outcome one, Outcome other) {
        assertThat(other.incidents()).isEqualTo(one.incidents());
        assertThat(other.receipts()).isEqualTo(one.receipts());
        assertThat(other.remediations()).isEqualTo(one.remediations());
    }

    @Property(seed = Seeds.OF_BUILDS)
    void everyObservationGetsOneVerdictAndNothingIsLeftInTheEnd(@ForAll("stories") Story story) {
        PureRun run = new PureRun(story.directives());
        Outcome outcome = run.run(story.observations(), story.end());
        assertThat(run.verdicts()).hasSize(story.observations().size()).doesNotContainNull();
        assertThat(run.left()).isEmpty();
        assertThat(outcome.newest()).extracting(Incident::status).doesNotContain(Incident.Status.OPEN);
    }

    @Property(seed = Seeds.OF_BUILDS)
    void duplicatesChangeNothing(@ForAll("stories") Story story, @ForAll Random random) {
        List<Observation> doubled = new ArrayList<>();
        for (Observation observation : story.observations()) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                doubled.add(observation);
            }
        }
        same(story.outcome(), story.with(doubled).outcome());
    }

    @Property(seed = Seeds.OF_BUILDS)
    void resolvesThatAreSentAgainForAQuarterOfAnHourChangeNothing(
            @ForAll("stories") Story story, @ForAll Random random) {
        List<Observation> more = new ArrayList<>(story.observations());
        Map<String, Long> next = new HashMap<>();
        for (int i = story.observations().size() - 1; i >= 0; i--) {
            Observation observation = story.observations().get(i);
            long gap = Math.min(900_000, next.getOrDefault(key(observation), Long.MAX_VALUE) - observation.at());
            if (observation.alert().status() == AlertStatus.RESOLVED && gap > 1) {
                more.add(new Observation(observation.at() + 1 + random.nextLong(gap - 1), observation.alert()));
            }
            next.put(key(observation), observation.at());
        }
        more.sort(Comparator.comparing(Observation::at));
        same(story.outcome(), story.with(more).outcome());
    }

    @Property(seed = Seeds.OF_BUILDS)
    void theOrderBetweenDifferentAlertsDoesNotMatter(@ForAll("stories") Story story, @ForAll Random random) {
        List<String> keys = new ArrayList<>(story.observations().stream()
                .map(WholeRunLawsTest::key)
                .distinct()
                .toList());
        Collections.shuffle(keys, random);
        List<Observation> byKey = new ArrayList<>(story.observations());
        byKey.sort(Comparator.comparing(observation -> keys.indexOf(key(observation))));
        PureRun run = new PureRun(story.directives());
        same(story.outcome(), run.run(byKey, story.end()));
    }

    @Property(seed = Seeds.OF_BUILDS)
    void statesAreNeverChangedAndTheOrderOfTheirMapsDoesNotMatter(@ForAll("stories") Story story) {
        PureRun watched = new PureRun(story.directives()) {
            @Override
            protected <S, I, O> Machine<S, I, O> around(Machine<S, I, O> machine) {
                return new Watched<>(machine);
            }
        };
        same(story.outcome(), watched.run(story.observations(), story.end()));
    }

    @Property(seed = Seeds.OF_BUILDS)
    void tenantsDoNotTouchEachOther(@ForAll("stories") Story story) {
        Outcome all = story.outcome();
        for (String tenant : List.of("acme", "initech")) {
            Outcome alone = new PureRun(story.directives())
                    .run(
                            story.observations().stream()
                                    .filter(o -> o.alert().tenant().equals(tenant))
                                    .toList(),
                            story.end());
            assertThat(alone.incidents())
                    .isEqualTo(all.incidents().stream()
                            .filter(i -> i.tenant().equals(tenant))
                            .toList());
            assertThat(alone.remediations())
                    .isEqualTo(all.remediations().stream()
                            .filter(r -> r.tenant().equals(tenant))
                            .toList());
        }
    }

    @Property(tries = 60, seed = Seeds.OF_BUILDS)
    void whatIsSaidLaterDoesNotMatterNow(@ForAll("stories") Story story) {
        Directives onlyWhatIsKnown = new Directives() {
            private DirectiveBook upTo(long at) {
                DirectiveBook book = Story.noOrders();
                story.orders().stream()
                        .filter(order -> order.at() <= at - Story.LEAD_MS)
                        .forEach(order -> book.apply(order.directive(), order.at()));
                return book;
            }

            @Override
            public RuleBook rulesAt(String tenant, long at) {
                return upTo(at).rulesAt(tenant, at);
            }

            @Override
            public Graph topologyAt(String tenant, long at) {
                return upTo(at).topologyAt(tenant, at);
            }

            @Override
            public DowntimeWindow downtimeAt(String tenant, Map<String, String> labels, long at) {
                return upTo(at).downtimeAt(tenant, labels, at);
            }
        };
        same(story.outcome(), new PureRun(onlyWhatIsKnown).run(story.observations(), story.end()));
    }

    @Property(seed = Seeds.OF_BUILDS)
    void anEpisodeIsShownOnceAndEndsWhereItBegan(@ForAll("stories") Story story) {
        Directives directives = story.directives();
        PureRun run = new PureRun(directives);
        run.run(story.observations(), story.end());
        Map<String, EpisodeEvent> shown = new HashMap<>();
        for (EpisodeEvent event : run.events()) {
            String key = event.tenant() + "|" + event.fingerprint();
            EpisodeEvent running = shown.get(key);
            if (event.kind() == EpisodeEvent.Kind.STARTED && event.onset().over()) {
                // its resolve came first: it is handed on, but does not fire
                continue;
            }
            if (event.kind() == EpisodeEvent.Kind.STARTED) {
                assertThat(running).as("shown already").isNull();
                assertThat(directives.downtimeAt(event.tenant(), event.onset().labels(), event.at()))
                        .as("shown in a downtime")
                        .isNull();
                shown.put(key, event);
            } else {
                assertThat(running).as("not shown").isNotNull();
                assertThat(event.startsAt()).isEqualTo(running.startsAt());
                assertThat(event.scopeKey()).isEqualTo(running.scopeKey());
                assertThat(event.at()).isGreaterThanOrEqualTo(running.at());
                if (event.kind() == EpisodeEvent.Kind.ENDED) {
                    shown.remove(key);
                }
            }
        }
        assertThat(shown).isEmpty();
    }
}
