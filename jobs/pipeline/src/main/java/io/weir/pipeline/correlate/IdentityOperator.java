package io.weir.pipeline.correlate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.EpisodeEvent;
import io.weir.core.inhibit.IdentityMachine;
import io.weir.core.inhibit.IdentityState;
import io.weir.core.inhibit.InhibitOutput;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** {@link IdentityMachine} on Flink, keyed by identity. What an inhibition or dependency may concern goes aside. */
public final class IdentityOperator extends EpisodeOperator<IdentityState, InhibitOutput, EpisodeEvent> {
    private static final long serialVersionUID = 1;

    /** One for all identities. */
    public IdentityOperator() {
        super(TypeInformation.of(IdentityState.class));
    }

    @Override
    ChronologicalMachine<IdentityState, EpisodeEvent, InhibitOutput> machine() {
        return new IdentityMachine();
    }

    @Override
    long bytesOf(IdentityState state) {
        return ALERT_BYTES * state.weight();
    }

    @Override
    void send(InhibitOutput output, long at) {
        if (output.decision() != null) {
            aside(TrackFunction.DECISIONS, output.decision(), at);
        } else {
            OutputTag<EpisodeEvent> aside = Ways.behindIdentity(output.event());
            if (aside == null) {
                forward(output.event(), at);
            } else {
                aside(aside, output.event(), at);
            }
        }
    }
}
