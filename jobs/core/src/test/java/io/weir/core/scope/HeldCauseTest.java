package io.weir.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Cause;
import io.weir.core.EpisodeEvent;
import io.weir.core.sample.Books;
import io.weir.core.sample.Episodes;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Habitual noise that is a cause, or goes under one. */
class HeldCauseTest {
    private static ScopeState holding(EpisodeEvent noise) {
        ScopeState state = new ScopeState();
        state.held.put(noise.fingerprint(), new HeldHabit(noise, noise.at() + 3_600_000));
        return state;
    }

    @Test
    void whatHasConsequencesIsShown() {
        EpisodeEvent noise = Episodes.starts("noise", 1_000);
        EpisodeEvent other = Episodes.starts("other", 2_000);
        EpisodeEvent under = EpisodeEvent.started(
                2_000, Books.TENANT, Episodes.SCOPE, "other", 2_000, false, other.onset(), Cause.of(noise, "rule"));
        List<Incident> shown = new ScopeMachine()
                .accept(holding(noise), List.of(under), 100_000).out().stream()
                        .map(ScopeOutput::incident)
                        .filter(Objects::nonNull)
                        .toList();
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).members()).extracting(Member::fingerprint).containsExactlyInAnyOrder("noise", "other");
        assertThat(shown.get(0).members()).extracting(Member::suppressedBy).contains("noise");
    }

    @Test
    void whatGoesUnderACauseIsHeldNoMore() {
        EpisodeEvent noise = Episodes.starts("noise", 1_000);
        Cause cause = new Cause("cause", 2_000, "acme|c2", "rule", "cause");
        EpisodeEvent moved = EpisodeEvent.moved(2_000, Books.TENANT, Episodes.SCOPE, "noise", 1_000, cause);
        ScopeState left =
                new ScopeMachine().accept(holding(noise), List.of(moved), 2_000).next();
        assertThat(left == null ? List.of() : left.held.keySet()).isEmpty();
    }
}
