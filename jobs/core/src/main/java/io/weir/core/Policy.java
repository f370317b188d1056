package io.weir.core;

import io.weir.schema.Severity;
import io.weir.schema.rules.RuleBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The part of a rule book that an episode carries with it, so that every operator decides by the same book. Durations
 * are milliseconds.
 *
 * @param rule name of the grouping rule
 * @param rulesVersion version of the book
 * @param gapMs see {@link RuleBook.Grouping#gap()}
 * @param maxSpanMs see {@link RuleBook.Grouping#maxSpan()}
 * @param waitMs the wait for this episode's severity
 * @param updateEveryMs see {@link RuleBook.Grouping#updateEvery()}
 * @param resolveQuietMs see {@link RuleBook.Grouping#resolveQuiet()}
 * @param reopenWithinMs see {@link RuleBook.Grouping#reopenWithin()}
 * @param minAlerts see {@link RuleBook.Grouping#minAlerts()}
 * @param split see {@link RuleBook.Grouping#split()}
 * @param habitStarts see {@link RuleBook.Noise#starts()}
 * @param habitOverMs see {@link RuleBook.Noise#over()}
 * @param nearOnly whether only entities that are near each other share an incident
 * @param learn see {@link RuleBook.Proximity#learn()}
 * @param openIncidents see {@link RuleBook.Limits#openIncidents()}
 * @param raises what raises urgency and impact by the number of members, ascending
 * @param membersListed see {@link RuleBook.Limits#membersListed()}
 * @param urgency GLPI urgency for this episode's severity
 * @param impact GLPI impact for this episode's severity
 */
public record Policy(
        String rule,
        String rulesVersion,
        long gapMs,
        long maxSpanMs,
        long waitMs,
        long updateEveryMs,
        long resolveQuietMs,
        long reopenWithinMs,
        int minAlerts,
        boolean split,
        int habitStarts,
        long habitOverMs,
        boolean nearOnly,
        boolean learn,
        int openIncidents,
        List<Raise> raises,
        int membersListed,
        int urgency,
        int impact) {

    /**
     * More urgency or impact from a number of members on.
     *
     * @param members from so many alerts on
     * @param urgency at least; null when unchanged
     * @param impact at least; null when unchanged
     */
    public record Raise(int members, Integer urgency, Integer impact) {}

    /** What {@code rule} of {@code book} says for an episode of this severity with these labels. */
    public static Policy of(RuleBook book, RuleBook.Grouping rule, Severity severity, Map<String, String> labels) {
        RuleBook.Priority priority = book.priority().get(severity);
        int urgency = priority.urgency();
        int impact = priority.impact();
        List<Raise> raises = new ArrayList<>();
        for (RuleBook.Raise raise : book.raises()) {
            if (!raise.match().stream().allMatch(m -> m.matches(labels))) {
                continue;
            }
            if (raise.members() != null) {
                raises.add(new Raise(raise.members(), raise.urgency(), raise.impact()));
                continue;
            }
            urgency = raise.urgency() == null ? urgency : Math.max(urgency, raise.urgency());
            impact = raise.impact() == null ? impact : Math.max(impact, raise.impact());
        }
        RuleBook.Proximity proximity = rule.topology();
        return new Policy(
                rule.name(),
                book.version(),
                rule.gap().toMillis(),
                rule.maxSpan().toMillis(),
                rule.waits().getOrDefault(severity, Duration.ZERO).toMillis(),
                rule.updateEvery().toMillis(),
                rule.resolveQuiet().toMillis(),
                rule.reopenWithin().toMillis(),
                rule.minAlerts(),
                rule.split(),
                book.noise().starts(),
                book.noise().over().toMillis(),
                proximity != null,
                proximity != null && proximity.learn(),
                book.limits().openIncidents(),
                List.copyOf(raises),
                book.limits().membersListed(),
                urgency,
                impact);
    }
}
