package io.weir.app.bench.scale;

import io.weir.app.bench.load.AlertMix;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import java.util.ArrayList;
import java.util.List;

/** Scheduled downtimes of all tenants that are in force during the whole load and hold few of its alerts. */
final class BenchDowntimes {
    private static final long DAY_MS = 86_400_000;
    private static final int ONE_HOLDS_OF = 200;

    private BenchDowntimes() {}

    /**
     * So many, spread over the tenants. Most name a cluster or an instance as alerts do, and something else that no alert
     * of it has; one of 200 holds an instance.
     */
    static List<Directive> of(int number, int tenants) {
        List<Directive> directives = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            int tenant = i % tenants;
            directives.add(directive(AlertMix.tenantName(tenant), i, matchers(tenant, i / tenants, i)));
        }
        return directives;
    }

    private static List<String> matchers(int tenant, int place, int number) {
        String instance = "instance=\"10." + tenant + "." + place / 50 % 250 + "." + place % 250 + ":9100\"";
        if (number % ONE_HOLDS_OF == ONE_HOLDS_OF - 1) {
            return List.of(instance);
        }
        return number % 2 == 0
                ? List.of(instance, "job=\"backup\"")
                : List.of("cluster=\"cluster-" + place + "\"", "namespace=~\"batch-.+\"");
    }

    private static Directive directive(String tenant, int number, List<String> matchers) {
        Downtime downtime = new Downtime(
                "d-" + number,
                1,
                Downtime.Status.ACTIVE,
                matchers,
                AlertMix.START - DAY_MS,
                AlertMix.START + 30 * DAY_MS,
                null,
                "bench",
                "planned work",
                AlertMix.START - DAY_MS);
        return new Directive(Directive.Kind.DOWNTIME, tenant, downtime.id(), null, null, downtime, null, null, "bench");
    }
}
