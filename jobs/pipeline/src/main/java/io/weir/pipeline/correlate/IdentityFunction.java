package io.weir.pipeline.correlate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.EpisodeEvent;
import io.weir.core.inhibit.IdentityMachine;
import io.weir.core.inhibit.IdentityState;
import io.weir.core.inhibit.InhibitOutput;
import java.util.Comparator;
import org.apache.flink.util.Collector;

/** {@link IdentityMachine} on Flink, keyed by identity. What an inhibition or dependency may concern goes aside. */
public final class IdentityFunction
        extends ChronologicalFunction<IdentityState, EpisodeEvent, InhibitOutput, EpisodeEvent> {
    private static final long serialVersionUID = 1;

    /** One for all identities. */
    public IdentityFunction() {
        super(IdentityState.class, EpisodeEvent.class);
    }

    @Override
    ChronologicalMachine<IdentityState, EpisodeEvent, InhibitOutput> machine() {
        return new IdentityMachine();
    }

    @Override
    long timeOf(EpisodeEvent event) {
        return event.at();
    }

    @Override
    Comparator<EpisodeEvent> ties() {
        return EpisodeEvent.TIES;
    }

    @Override
    void send(InhibitOutput output, Context context, Collector<EpisodeEvent> out) {
        if (output.decision() != null) {
            context.output(TrackFunction.DECISIONS, output.decision());
        } else {
            Ways.behindIdentity(output.event(), context, out);
        }
    }
}
