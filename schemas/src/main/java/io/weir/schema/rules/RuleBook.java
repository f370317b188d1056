package io.weir.schema.rules;

import io.weir.schema.Matcher;
import io.weir.schema.Remediation;
import io.weir.schema.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The rules of one tenant, in force from one instant on. Read from YAML by {@link RuleBookParser}; every value is
 * present, with the shipped default where the YAML left it out.
 *
 * @param version chosen by its author, for people and for the trace in each incident
 * @param effectiveFrom not before this instant; null means as soon as it arrives
 * @param severity how a source's word becomes one of ours
 * @param grouping first match decides; the last one matches everything
 * @param flapping when an alert counts as flapping
 * @param staleAfter an episode that nobody repeats for so long is stale
 * @param priority GLPI urgency and impact of each severity
 * @param remediation first match decides; none by default
 * @param limits caps
 */
public record RuleBook(
        String version,
        Instant effectiveFrom,
        SeverityMap severity,
        List<Grouping> grouping,
        Flapping flapping,
        Duration staleAfter,
        Map<Severity, Priority> priority,
        List<RemediationRule> remediation,
        Limits limits) {

    /**
     * Where the severity comes from.
     *
     * @param label the label that carries the source's word
     * @param map the source's word, lower case, to ours
     * @param otherwise for a word that is absent or not mapped
     */
    public record SeverityMap(String label, Map<String, Severity> map, Severity otherwise) {
        /** The severity of an alert with these labels. */
        public Severity of(Map<String, String> labels) {
            String word = labels.getOrDefault(label, "").toLowerCase(java.util.Locale.ROOT);
            return map.getOrDefault(word, otherwise);
        }
    }

    /**
     * Which alerts are one incident.
     *
     * @param name unique in the book
     * @param match all must match; empty matches everything
     * @param scope labels whose values members of one incident share
     * @param gap silence between joins after which a new alert opens a new incident
     * @param maxSpan age of an incident after which a new alert opens a new one
     * @param waits how long after its first alert an incident of a severity is published
     * @param updateEvery shortest time between two published revisions, worsening excepted
     * @param resolveQuiet how long all members must have ended before the incident is resolved
     * @param reopenWithin after a resolve, a member that fires again within this time reopens the incident
     */
    public record Grouping(
            String name,
            List<Matcher> match,
            List<String> scope,
            Duration gap,
            Duration maxSpan,
            Map<Severity, Duration> waits,
            Duration updateEvery,
            Duration resolveQuiet,
            Duration reopenWithin) {
        /** Whether this rule is meant for an alert with these labels. */
        public boolean matches(Map<String, String> labels) {
            return match.stream().allMatch(m -> m.matches(labels));
        }
    }

    /**
     * Hysteresis: an alert that starts {@code transitions} times within {@code window} flaps, until it was quiet (no
     * start, no end) for {@code quiet}.
     */
    public record Flapping(int transitions, Duration window, Duration quiet) {}

    /** GLPI's urgency and impact, 1 (very low) to 5 (very high). */
    public record Priority(int urgency, int impact) {}

    /**
     * A known problem and the playbook against it.
     *
     * @param name unique in the book
     * @param match all must match, at least one
     * @param template AWX job template, by name or {@code name++organization}
     * @param target label whose value names the host; a port after the last colon is cut off
     * @param vars extra variable name to label name
     * @param mode off, dry-run or auto
     * @param minAge how long the alert must fire before
     * @param cooldown shortest time between two requests for the same target and template
     * @param maxAttempts per incident
     * @param verifyWithin how long after success the alert has to resolve
     * @param expiresAfter a request older than this is not launched any more
     */
    public record RemediationRule(
            String name,
            List<Matcher> match,
            String template,
            String target,
            Map<String, String> vars,
            Mode mode,
            Duration minAge,
            Duration cooldown,
            int maxAttempts,
            Duration verifyWithin,
            Duration expiresAfter) {

        /** Whether this rule is meant for an alert with these labels. */
        public boolean matches(Map<String, String> labels) {
            return match.stream().allMatch(m -> m.matches(labels));
        }

        /** How far a rule may go. */
        public enum Mode {
            OFF,
            DRY_RUN,
            AUTO;

            /** The executor's word for it; null when off. */
            public Remediation.Mode wire() {
                return switch (this) {
                    case OFF -> null;
                    case DRY_RUN -> Remediation.Mode.DRY_RUN;
                    case AUTO -> Remediation.Mode.AUTO;
                };
            }
        }
    }

    /**
     * Caps.
     *
     * @param membersListed members listed in an incident; the rest is counted
     */
    public record Limits(int membersListed) {}

    /** The severity of an alert with these labels. */
    public Severity severityOf(Map<String, String> labels) {
        return severity.of(labels);
    }

    /** The first grouping rule for an alert with these labels. */
    public Grouping groupingOf(Map<String, String> labels) {
        for (Grouping rule : grouping) {
            if (rule.matches(labels)) {
                return rule;
            }
        }
        throw new IllegalStateException("the last grouping rule of book " + version + " does not match everything");
    }
}
