package io.weir.pipeline.correlate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.EpisodeEvent;
import io.weir.core.inhibit.InhibitMachine;
import io.weir.core.inhibit.InhibitOutput;
import io.weir.core.inhibit.InhibitState;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** {@link InhibitMachine} on Flink, keyed by domain. */
public final class InhibitOperator extends EpisodeOperator<InhibitState, InhibitOutput, EpisodeEvent> {
    private static final long serialVersionUID = 1;

    /** One for all domains. */
    public InhibitOperator() {
        super(TypeInformation.of(InhibitState.class));
    }

    @Override
    ChronologicalMachine<InhibitState, EpisodeEvent, InhibitOutput> machine() {
        return new InhibitMachine();
    }

    @Override
    long bytesOf(InhibitState state) {
        return ALERT_BYTES * state.weight();
    }

    @Override
    void send(InhibitOutput output, long at) {
        if (output.decision() != null) {
            aside(TrackFunction.DECISIONS, output.decision(), at);
        } else {
            forward(output.event(), at);
        }
    }
}
