package io.weir.pipeline.correlate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.remediate.RemediateMachine;
import io.weir.core.remediate.RemediateState;
import io.weir.core.scope.Candidate;
import io.weir.schema.Remediation;
import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** {@link RemediateMachine} on Flink, keyed by tenant and target. */
public final class RemediateOperator
        extends ChronologicalOperator<RemediateState, Candidate, Remediation, Remediation> {
    private static final long serialVersionUID = 1;

    /** One for all targets. */
    public RemediateOperator() {
        super(TypeInformation.of(RemediateState.class), TypeInformation.of(Candidate.class));
    }

    @Override
    ChronologicalMachine<RemediateState, Candidate, Remediation> machine() {
        return new RemediateMachine();
    }

    @Override
    long bytesOf(RemediateState state) {
        return ALERT_BYTES * state.weight();
    }

    @Override
    long timeOf(Candidate candidate) {
        return candidate.at();
    }

    /** Candidates of one alert at the same instant stay in the order in which its scope sent them: the sort is stable. */
    @Override
    Comparator<Candidate> ties() {
        return Comparator.comparing(Candidate::incidentId).thenComparing(Candidate::fingerprint);
    }

    @Override
    void send(Remediation output, long at) {
        forward(output, at);
    }
}
