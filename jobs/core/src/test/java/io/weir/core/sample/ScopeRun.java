package io.weir.core.sample;

import io.weir.core.EpisodeEvent;
import io.weir.core.scenario.KeyedRun;
import io.weir.core.scope.Candidate;
import io.weir.core.scope.ScopeMachine;
import io.weir.core.scope.ScopeOutput;
import io.weir.core.scope.ScopeState;
import io.weir.schema.Decision;
import io.weir.schema.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** One scope, told of episodes one instant at a time; keeps everything that came out. */
public final class ScopeRun {
    private final KeyedRun<ScopeState, List<EpisodeEvent>, ScopeOutput> run = new KeyedRun<>(new ScopeMachine());
    private final List<ScopeOutput> out = new ArrayList<>();

    /** Tells of events of the same instant, in this order. */
    public ScopeRun tell(EpisodeEvent... events) {
        out.addAll(run.accept(Episodes.SCOPE, List.of(events), events[0].at()));
        return this;
    }

    /** Time goes on up to and including {@code at}. */
    public ScopeRun until(long at) {
        out.addAll(run.passTo(Episodes.SCOPE, at));
        return this;
    }

    /** All revisions so far. */
    public List<Incident> incidents() {
        return out.stream().map(ScopeOutput::incident).filter(Objects::nonNull).toList();
    }

    /** The newest revision. */
    public Incident last() {
        List<Incident> all = incidents();
        return all.get(all.size() - 1);
    }

    /** All candidates so far. */
    public List<Candidate> candidates() {
        return out.stream().map(ScopeOutput::candidate).filter(Objects::nonNull).toList();
    }

    /** All decisions so far. */
    public List<Decision> decisions() {
        return out.stream().map(ScopeOutput::decision).filter(Objects::nonNull).toList();
    }

    /** What was decided of one alert so far: kind and reason of each, in order. */
    public List<String> decisionsOn(String alert) {
        return decisions().stream()
                .filter(decision -> alert.equals(decision.fingerprint()))
                .map(decision -> decision.kind().name().toLowerCase(Locale.ROOT) + " " + decision.reason())
                .toList();
    }

    /** What is known of incidents and held alerts; null when everything is forgotten but what used to happen. */
    public ScopeState state() {
        ScopeState state = run.states().get(Episodes.SCOPE);
        return state == null || (state.incidents.isEmpty() && state.held.isEmpty()) ? null : state;
    }

    /** Whether the scope remembers what used to happen. */
    public boolean remembers() {
        return run.states().get(Episodes.SCOPE) != null;
    }

    /** Whether no incident is left; what usually happens in the scope may be remembered still. */
    public boolean isWithoutIncidents() {
        return state() == null || state().incidents.isEmpty();
    }

    /** When it wakes next; null when it does not. */
    public Long wakeAt() {
        return run.wakeAt(Episodes.SCOPE);
    }
}
