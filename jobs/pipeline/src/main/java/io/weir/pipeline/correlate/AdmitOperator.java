package io.weir.pipeline.correlate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.admit.AdmitMachine;
import io.weir.core.admit.AdmitState;
import io.weir.core.scope.ScopeOutput;
import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** {@link AdmitMachine} on Flink, keyed by tenant. */
public final class AdmitOperator extends ChronologicalOperator<AdmitState, ScopeOutput, ScopeOutput, ScopeOutput> {
    private static final long serialVersionUID = 1;

    /** One for all tenants. */
    public AdmitOperator() {
        super(TypeInformation.of(AdmitState.class), CorrelateTypes.SCOPE_OUTPUT);
    }

    @Override
    ChronologicalMachine<AdmitState, ScopeOutput, ScopeOutput> machine() {
        return new AdmitMachine();
    }

    @Override
    long bytesOf(AdmitState state) {
        return ALERT_BYTES * state.weight();
    }

    @Override
    long timeOf(ScopeOutput output) {
        return output.at();
    }

    /** What one scope says at an instant stays in the order in which it was said: the sort is stable. */
    @Override
    Comparator<ScopeOutput> ties() {
        return AdmitMachine.TIES;
    }

    @Override
    void send(ScopeOutput output, long at) {
        forward(output, at);
    }
}
