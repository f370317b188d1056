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
 * @param identity which labels do not count when two alerts are compared
 * @param enrich lookup tables that add labels to an alert before any rule looks at it
 * @param grouping first match decides; the last one matches everything
 * @param inhibition causes and what they mute, in order; none by default
 * @param dependencies parents and what depends on them, in order; none by default
 * @param flapping when an alert counts as flapping
 * @param staleAfter an episode that nobody repeats for so long is stale
 * @param noise when an alert counts as habitual
 * @param priority GLPI urgency and impact of each severity
 * @param raises what raises them, all that apply
 * @param remediation first match decides; none by default
 * @param ticket what is wanted of tickets; first match decides; none by default
 * @param limits caps
 */
public record RuleBook(
        String version,
        Instant effectiveFrom,
        SeverityMap severity,
        Identity identity,
        List<Enrichment> enrich,
        List<Grouping> grouping,
        List<Inhibition> inhibition,
        List<Inhibition> dependencies,
        Flapping flapping,
        Noise noise,
        Duration staleAfter,
        Map<Severity, Priority> priority,
        List<Raise> raises,
        List<RemediationRule> remediation,
        List<TicketRule> ticket,
        Limits limits) {

    public RuleBook {
        grouping = GroupingIndex.of(grouping);
    }

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
     * @param updateEvery shortest time between two published revisions, worsening excepted; a scope takes up to a quarter
     *     more, always the same, so that what opens in one instant is not updated in one
     * @param resolveQuiet how long all members must have ended before the incident is resolved
     * @param reopenWithin after a resolve, a member that fires again within this time reopens the incident
     * @param minAlerts an incident of fewer alerts is not published
     * @param split whether a new burst inside a scope begins a new incident
     * @param topology which entities may share an incident; null when the topology does not matter
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
            Duration reopenWithin,
            int minAlerts,
            boolean split,
            Proximity topology) {
        /** Whether this rule is meant for an alert with these labels. */
        public boolean matches(Map<String, String> labels) {
            return match.stream().allMatch(m -> m.matches(labels));
        }
    }

    /**
     * Nearness in the topology as a condition for sharing an incident.
     *
     * @param entity label that names an alert's entity
     * @param hops how many edges may lie between two entities, 1 or 2
     * @param learn whether pairs that keep coming together count as an edge
     */
    public record Proximity(String entity, int hops, boolean learn) {}

    /**
     * What makes two alerts the same.
     *
     * @param ignore labels that are left out
     */
    public record Identity(List<String> ignore) {}

    /**
     * One lookup table.
     *
     * @param name unique in the book
     * @param label label whose value is looked up
     * @param table value to the labels that are added; a label the alert has already stays as it is
     */
    public record Enrichment(String name, String label, Map<String, Map<String, String>> table) {}

    /**
     * A cause that mutes others while it fires: an inhibition, or the dependency of a child on its parent.
     *
     * @param name unique among all inhibitions and dependencies
     * @param source what the cause matches, at least one matcher
     * @param target what is muted matches, at least one matcher
     * @param equal label of the target to label of the source: their values must be the same; for an inhibition both
     *     are the same label. Absent and empty are the same value
     * @param lateJoin a target that came up at most so long before its cause is moved under it, too
     */
    public record Inhibition(
            String name, List<Matcher> source, List<Matcher> target, Map<String, String> equal, Duration lateJoin) {
        /** Whether an alert with these labels can be the cause. */
        public boolean isSource(Map<String, String> labels) {
            return source.stream().allMatch(m -> m.matches(labels));
        }

        /** Whether an alert with these labels can be muted. */
        public boolean isTarget(Map<String, String> labels) {
            return target.stream().allMatch(m -> m.matches(labels));
        }
    }

    /**
     * Habitual noise: an alert that came and went at least {@code starts} times over at least {@code over} at the same
     * rate opens no incident and extends none, until it deviates.
     *
     * @param enabled whether there is such a thing
     * @param starts how often it must have started
     * @param over over how long
     * @param never what is never habitual; an alert that matches any of these matchers
     */
    public record Noise(boolean enabled, int starts, Duration over, List<Matcher> never) {}

    /**
     * What raises urgency and impact.
     *
     * @param members from so many alerts on; null when the number does not matter
     * @param match a member's labels must match all; empty when they do not matter
     * @param urgency GLPI urgency at least; null when unchanged
     * @param impact GLPI impact at least; null when unchanged
     */
    public record Raise(Integer members, List<Matcher> match, Integer urgency, Integer impact) {}

    /**
     * Hysteresis: an alert that starts {@code transitions} times within {@code window} flaps, until it was quiet (no
     * start, no end) for {@code quiet}.
     */
    public record Flapping(int transitions, Duration window, Duration quiet) {}

    /** GLPI's urgency and impact, 1 (very low) to 5 (very high). */
    public record Priority(int urgency, int impact) {
        /** GLPI's default matrix; a row per urgency, a column per impact. An administrator of GLPI can change it. */
        private static final int[][] MATRIX = {
            {1, 1, 2, 2, 2},
            {1, 2, 2, 3, 3},
            {2, 2, 3, 4, 4},
            {2, 3, 4, 4, 5},
            {2, 3, 4, 5, 5}
        };

        /** The priority that GLPI computes of the two unless configured otherwise: 1 (very low) to 5 (very high). */
        public int glpiPriority() {
            return MATRIX[urgency - 1][impact - 1];
        }
    }

    /**
     * A known problem and the playbook against it.
     *
     * @param name unique in the book
     * @param match all must match, at least one
     * @param template AWX job template, by name or {@code name++organization}
     * @param target label whose value names the host; a port after the last colon is cut off
     * @param vars extra variable name to label name
     * @param mode off, dry-run, approve or auto
     * @param minAge how long the alert must fire before
     * @param cooldown shortest time between two requests for the same target and template
     * @param maxAttempts per incident and target; dry runs do not count
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
            APPROVE,
            AUTO;

            /** The executor's word for it; null when off. */
            public Remediation.Mode wire() {
                return switch (this) {
                    case OFF -> null;
                    case DRY_RUN -> Remediation.Mode.DRY_RUN;
                    case APPROVE -> Remediation.Mode.APPROVE;
                    case AUTO -> Remediation.Mode.AUTO;
                };
            }
        }
    }

    /**
     * What is wanted of the ticket of an incident. Ids are the ticket system's; null leaves it to the tenant's default.
     * Not the entity: a tenant must not choose another one's.
     *
     * @param name unique in the list
     * @param match all must match; empty matches everything
     * @param category ITIL category
     * @param requester user who is named as requester
     * @param assignGroup group that gets the ticket
     * @param asset label whose value names a computer in the tenant's entity; null for none
     */
    public record TicketRule(
            String name, List<Matcher> match, Integer category, Integer requester, Integer assignGroup, String asset) {
        /** Whether this rule is meant for an alert with these labels. */
        public boolean matches(Map<String, String> labels) {
            return match.stream().allMatch(m -> m.matches(labels));
        }
    }

    /**
     * Caps.
     *
     * @param membersListed members listed in an incident; the rest is counted
     * @param openIncidents open incidents of the tenant; beyond it one overflow incident collects the rest
     */
    public record Limits(int membersListed, int openIncidents) {}

    /** The severity of an alert with these labels. */
    public Severity severityOf(Map<String, String> labels) {
        return severity.of(labels);
    }

    /** Inhibitions and dependencies, in order of precedence. */
    public List<Inhibition> causes() {
        return java.util.stream.Stream.concat(inhibition.stream(), dependencies.stream())
                .toList();
    }

    /** The labels of an alert with what the lookup tables add, each table seeing what those before it added. */
    public Map<String, String> enriched(Map<String, String> labels) {
        if (enrich.isEmpty()) {
            return labels;
        }
        Map<String, String> all = new java.util.TreeMap<>(labels);
        for (Enrichment lookup : enrich) {
            String value = all.get(lookup.label());
            if (value != null) {
                lookup.table().getOrDefault(value, Map.of()).forEach(all::putIfAbsent);
            }
        }
        return all;
    }

    /** The first grouping rule for an alert with these labels. */
    public Grouping groupingOf(Map<String, String> labels) {
        Grouping rule = GroupingIndex.of(grouping).first(labels);
        if (rule != null) {
            return rule;
        }
        throw new IllegalStateException("the last grouping rule of book " + version + " does not match everything");
    }
}
