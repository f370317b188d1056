package io.weir.core.sample;

import io.weir.core.directives.DirectiveBook;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import java.util.List;

/** Rule books and downtimes for tests. */
public final class Books {
    /** Of all sample alerts. */
    public static final String TENANT = "acme";

    private Books() {}

    /** One incident per cluster, flapping at the third start within a minute, quiet after 20 s, stale after an hour. */
    public static RuleBook small() {
        return RuleBookParser.parse("""
                version: small
                flapping: {transitions: 3, window: 1m, quiet: 20s}
                staleAfter: 1h
                grouping:
                  - {name: cluster, scope: [cluster], gap: 60s, maxSpan: 10m, updateEvery: 30s, resolveQuiet: 30s, reopenWithin: 5m}
                """);
    }

    /** {@link #small()} and nothing else. */
    public static DirectiveBook directives() {
        return new DirectiveBook(small(), 0);
    }

    /** {@link #small()} and one downtime for cluster c1. */
    public static DirectiveBook withDowntime(long from, long to) {
        DirectiveBook book = directives();
        book.apply(order(downtime("d", 1, Downtime.Status.ACTIVE, from, to, "cluster=\"c1\"")), 0);
        return book;
    }

    /** A downtime. */
    public static Downtime downtime(
            String id, long revision, Downtime.Status status, long from, long to, String... matchers) {
        return new Downtime(id, revision, status, List.of(matchers), from, to, null, "operator", "", 0L);
    }

    /** A downtime as a directive of {@link #TENANT}, in force as soon as possible. */
    public static Directive order(Downtime downtime) {
        return new Directive(Directive.Kind.DOWNTIME, TENANT, downtime.id(), null, null, downtime, null, null, null);
    }
}
