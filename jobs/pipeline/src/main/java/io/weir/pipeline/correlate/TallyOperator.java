package io.weir.pipeline.correlate;

import io.weir.core.ChronologicalMachine;
import io.weir.core.decide.Count;
import io.weir.core.decide.TallyMachine;
import io.weir.core.decide.TallyState;
import io.weir.schema.Tally;
import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** {@link TallyMachine} on Flink, keyed by tenant. */
public final class TallyOperator extends ChronologicalOperator<TallyState, Count, Tally, Tally> {
    private static final long serialVersionUID = 1;

    private transient TallyMetrics accounts;

    /** One for all tenants. */
    public TallyOperator() {
        super(TypeInformation.of(TallyState.class), TypeInformation.of(Count.class));
    }

    @Override
    public void open() throws Exception {
        super.open();
        accounts = new TallyMetrics(getMetricGroup());
    }

    @Override
    public void processElement(StreamRecord<Count> element) throws Exception {
        accounts.count(element.getValue().tenant());
        super.processElement(element);
    }

    @Override
    ChronologicalMachine<TallyState, Count, Tally> machine() {
        return new TallyMachine();
    }

    @Override
    long bytesOf(TallyState state) {
        return ALERT_BYTES * state.weight();
    }

    @Override
    long timeOf(Count count) {
        return count.at();
    }

    @Override
    Comparator<Count> ties() {
        return Count.TIES;
    }

    @Override
    void send(Tally tally, long at) {
        accounts.told(tally);
        forward(tally, at);
    }
}
