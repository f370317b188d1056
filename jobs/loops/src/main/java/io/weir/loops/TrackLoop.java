package io.weir.loops;

import io.weir.core.Step;
import io.weir.core.directives.DirectiveBook;
import io.weir.core.track.TrackMachine;
import io.weir.core.track.TrackOutput;
import io.weir.core.track.TrackState;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.rules.RuleBookParser;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One alert identity from its start over 18 repeats to its end; one operation is one observation. */
@State(Scope.Thread)
public class TrackLoop {
    private static final int OBSERVATIONS = 20;
    private static final long EVERY_MS = 60_000;

    private TrackMachine machine;
    private List<Alert> story;

    /** Prepares the observations. */
    @Setup
    public void prepare() {
        machine = new TrackMachine(new DirectiveBook(RuleBookParser.defaultBook(), 0));
        story = IntStream.range(0, OBSERVATIONS)
                .mapToObj(i -> SampleAlerts.alert(
                        1,
                        i == OBSERVATIONS - 1 ? AlertStatus.RESOLVED : AlertStatus.FIRING,
                        SampleAlerts.START,
                        SampleAlerts.START + i * EVERY_MS))
                .toList();
    }

    /** Goes through it. */
    @Benchmark
    @OperationsPerInvocation(OBSERVATIONS)
    public void follow(Blackhole result) {
        TrackState state = null;
        for (Alert alert : story) {
            Step<TrackState, TrackOutput> step = machine.accept(state, alert, alert.receivedAt());
            result.consume(step);
            state = step.next();
        }
    }
}
