package io.weir.core.explain;

import io.weir.schema.Severity;
import java.util.List;
import java.util.Map;

/**
 * What a rule book does with one alert, and why. Durations are in the notation of the rule book, for this is read by
 * people.
 *
 * @param rulesVersion version of the book
 * @param labels of the alert as it was received, by name
 * @param fingerprint of all its labels, as Alertmanager computes it
 * @param identity what it is compared by
 * @param enrich what the lookup tables said, in their order
 * @param severity how bad it is
 * @param grouping which incident it belongs to
 * @param priority of the incident that it opens
 * @param causes inhibitions and dependencies that it has a part in or not, in order of precedence
 * @param flapping when it would flap
 * @param noise when it would be habitual
 * @param staleAfter how long it is believed without being repeated
 * @param remediation what may be run against it
 * @param ticket what is wanted of its ticket
 */
public record RuleTrace(
        String rulesVersion,
        Map<String, String> labels,
        String fingerprint,
        Identity identity,
        List<Lookup> enrich,
        SeverityChoice severity,
        GroupingChoice grouping,
        PriorityChoice priority,
        List<CausePart> causes,
        Flapping flapping,
        Noise noise,
        String staleAfter,
        RemediationChoice remediation,
        TicketChoice ticket) {

    /**
     * What an alert is compared by.
     *
     * @param ignored labels of this alert that do not count
     * @param fingerprint of those that do
     */
    public record Identity(List<String> ignored, String fingerprint) {}

    /**
     * One lookup.
     *
     * @param table name
     * @param label that is looked up
     * @param value of that label; null when the alert has none
     * @param found whether the table has a row for it
     * @param added labels that came of it
     * @param kept labels of the row that the alert had already, with the value it keeps
     */
    public record Lookup(
            String table,
            String label,
            String value,
            boolean found,
            Map<String, String> added,
            Map<String, String> kept) {}

    /**
     * How bad an alert is, and by which word.
     *
     * @param severity the result
     * @param label where the source's word stands
     * @param word the source's word; null when the alert has none
     * @param mapped whether the book maps that word; else the severity is the book's for all other words
     */
    public record SeverityChoice(Severity severity, String label, String word, boolean mapped) {}

    /**
     * Which incident an alert belongs to, and how that behaves.
     *
     * @param rule name of the grouping entry
     * @param trials the entries tried, the one that decided last
     * @param scope routing labels and values, empty where the alert has none
     * @param waits how long it is held back, for this severity
     * @param topology label that names the entity; null when the topology does not matter
     * @param hops edges between entities that may share an incident; null like {@code topology}
     */
    public record GroupingChoice(
            String rule,
            List<Trial> trials,
            Map<String, String> scope,
            String waits,
            String gap,
            String maxSpan,
            String updateEvery,
            String resolveQuiet,
            String reopenWithin,
            int minAlerts,
            boolean split,
            String topology,
            Integer hops) {}

    /**
     * Urgency and impact.
     *
     * @param urgency GLPI urgency for an incident of this alert alone
     * @param impact GLPI impact likewise
     * @param glpiPriority what GLPI makes of the two with its default matrix
     * @param raises entries under priority.raise
     */
    public record PriorityChoice(int urgency, int impact, int glpiPriority, List<RaiseTrial> raises) {}

    /**
     * One entry that may raise them.
     *
     * @param trial whether the labels are meant
     * @param members from so many alerts on; null when the number does not matter
     * @param urgency at least; null when unchanged
     * @param impact at least; null when unchanged
     */
    public record RaiseTrial(Trial trial, Integer members, Integer urgency, Integer impact) {}

    /**
     * The part of an alert in one inhibition or dependency.
     *
     * @param rule name
     * @param dependency whether it is a dependency; else an inhibition
     * @param asCause whether the alert mutes others
     * @param asTarget whether it is muted
     * @param mutes what an alert must match to be muted by this one; null when it mutes none
     * @param mutedBy what an alert must match to mute this one; null when none does
     * @param both whether it is cause and target of a rule of which such alerts do not mute each other
     * @param lateJoin how long before its cause a muted alert may have come up
     */
    public record CausePart(
            String rule,
            boolean dependency,
            Trial asCause,
            Trial asTarget,
            List<String> mutes,
            List<String> mutedBy,
            boolean both,
            String lateJoin) {}

    /** See {@link io.weir.schema.rules.RuleBook.Flapping}. */
    public record Flapping(int transitions, String window, String quiet) {}

    /**
     * When an alert would be habitual.
     *
     * @param enabled whether there is such a thing
     * @param starts how often it must have started
     * @param over over how long
     * @param never the matcher for which it is never habitual; null when none holds
     */
    public record Noise(boolean enabled, int starts, String over, String never) {}

    /**
     * What may be run against an alert, or why nothing.
     *
     * @param rule the entry that matches; null when none does
     * @param trials the entries tried, the one that decided last
     * @param mode off, dry-run, approve or auto; null like {@code rule}
     * @param playbook what would be run; null when nothing
     * @param refusal why it would be refused whatever happened before, in the words of tickets; null when it would not
     */
    public record RemediationChoice(
            String rule, List<Trial> trials, String mode, PlaybookPart playbook, String refusal) {}

    /**
     * What is wanted of the ticket, as far as this alert decides it. Null ids are left to the tenant's default.
     *
     * @param rule the entry that matches; null when none does
     * @param trials the entries tried, the one that decided last
     * @param category ITIL category
     * @param requester user who is named as requester
     * @param assignGroup group that gets the ticket
     * @param assetLabel label that names the computer; null when none is linked
     * @param asset name of the computer; null when the alert names none
     */
    public record TicketChoice(
            String rule,
            List<Trial> trials,
            Integer category,
            Integer requester,
            Integer assignGroup,
            String assetLabel,
            String asset) {}

    /**
     * A playbook with the alert's own values.
     *
     * @param template AWX job template
     * @param target host
     * @param vars extra variables
     */
    public record PlaybookPart(
            String template,
            String target,
            Map<String, String> vars,
            String minAge,
            String cooldown,
            int maxAttempts,
            String verifyWithin,
            String expiresAfter) {}
}
