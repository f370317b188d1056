package io.weir.pipeline.correlate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.EpisodeEvent;
import io.weir.core.scope.ScopeMachine;
import io.weir.core.scope.ScopeOutput;
import io.weir.core.scope.ScopeState;
import java.util.Comparator;
import org.apache.flink.util.Collector;

/** {@link ScopeMachine} on Flink, keyed by scope. */
public final class ScopeFunction extends ChronologicalFunction<ScopeState, EpisodeEvent, ScopeOutput, ScopeOutput> {
    private static final long serialVersionUID = 1;

    /** One for all scopes. */
    public ScopeFunction() {
        super(ScopeState.class, EpisodeEvent.class);
    }

    @Override
    ChronologicalMachine<ScopeState, EpisodeEvent, ScopeOutput> machine() {
        return new ScopeMachine();
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
    void send(ScopeOutput output, Context context, Collector<ScopeOutput> out) {
        out.collect(output);
    }
}
