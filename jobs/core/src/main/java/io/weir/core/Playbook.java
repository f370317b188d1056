package io.weir.core;

import io.weir.schema.Remediation;
import io.weir.schema.rules.RuleBook;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a remediation rule offers for one alert, with the alert's own values filled in. Durations are milliseconds.
 *
 * @param rule name of the remediation rule
 * @param template AWX job template
 * @param target host that the job is limited to; empty when the alert lacks the label
 * @param vars extra variables
 * @param mode how far it may go
 * @param minAgeMs how long the alert must fire before
 * @param cooldownMs shortest time between two requests for the same target and template
 * @param maxAttempts per incident
 * @param verifyWithinMs how long after success the alert has to resolve
 * @param expiresAfterMs a request older than this is not launched
 * @param labels of the alert as downtimes see them, long ones cut; null in old state
 */
public record Playbook(
        String rule,
        String template,
        String target,
        Map<String, String> vars,
        Remediation.Mode mode,
        long minAgeMs,
        long cooldownMs,
        int maxAttempts,
        long verifyWithinMs,
        long expiresAfterMs,
        Map<String, String> labels) {

    /**
     * The first remediation rule of {@code book} for these labels, unless it is off; null when there is none.
     *
     * @param shown the labels, as far as they are carried along
     */
    public static Playbook of(RuleBook book, Map<String, String> labels, Map<String, String> shown) {
        for (RuleBook.RemediationRule rule : book.remediation()) {
            if (rule.matches(labels)) {
                return rule.mode() == RuleBook.RemediationRule.Mode.OFF ? null : fill(rule, labels, shown);
            }
        }
        return null;
    }

    private static Playbook fill(RuleBook.RemediationRule rule, Map<String, String> labels, Map<String, String> shown) {
        Map<String, String> vars = new TreeMap<>();
        rule.vars().forEach((name, label) -> vars.put(name, labels.getOrDefault(label, "")));
        return new Playbook(
                rule.name(),
                rule.template(),
                Host.of(labels.getOrDefault(rule.target(), "")),
                vars,
                rule.mode().wire(),
                rule.minAge().toMillis(),
                rule.cooldown().toMillis(),
                rule.maxAttempts(),
                rule.verifyWithin().toMillis(),
                rule.expiresAfter().toMillis(),
                shown);
    }
}
