package io.weir.core.sample;

import io.weir.core.EpisodeEvent;
import io.weir.core.scenario.KeyedRun;
import io.weir.core.scope.Candidate;
import io.weir.core.scope.ScopeMachine;
import io.weir.core.scope.ScopeOutput;
import io.weir.core.scope.ScopeState;
import io.weir.schema.Incident;
import java.util.ArrayList;
import java.util.List;
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

    /** What is known; null when everything is forgotten. */
    public ScopeState state() {
        return run.states().get(Episodes.SCOPE);
    }

    /** When it wakes next; null when it does not. */
    public Long wakeAt() {
        return run.wakeAt(Episodes.SCOPE);
    }
}
