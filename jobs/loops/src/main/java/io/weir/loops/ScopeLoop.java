package io.weir.loops;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.Step;
import io.weir.core.directives.DirectiveBook;
import io.weir.core.scope.ScopeMachine;
import io.weir.core.scope.ScopeOutput;
import io.weir.core.scope.ScopeState;
import io.weir.core.track.TrackMachine;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.rules.RuleBookParser;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** An open incident of 25 alerts, of which one ends and another starts; one operation is one event. */
@State(Scope.Thread)
public class ScopeLoop {
    private static final int MEMBERS = 25;
    private static final int EVENTS = 2;
    private static final long LATER_MS = 60_000;

    private ScopeMachine machine;
    private ScopeState open;
    private EpisodeEvent end;
    private EpisodeEvent start;

    /** Opens the incident. */
    @Setup
    public void open() {
        machine = new ScopeMachine();
        for (int i = 0; i < MEMBERS; i++) {
            open = machine.accept(open, List.of(started(i, SampleAlerts.START + i)), SampleAlerts.START + i)
                    .next();
        }
        long at = SampleAlerts.START + LATER_MS;
        open = machine.wake(open, at).next();
        EpisodeEvent first = started(0, SampleAlerts.START);
        end = EpisodeEvent.ended(
                at + 1,
                first.tenant(),
                first.scopeKey(),
                first.fingerprint(),
                first.startsAt(),
                at + 1,
                Ending.RECOVERED);
        start = started(MEMBERS, at + 2);
    }

    private static EpisodeEvent started(int number, long at) {
        Alert alert = SampleAlerts.alert(number, AlertStatus.FIRING, at, at);
        return new TrackMachine(new DirectiveBook(RuleBookParser.defaultBook(), 0))
                .accept(null, alert, at)
                .out()
                .get(0)
                .event();
    }

    /** Takes both. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void take(Blackhole result) {
        Step<ScopeState, ScopeOutput> ended = machine.accept(open, List.of(end), end.at());
        result.consume(ended);
        result.consume(machine.accept(ended.next(), List.of(start), start.at()));
    }
}
