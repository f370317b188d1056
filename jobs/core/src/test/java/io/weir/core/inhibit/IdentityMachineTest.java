package io.weir.core.inhibit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.Onset;
import io.weir.core.Route;
import io.weir.core.sample.Books;
import io.weir.core.sample.Episodes;
import io.weir.core.scenario.KeyedRun;
import io.weir.schema.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IdentityMachineTest {
    private final KeyedRun<IdentityState, List<EpisodeEvent>, InhibitOutput> run =
            new KeyedRun<>(new IdentityMachine());
    private final List<Decision> decisions = new ArrayList<>();

    private List<String> tell(EpisodeEvent... events) {
        return events(events).stream().map(Domain::words).toList();
    }

    private List<EpisodeEvent> events(EpisodeEvent... events) {
        List<InhibitOutput> out = run.accept(IdentityMachine.keyOf(events[0]), List.of(events), events[0].at());
        out.stream().map(InhibitOutput::decision).filter(Objects::nonNull).forEach(decisions::add);
        return out.stream().map(InhibitOutput::event).filter(Objects::nonNull).toList();
    }

    private static EpisodeEvent starts(String alert, long at, boolean flapping, boolean over) {
        Onset usual = Episodes.starts(alert, at).onset();
        Onset onset = new Onset(
                at,
                false,
                false,
                over,
                false,
                false,
                usual.severity(),
                usual.scope(),
                usual.labels(),
                usual.annotations(),
                usual.source(),
                null,
                usual.policy(),
                null,
                "I",
                "d",
                List.of(),
                null,
                List.of(),
                usual.facts(),
                null);
        return EpisodeEvent.started(at, Books.TENANT, "acme|" + alert, alert, at, flapping, onset, null);
    }

    private static EpisodeEvent starts(String alert, long at) {
        return starts(alert, at, false, false);
    }

    private static EpisodeEvent ends(String alert, long startsAt, long at, Ending ending) {
        return EpisodeEvent.ended(at, Books.TENANT, "acme|" + alert, alert, startsAt, at, ending, new Route("I", "d"));
    }

    private static EpisodeEvent ends(String alert, long startsAt, long at) {
        return ends(alert, startsAt, at, Ending.RECOVERED);
    }

    private static EpisodeEvent flaps(String alert, long startsAt, long at, boolean flapping) {
        return EpisodeEvent.changed(at, Books.TENANT, "acme|" + alert, alert, startsAt, flapping, new Route("I", "d"));
    }

    private IdentityState state() {
        return run.states().get("acme|I");
    }

    @Test
    void theFirstStandsForAllAndTheLastEndsIt() {
        List<EpisodeEvent> first = events(starts("a", 1));
        assertThat(first).extracting(Domain::words).containsExactly("+I@a");
        assertThat(first.get(0).startsAt()).isEqualTo(1);
        assertThat(InhibitMachine.keyOf(first.get(0))).isEqualTo("acme|d");
        assertThat(tell(starts("b", 2))).isEmpty();
        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.kind()).isEqualTo(Decision.Kind.NOTED);
            assertThat(decision.reason()).isEqualTo("same-identity");
            assertThat(decision.fingerprint()).isEqualTo("b");
            assertThat(decision.detail()).containsEntry("identity", "I");
        });
        assertThat(tell(ends("a", 1, 3))).isEmpty();
        List<EpisodeEvent> last = events(ends("b", 2, 4));
        assertThat(last).extracting(Domain::words).containsExactly("-I@a recovered");
        assertThat(last.get(0).startsAt()).isEqualTo(1);
        assertThat(last.get(0).endsAt()).isEqualTo(4);
        assertThat(InhibitMachine.keyOf(last.get(0))).isEqualTo("acme|d");
        assertThat(state()).isNull();
    }

    @Test
    void itIsStaleIfOneOfThemWas() {
        tell(starts("a", 1), starts("b", 1));
        assertThat(tell(ends("a", 1, 2, Ending.STALE))).isEmpty();
        assertThat(tell(ends("b", 1, 3))).containsExactly("-I@a stale");
        tell(starts("a", 11), starts("b", 11));
        assertThat(tell(ends("a", 11, 12))).isEmpty();
        assertThat(tell(ends("b", 11, 13, Ending.STALE))).containsExactly("-I@a stale");
    }

    @Test
    void itIsGoneIfOneOfThemWasAndNoneWentStale() {
        tell(starts("a", 1), starts("b", 1), starts("c", 1));
        tell(ends("a", 1, 2, Ending.GONE), ends("b", 1, 2));
        assertThat(tell(ends("c", 1, 3))).containsExactly("-I@a gone");
        tell(starts("a", 11), starts("b", 11));
        tell(ends("a", 11, 12, Ending.STALE));
        assertThat(tell(ends("b", 11, 13, Ending.GONE))).containsExactly("-I@a stale");
    }

    @Test
    void itFlapsWhileOneDoes() {
        tell(starts("a", 1));
        assertThat(tell(starts("b", 2, true, false))).containsExactly("I@a flaps");
        assertThat(tell(flaps("a", 1, 3, true))).isEmpty();
        assertThat(tell(flaps("a", 1, 4, false))).isEmpty();
        assertThat(tell(ends("b", 2, 5))).containsExactly("I@a is calm");
    }

    @Test
    void asOneTakesOverFromAnotherTheAlertGoesOn() {
        tell(starts("a", 1));
        assertThat(tell(ends("a", 1, 2), starts("b", 2))).isEmpty();
        assertThat(tell(starts("A", 3), ends("b", 2, 3))).isEmpty();
        assertThat(tell(ends("A", 3, 4))).containsExactly("-I@a recovered");
    }

    @Test
    void aNewEpisodeOfTheOnlyOneIsANewEpisode() {
        tell(starts("a", 1));
        assertThat(tell(ends("a", 1, 100, Ending.SUPERSEDED), starts("a", 100)))
                .containsExactly("-I@a superseded", "+I@a");
        assertThat(tell(ends("a", 100, 101))).containsExactly("-I@a recovered");
    }

    @Test
    void ofWhatIsOverAlreadyNothingIsKept() {
        assertThat(tell(starts("a", 1, false, true))).containsExactly("+I@a");
        assertThat(state()).isNull();
        tell(starts("b", 2));
        assertThat(tell(starts("c", 3, false, true))).isEmpty();
        assertThat(tell(ends("c", 3, 4))).isEmpty();
        assertThat(tell(ends("b", 2, 5))).containsExactly("-I@b recovered");
    }

    @Test
    void beyondTheBoundTheyAreCounted() {
        List<EpisodeEvent> all = new ArrayList<>();
        for (int i = 0; i < IdentityMachine.MOST + 2; i++) {
            all.add(starts(String.format("%05d", i), 1));
        }
        assertThat(tell(all.toArray(EpisodeEvent[]::new))).containsExactly("+I@00000");
        assertThat(state().variants).hasSize(IdentityMachine.MOST);
        assertThat(state().beyond).isEqualTo(2);
        for (int i = 0; i < IdentityMachine.MOST + 1; i++) {
            assertThat(tell(ends(String.format("%05d", i), 1, 2 + i))).isEmpty();
        }
        assertThat(tell(ends(String.format("%05d", IdentityMachine.MOST + 1), 1, 5_000)))
                .containsExactly("-I@00000 recovered");
        assertThat(state()).isNull();
    }

    @Test
    void whatHasNoIdentityGoesPast() {
        assertThat(IdentityMachine.keyOf(Episodes.starts("a", 1))).isNull();
        assertThat(InhibitMachine.keyOf(Episodes.starts("a", 1))).isNull();
    }
}
