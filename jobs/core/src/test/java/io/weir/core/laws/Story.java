package io.weir.core.laws;

import io.weir.core.directives.DirectiveBook;
import io.weir.core.scenario.Observation;
import io.weir.core.scenario.Order;
import io.weir.core.scenario.Outcome;
import io.weir.core.scenario.PureRun;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import java.util.List;

/**
 * What lies on the log, and the rule book that holds from the start.
 *
 * @param observations sorted by time
 * @param orders in any order
 */
record Story(List<Observation> observations, List<Order> orders) {
    static final long LEAD_MS = 2_000;
    static final long FOREVER_MS = 30L * 86_400_000;

    static final String BOOK = """
            version: "1"
            flapping: {transitions: 3, window: 2m, quiet: 1m}
            staleAfter: 1h
            grouping:
              - {name: cluster, scope: [cluster], gap: 60s, maxSpan: 5m, updateEvery: 30s, resolveQuiet: 30s,
                 reopenWithin: 10m, wait: {critical: 5s, warning: 20s, info: 0s}}
            inhibition:
              - {name: a-mutes-b, source: ['alertname="A"'], target: ['alertname="B"'], equal: [cluster], lateJoin: 30s}
              - {name: c1-mutes-c2, source: ['cluster="c1"'], target: ['cluster="c2"'], equal: [alertname]}
            remediation:
              - {name: restart, match: ['alertname=~"A|B"'], template: t, target: cluster, mode: auto, minAge: 10s,
                 cooldown: 1m, maxAttempts: 2}
              - {name: look, match: ['alertname="C"'], template: u, target: cluster, mode: dry-run, cooldown: 1m}
            """;

    private static final RuleBook PARSED = RuleBookParser.parse(BOOK);

    static final String OTHER_BOOK = """
            version: "2"
            flapping: {transitions: 2, window: 1m, quiet: 2h}
            staleAfter: 10m
            grouping:
              - {name: alert, scope: [alertname], gap: 10s, maxSpan: 30s, updateEvery: 0s, resolveQuiet: 0s,
                 reopenWithin: 0s, wait: {critical: 0s, warning: 1s}}
            """;

    /** Without any order. */
    static DirectiveBook noOrders() {
        return new DirectiveBook(PARSED, LEAD_MS);
    }

    DirectiveBook directives() {
        DirectiveBook book = noOrders();
        orders.forEach(order -> book.apply(order.directive(), order.at()));
        return book;
    }

    long end() {
        return observations.isEmpty()
                ? 0
                : observations.get(observations.size() - 1).at() + FOREVER_MS;
    }

    Outcome outcome() {
        return new PureRun(directives()).run(observations, end());
    }

    Story with(List<Observation> others) {
        return new Story(others, orders);
    }
}
