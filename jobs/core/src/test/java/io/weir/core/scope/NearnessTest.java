package io.weir.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.sample.Episodes;
import io.weir.core.sample.Placed;
import io.weir.core.sample.ScopeRun;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who joins whom under a rule with topology, and where the trouble may sit. */
class NearnessTest {
    private static final Placed CHAIN = Placed.in(2, false, "lb>web", "web>db", "db>san", "mail>spam");
    private final ScopeRun run = new ScopeRun();

    private void tell(Placed topology, String... alerts) {
        for (int i = 0; i < alerts.length; i++) {
            run.tell(topology.starts(alerts[i], 1_000L * i));
        }
        run.until(60_000);
    }

    /** The members of each incident in its newest revision, in the order of their opening. */
    private List<List<String>> incidents() {
        Map<String, Incident> newest = new LinkedHashMap<>();
        run.incidents().stream()
                .sorted(Comparator.comparing(Incident::openedAt))
                .forEach(incident ->
                        newest.merge(incident.incidentId(), incident, (a, b) -> a.revision() > b.revision() ? a : b));
        return newest.values().stream()
                .map(incident -> incident.members().stream()
                        .map(Member::fingerprint)
                        .sorted()
                        .toList())
                .toList();
    }

    @Test
    void twoHopsAreNearAndThreeAreNot() {
        tell(CHAIN, "lb", "db", "mail");
        assertThat(incidents()).containsExactly(List.of("db", "lb"), List.of("mail"));
        run.tell(CHAIN.starts("spam", 60_000)).until(120_000);
        assertThat(incidents()).containsExactly(List.of("db", "lb"), List.of("mail", "spam"));
    }

    @Test
    void threeHopsAreApart() {
        tell(CHAIN, "lb", "san");
        assertThat(incidents()).containsExactly(List.of("lb"), List.of("san"));
    }

    @Test
    void underARuleOfOneHopTwoAreApart() {
        tell(Placed.in(1, false, "lb>web", "web>db"), "lb", "db");
        assertThat(incidents()).containsExactly(List.of("lb"), List.of("db"));
    }

    @Test
    void nearAMemberIsEnough() {
        tell(CHAIN, "lb", "web", "san");
        assertThat(incidents()).containsExactly(List.of("lb", "san", "web"));
    }

    @Test
    void whatIsNearTwoJoinsTheOlderAndTheOtherStays() {
        tell(CHAIN, "san", "lb", "web");
        assertThat(incidents()).containsExactly(List.of("san", "web"), List.of("lb"));
    }

    @Test
    void anAlertThatIsKnownJoinsItsOwnIncidentWhereverItIs() {
        tell(CHAIN, "san", "mail");
        EpisodeEvent again = Placed.in(2, false, "san>mail").starts("san", 30_000);
        run.tell(again).until(120_000);
        assertThat(incidents()).containsExactly(List.of("san", "san"), List.of("mail"));
    }

    @Test
    void whatHasNoPlaceJoinsTheNewest() {
        tell(CHAIN, "lb", "mail", "printer");
        assertThat(incidents()).containsExactly(List.of("lb"), List.of("mail", "printer"));
    }

    @Test
    void whatIsNearComesBeforeWhatCannotBeToldApart() {
        Placed nothing = Placed.in(2, false);
        run.tell(CHAIN.starts("lb", 0)).tell(CHAIN.starts("mail", 1_000));
        run.tell(nothing.starts("other", 61_500)).tell(CHAIN.starts("web", 61_600));
        // lb and mail are beyond the gap; other has no place, so web cannot be told apart from it
        run.until(120_000);
        assertThat(incidents()).containsExactly(List.of("lb"), List.of("mail"), List.of("other", "web"));
    }

    @Test
    void withoutATopologyAllAreTogether() {
        tell(Placed.in(2, false), "a", "b", "c");
        assertThat(incidents()).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void aThousandServersOfOneDatabaseAreOneIncident() {
        Placed star = Placed.in(2, false, IntStream.range(0, 1_000).mapToObj(i -> "web%03d>zdb".formatted(i)));
        tell(star, "web000", "web999", "web500", "web321", "zdb", "web900");
        assertThat(incidents()).hasSize(1);
        assertThat(run.last().likelySeat()).isEqualTo("zdb (6 of 6 alerts depend on it)");
    }

    @Test
    void placesAreBounded() {
        Placed wide = Placed.in(
                2, false, IntStream.range(0, 6_000).mapToObj(i -> "hub" + i / 200 + ">leaf" + i % 200 + "-" + i / 200));
        for (int hub = 0; hub < 30; hub++) {
            run.tell(Placed.in(2, false).starts("hub" + hub, hub));
            run.tell(wide.starts("hub" + hub, hub));
        }
        assertThat(run.state().incidents)
                .allSatisfy(incident ->
                        assertThat(incident.places.byEntity.size()).isLessThanOrEqualTo(Places.MOST_ENTITIES));
    }

    private String seat(Placed topology, String... alerts) {
        tell(topology, alerts);
        return run.last().likelySeat();
    }

    @Test
    void theSeatIsWhatMostDependOnEvenIfItIsSilent() {
        assertThat(seat(Placed.in(2, false, "web1>db", "web2>db", "web1>cache", "db>san"), "web1", "web2", "web2/slow"))
                .isEqualTo("db (3 of 3 alerts depend on it)");
    }

    @Test
    void ofTwoTheNearerIsTheSeat() {
        assertThat(seat(CHAIN, "web", "db", "lb")).isEqualTo("db (3 of 3 alerts depend on it)");
    }

    @Test
    void inACircleTheOneThatCameFirstIsTheSeat() {
        assertThat(seat(Placed.in(1, false, "a>b", "b>a"), "b", "a")).isEqualTo("b (2 of 2 alerts depend on it)");
    }

    @Test
    void ofTwoThatAreSilentTheFirstByNameIsTheSeat() {
        assertThat(seat(Placed.in(2, false, "a>y", "b>y", "a>x", "b>x"), "a", "b"))
                .startsWith("x (");
    }

    @Test
    void thereIsNoSeatWhereNothingDependsOnAnother() {
        assertThat(seat(Placed.in(2, false, "a>x", "b>y", "m>a", "m>b"), "a", "b"))
                .isNull();
        assertThat(seat(Placed.in(2, false), "a", "b")).isNull();
    }

    @Test
    void oneEntityHasNoSeatHoweverManyAlertsItHas() {
        assertThat(seat(CHAIN, "web/a", "web/b", "web/c")).isNull();
    }

    @Test
    void withoutTheRuleNothingIsNotedOfPlaces() {
        run.tell(Episodes.starts("a", 0)).tell(Episodes.starts("b", 0)).until(10_000);
        assertThat(run.state().incidents)
                .extracting(incident -> incident.places)
                .containsOnlyNulls();
        assertThat(run.last().likelySeat()).isNull();
        assertThat(Stream.of(run.state().learned)).containsOnlyNulls();
    }
}
