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
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** An open incident of 25 alerts, of which each ends when another starts; one operation is one event. */
@State(Scope.Thread)
public class ScopeLoop {
    private static final int MEMBERS = 25;
    private static final long LATER_MS = 60_000;

    private ScopeMachine machine;
    private ScopeState open;
    private List<EpisodeEvent> events = new ArrayList<>();

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
        for (int i = 0; i < MEMBERS; i++) {
            EpisodeEvent first = started(i, SampleAlerts.START + i);
            at++;
            events.add(EpisodeEvent.ended(
                    at, first.tenant(), first.scopeKey(), first.fingerprint(), first.startsAt(), at, Ending.RECOVERED));
            at++;
            events.add(started(MEMBERS + i, at));
        }
    }

    private static EpisodeEvent started(int number, long at) {
        Alert alert = SampleAlerts.alert(number, AlertStatus.FIRING, at, at);
        return new TrackMachine(new DirectiveBook(RuleBookParser.defaultBook(), 0))
                .accept(null, alert, at)
                .out()
                .get(0)
                .event();
    }

    /** Takes them all, on a copy: that is a small part of it. */
    @Benchmark
    @OperationsPerInvocation(2 * MEMBERS)
    public void take(Blackhole result) {
        ScopeState state = machine.copyOf(open);
        for (EpisodeEvent event : events) {
            Step<ScopeState, ScopeOutput> step = machine.goOn(state, List.of(event), event.at());
            result.consume(step);
            state = step.next();
        }
    }
}
