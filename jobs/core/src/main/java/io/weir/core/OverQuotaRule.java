package io.weir.core;

import io.weir.schema.Incident;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How {@link io.weir.schema.OverQuota} alerts become an incident: at once, all of a tenant in one, whatever the tenant's
 * own rule book says, which could inhibit or hold what it should be told. Admit puts that incident into the overflow.
 */
public final class OverQuotaRule {
    /** Name of the grouping rule. No rule book can have it: names there begin with a letter or digit. */
    public static final String NAME = "_over-quota";

    /** The book for these alerts. */
    public static final RuleBook BOOK = book();

    private OverQuotaRule() {}

    /** Whether an incident is made of such alerts. */
    public static boolean decided(Incident incident) {
        return NAME.equals(incident.rule());
    }

    private static RuleBook book() {
        RuleBook plain = RuleBookParser.parse("version: built-in\nnoise: {enabled: false}\n");
        RuleBook.Grouping rule = new RuleBook.Grouping(
                NAME,
                List.of(),
                List.of(),
                Duration.ofDays(3650),
                Duration.ofDays(3650),
                Map.of(),
                Duration.ofSeconds(30),
                Duration.ZERO,
                Duration.ofMillis(1),
                1,
                false,
                null);
        return new RuleBook(
                plain.version(),
                null,
                plain.severity(),
                plain.identity(),
                List.of(),
                List.of(rule),
                List.of(),
                List.of(),
                plain.flapping(),
                plain.noise(),
                plain.staleAfter(),
                plain.priority(),
                List.of(),
                List.of(),
                List.of(),
                plain.limits());
    }
}
