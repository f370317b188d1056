package io.weir.pipeline.correlate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.EpisodeEvent;
import io.weir.core.scope.ScopeMachine;
import io.weir.core.scope.ScopeOutput;
import io.weir.core.scope.ScopeState;

/** {@link ScopeMachine} on Flink, keyed by scope. */
public final class ScopeOperator extends EpisodeOperator<ScopeState, ScopeOutput, ScopeOutput> {
    private static final long serialVersionUID = 1;

    /** One for all scopes. */
    public ScopeOperator() {
        super(ScopeState.class);
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
    void send(ScopeOutput output, long at) {
        forward(output, at);
    }
}
