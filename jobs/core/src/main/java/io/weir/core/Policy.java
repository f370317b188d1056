package io.weir.core;

import io.weir.schema.Severity;
import io.weir.schema.rules.RuleBook;
import java.time.Duration;

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
        int membersListed,
        int urgency,
        int impact) {

    /** What {@code rule} of {@code book} says for an episode of this severity. */
    public static Policy of(RuleBook book, RuleBook.Grouping rule, Severity severity) {
        RuleBook.Priority priority = book.priority().get(severity);
        return new Policy(
                rule.name(),
                book.version(),
                rule.gap().toMillis(),
                rule.maxSpan().toMillis(),
                rule.waits().getOrDefault(severity, Duration.ZERO).toMillis(),
                rule.updateEvery().toMillis(),
                rule.resolveQuiet().toMillis(),
                rule.reopenWithin().toMillis(),
                book.limits().membersListed(),
                priority.urgency(),
                priority.impact());
    }
}
