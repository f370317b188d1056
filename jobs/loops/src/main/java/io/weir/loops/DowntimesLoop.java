package io.weir.loops;

import io.weir.core.directives.DirectiveBook;
import io.weir.core.directives.DowntimeWindow;
import io.weir.schema.Alert;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.rules.RuleBookParser;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whether one of 100,000 downtimes of a tenant holds an alert. */
@State(Scope.Thread)
public class DowntimesLoop {
    private static final int DOWNTIMES = 100_000;
    private static final int ALERTS = 1_024;
    private static final long DAY_MS = 86_400_000;

    private DirectiveBook book;
    private List<Alert> alerts;
    private int next;

    /** Schedules the downtimes. */
    @Setup
    public void schedule() {
        book = new DirectiveBook(RuleBookParser.defaultBook(), 0);
        for (int i = 0; i < DOWNTIMES; i++) {
            book.apply(directive(i), SampleAlerts.START - DAY_MS);
        }
        alerts = SampleAlerts.firing(ALERTS);
    }

    /** Half name an instance as alerts do and a job that they are not of, half a cluster and a namespace. */
    private static Directive directive(int i) {
        List<String> matchers = i % 2 == 0
                ? List.of("instance=\"10.0." + i / 250 % 250 + "." + i % 250 + ":9100\"", "job=\"backup\"")
                : List.of("cluster=\"cluster-" + i / 2 + "\"", "namespace=~\"batch-.+\"");
        Downtime downtime = new Downtime(
                "d-" + i,
                1,
                Downtime.Status.ACTIVE,
                matchers,
                SampleAlerts.START - DAY_MS,
                SampleAlerts.START + DAY_MS,
                null,
                "loops",
                "planned work",
                SampleAlerts.START - DAY_MS);
        return new Directive(Directive.Kind.DOWNTIME, "acme", downtime.id(), null, null, downtime, null, null, "loops");
    }

    /** Asks. */
    @Benchmark
    public DowntimeWindow ask() {
        next = (next + 1) % ALERTS;
        return book.downtimeAt("acme", alerts.get(next).labels(), SampleAlerts.START);
    }
}
