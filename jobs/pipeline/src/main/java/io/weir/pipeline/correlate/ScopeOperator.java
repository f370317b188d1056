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

    /** The part of the heap for scopes: they are nearly all there is to the job's states. */
    private static final int SHARE = 4;

    private final int share;

    /** One for all scopes. */
    public ScopeOperator() {
        this(SHARE);
    }

    /** With another part of the heap. */
    ScopeOperator(int share) {
        super(CorrelateTypes.SCOPE_STATE);
        this.share = share;
    }

    @Override
    int share() {
        return share;
    }

    @Override
    ChronologicalMachine<ScopeState, EpisodeEvent, ScopeOutput> machine() {
        return new ScopeMachine();
    }

    @Override
    long bytesOf(ScopeState state) {
        return state.bytes();
    }

    @Override
    StateCache.Weight<ScopeState> weight() {
        return new StateCache.Weight<>() {
            @Override
            public long bytesOf(ScopeState state) {
                return state.bytes();
            }

            @Override
            public long spareOf(ScopeState state) {
                return state.spareBytes();
            }

            @Override
            public void lighten(ScopeState state) {
                state.lighten();
            }
        };
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
