package io.weir.core;

import io.weir.schema.Severity;
import java.util.List;
import java.util.Map;

/**
 * What is known of an episode when it begins to matter; decided once, so that every operator decides by the same book.
 * Times are milliseconds since the epoch.
 *
 * @param began when it began on the pipeline's clock, as far as one can tell: the time it was received, or the source's
 *     own time for one that was received long after it
 * @param persisted whether it began in a downtime and outlived it
 * @param late whether it was received long after it began
 * @param over whether its resolve has been seen already: it may join an incident, but never opens one
 * @param mayBeHabitual whether the rule book lets it be taken for habitual noise
 * @param rare whether it is a seldom one in a storm of others; Scope finds out
 * @param severity after the rule book's mapping
 * @param scope routing labels and values
 * @param labels after the rule book's lookup tables
 * @param annotations descriptive texts
 * @param source the intake it came by
 * @param generatorUrl null when the source gave none
 * @param policy how its incident behaves
 * @param playbook what may be run against it; null when nothing
 * @param identity what it is the same as, where the rule book leaves labels out; null when it leaves none out
 * @param domain where its causes are looked for; null when no inhibition or dependency concerns it
 * @param roles its parts in inhibitions and dependencies, in order of precedence; empty when none
 * @param entity its place in the topology; null when it has none
 * @param near entities that are near it in the topology, itself included, nearest first; empty when it has no place
 * @param facts what the lookup tables added; empty when nothing
 * @param wish what the rule book wants of its ticket; null when nothing
 * @param trace place in the trace of the alert; null when none is recorded
 */
public record Onset(
        long began,
        boolean persisted,
        boolean late,
        boolean over,
        boolean mayBeHabitual,
        boolean rare,
        Severity severity,
        Map<String, String> scope,
        Map<String, String> labels,
        Map<String, String> annotations,
        String source,
        String generatorUrl,
        Policy policy,
        Playbook playbook,
        String identity,
        String domain,
        List<Role> roles,
        String entity,
        List<Neighbour> near,
        Map<String, String> facts,
        Wish wish,
        String trace) {
    /** Of an episode that is in no trace. */
    public Onset(
            long began,
            boolean persisted,
            boolean late,
            boolean over,
            boolean mayBeHabitual,
            boolean rare,
            Severity severity,
            Map<String, String> scope,
            Map<String, String> labels,
            Map<String, String> annotations,
            String source,
            String generatorUrl,
            Policy policy,
            Playbook playbook,
            String identity,
            String domain,
            List<Role> roles,
            String entity,
            List<Neighbour> near,
            Map<String, String> facts,
            Wish wish) {
        this(
                began,
                persisted,
                late,
                over,
                mayBeHabitual,
                rare,
                severity,
                scope,
                labels,
                annotations,
                source,
                generatorUrl,
                policy,
                playbook,
                identity,
                domain,
                roles,
                entity,
                near,
                facts,
                wish,
                null);
    }

    /** The same as a seldom one. */
    public Onset asRare() {
        return new Onset(
                began,
                persisted,
                late,
                over,
                mayBeHabitual,
                true,
                severity,
                scope,
                labels,
                annotations,
                source,
                generatorUrl,
                policy,
                playbook,
                identity,
                domain,
                roles,
                entity,
                near,
                facts,
                wish,
                trace);
    }

    /**
     * The part of an alert in one inhibition or dependency.
     *
     * @param rule name of the rule
     * @param id of the rule by its content: the same in every book that has it
     * @param precedence place of the rule in its book, from 0; the lower one wins
     * @param dependency whether the rule is a dependency; else it is an inhibition
     * @param cause whether it mutes others; else it is muted
     * @param both whether it matches both sides of a rule that compares the same labels: then another one that does,
     *     too, has nothing to do with it
     * @param match hash of the values that must be the same on both sides
     * @param lateJoinMs see {@link io.weir.schema.rules.RuleBook.Inhibition#lateJoin()}
     */
    public record Role(
            String rule,
            String id,
            int precedence,
            boolean dependency,
            boolean cause,
            boolean both,
            String match,
            long lateJoinMs) {}

    /**
     * An entity near another one.
     *
     * @param entity its name
     * @param hops edges between the two, 0 for itself
     * @param upstream whether the other depends on it, over however many edges
     */
    public record Neighbour(String entity, int hops, boolean upstream) {}
}
