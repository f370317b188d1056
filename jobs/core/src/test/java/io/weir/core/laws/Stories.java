package io.weir.core.laws;

import io.weir.core.sample.Books;
import io.weir.core.scenario.Observation;
import io.weir.core.scenario.Order;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Directive;
import io.weir.schema.Downtime;
import io.weir.schema.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Stories at random: alerts of two tenants and two clusters that fire, repeat, resolve, begin anew, lie about their
 * start, forget to end, and are asked for; and rule books and downtimes that come, change and go.
 */
final class Stories {
    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

    private Stories() {}

    /** One entry before times and starts are known. */
    private record Draft(long after, int tenant, int alert, boolean fires, int start, boolean expires, boolean asked) {}

    static Arbitrary<Story> any() {
        return Combinators.combine(drafts(), directives())
                .as((drafts, orders) -> new Story(observations(drafts), orders));
    }

    /** A story of one tenant without downtimes and under one rule book. */
    static Arbitrary<Story> plain() {
        return drafts().map(drafts -> new Story(
                observations(drafts).stream()
                        .filter(o -> o.alert().tenant().equals(Books.TENANT))
                        .toList(),
                List.of()));
    }

    private static Arbitrary<List<Draft>> drafts() {
        Arbitrary<Long> after = Arbitraries.of(
                0L,
                0L,
                0L,
                1L,
                999L,
                5_000L,
                20_000L,
                29_999L,
                30_000L,
                30_001L,
                60_000L,
                60_001L,
                240_000L,
                900_000L,
                1_800_000L,
                7_200_000L);
        return Combinators.combine(
                        after,
                        Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(1, 1)),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(true, true, false),
                        Arbitraries.frequency(
                                Tuple.of(6, 0),
                                Tuple.of(1, 1),
                                Tuple.of(1, 2),
                                Tuple.of(1, 3),
                                Tuple.of(1, 4),
                                Tuple.of(1, 5)),
                        Arbitraries.of(true, false, false),
                        Arbitraries.of(false, false, false, true))
                .as(Draft::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static List<Observation> observations(List<Draft> drafts) {
        Map<String, Long> running = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        List<Observation> observations = new ArrayList<>();
        long at = 1_000_000;
        for (Draft draft : drafts) {
            at += draft.after;
            String key = draft.tenant + "/" + draft.alert;
            long natural = running.getOrDefault(key, draft.fires ? at : last.getOrDefault(key, at));
            Long startsAt = switch (draft.start) {
                case 1 -> null;
                case 2 -> Long.valueOf(at);
                case 3 -> last.getOrDefault(key, at);
                case 4 -> Long.valueOf(at + 600_000);
                case 5 -> Long.valueOf(natural + 12_000);
                default -> Long.valueOf(natural);
            };
            last.put(key, natural);
            if (draft.fires) {
                running.put(key, startsAt == null ? natural : startsAt);
            } else {
                running.remove(key);
            }
            observations.add(new Observation(at, alert(draft, startsAt, at)));
        }
        return observations;
    }

    private static Alert alert(Draft draft, Long startsAt, long at) {
        Map<String, String> labels = labels(draft.alert);
        return new Alert(
                draft.tenant == 0 ? Books.TENANT : "initech",
                "alertmanager",
                Fingerprint.of(labels),
                draft.fires ? AlertStatus.FIRING : AlertStatus.RESOLVED,
                startsAt,
                draft.fires ? null : Long.valueOf(at - 1),
                draft.expires ? Long.valueOf(at + 240_000) : null,
                labels,
                Map.of("summary", "s", "runbook", "r"),
                null,
                null,
                at,
                draft.asked ? (draft.fires ? Alert.POLLED : Alert.GONE) : null);
    }

    /** Alerts 0 to 5: A, B and C in the clusters c1 and c2. */
    static Map<String, String> labels(int alert) {
        return Map.of(
                "alertname", "ABC".substring(alert % 3, alert % 3 + 1),
                "cluster", alert < 3 ? "c1" : "c2",
                "severity", SEVERITIES.get(alert % 3));
    }

    private static Arbitrary<List<Order>> directives() {
        Arbitrary<Order> downtime = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.of(Downtime.Status.ACTIVE, Downtime.Status.ACTIVE, Downtime.Status.CANCELLED),
                        Arbitraries.longs().between(900, 3_000),
                        Arbitraries.longs().between(0, 2_000),
                        Arbitraries.longs().between(900, 3_000),
                        Arbitraries.of("cluster=\"c1\"", "cluster=~\"c[12]\"", "alertname=\"A\"", "alertname!=\"B\""),
                        Arbitraries.of(Books.TENANT, Books.TENANT, "initech"))
                .as((id, revision, status, from, length, said, matcher, tenant) -> new Order(
                        said * 1_000,
                        new Directive(
                                Directive.Kind.DOWNTIME,
                                tenant,
                                "d" + id,
                                null,
                                null,
                                new Downtime(
                                        "d" + id,
                                        revision,
                                        status,
                                        List.of(matcher),
                                        from * 1_000,
                                        (from + length) * 1_000,
                                        null,
                                        "operator",
                                        "",
                                        0L),
                                null,
                                null,
                                null)));
        Arbitrary<Order> rules = Combinators.combine(
                        Arbitraries.longs().between(900, 3_000), Arbitraries.of(Story.BOOK, Story.OTHER_BOOK))
                .as((said, book) -> new Order(
                        said * 1_000,
                        new Directive(Directive.Kind.RULES, Books.TENANT, "r", null, book, null, null, null, null)));
        return Arbitraries.frequencyOf(Tuple.of(3, downtime), Tuple.of(1, rules))
                .list()
                .ofMaxSize(6);
    }
}
