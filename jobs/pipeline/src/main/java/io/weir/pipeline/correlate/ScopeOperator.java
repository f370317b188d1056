package io.weir.pipeline.correlate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.EpisodeEvent;
import io.weir.core.scope.ScopeMachine;
import io.weir.core.scope.ScopeOutput;
import io.weir.core.scope.ScopeState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;

/** {@link ScopeMachine} on Flink, keyed by scope. */
public final class ScopeOperator extends EpisodeOperator<ScopeState, ScopeOutput, ScopeOutput> {
    private static final long serialVersionUID = 1;

    /** One for all scopes. */
    public ScopeOperator() {
        super(CorrelateTypes.SCOPE_STATE);
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
    StateShelf<ScopeState> shelf(ValueState<ScopeState> stored) throws Exception {
        return new ScopeStates(stored, getPartitionedState(new ListStateDescriptor<>("members", MemberChange.TYPE)));
    }

    @Override
    void send(ScopeOutput output, long at) {
        forward(output, at);
    }
}
