package io.weir.pipeline.correlate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.EpisodeEvent;
import io.weir.core.scope.ScopeMachine;
import io.weir.core.scope.ScopeOutput;
import io.weir.core.scope.ScopeState;
import java.util.Comparator;

/** {@link ScopeMachine} on Flink, keyed by scope. */
public final class ScopeOperator extends ChronologicalOperator<ScopeState, EpisodeEvent, ScopeOutput, ScopeOutput> {
    private static final long serialVersionUID = 1;

    /** One for all scopes. */
    public ScopeOperator() {
        super(ScopeState.class, EpisodeEvent.class);
    }

    @Override
    ChronologicalMachine<ScopeState, EpisodeEvent, ScopeOutput> machine() {
        return new ScopeMachine();
    }

    @Override
    int weightOf(ScopeState state) {
        return state.weight();
    }

    @Override
    long timeOf(EpisodeEvent event) {
        return event.at();
    }

    /** Events of one alert at the same instant stay in the order in which Track sent them: the sort is stable. */
    @Override
    Comparator<EpisodeEvent> ties() {
        return EpisodeEvent.TIES;
    }

    @Override
    void send(ScopeOutput output, long at) {
        forward(output, at);
    }
}
