package io.weir.core.track;

import io.weir.core.Digest;
import io.weir.core.EpisodeEvent;
import io.weir.core.Onset;
import io.weir.core.Playbook;
import io.weir.core.Policy;
import io.weir.core.Wish;
import io.weir.core.topology.Graph;
import io.weir.schema.Alert;
import io.weir.schema.Severity;
import io.weir.schema.Topics;
import io.weir.schema.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides, once per episode, where it belongs: grouping rule, scope, severity, priority, place, playbook, what is
 * wanted of its ticket, and its parts in inhibitions and dependencies.
 */
final class EpisodeStart {
    /**
     * What began longer ago than this when it was received came late: beyond the clock skew of a source (a minute and a
     * half) and the usual delivery.
     */
    static final long LATE_MS = 120_000;

    private EpisodeStart() {}

    static EpisodeEvent decide(
            RuleBook book,
            Graph topology,
            Alert alert,
            long startsAt,
            long at,
            boolean flapping,
            boolean persisted,
            boolean over) {
        Map<String, String> labels = book.enriched(alert.labels());
        Severity severity = book.severityOf(labels);
        RuleBook.Grouping rule = book.groupingOf(labels);
        Map<String, String> scope = new TreeMap<>();
        rule.scope().forEach(label -> scope.put(label, labels.getOrDefault(label, "")));
        boolean late = over || (!persisted && at - startsAt > LATE_MS);
        List<Onset.Role> roles = Roles.of(book, labels);
        String entity = entity(rule, topology, labels);
        Map<String, String> shown = Excerpt.of(labels);
        Onset onset = new Onset(
                late ? Math.min(startsAt, at) : at,
                persisted,
                late,
                over,
                mayBeHabitual(book, labels),
                false,
                severity,
                Excerpt.of(scope),
                shown,
                Excerpt.of(alert.annotations()),
                alert.source(),
                Excerpt.link(alert.generatorUrl()),
                Policy.of(book, rule, severity, labels),
                Playbook.of(book, labels, shown),
                Roles.identity(book, alert),
                roles.isEmpty() ? null : Roles.domain(book, labels),
                roles,
                entity,
                entity == null
                        ? List.of()
                        : topology.near(entity, rule.topology().hops()),
                added(alert.labels(), labels),
                Wish.of(book, labels),
                alert.trace());
        String scopeKey = scopeKey(alert.tenant(), rule.name(), scope);
        return EpisodeEvent.started(at, alert.tenant(), scopeKey, alert.fingerprint(), startsAt, flapping, onset, null);
    }

    /** What the lookup tables say of it. */
    private static Map<String, String> added(Map<String, String> received, Map<String, String> enriched) {
        Map<String, String> added = new TreeMap<>(enriched);
        added.keySet().removeAll(received.keySet());
        return Excerpt.of(added);
    }

    private static boolean mayBeHabitual(RuleBook book, Map<String, String> labels) {
        return book.noise().enabled() && book.noise().never().stream().noneMatch(matcher -> matcher.matches(labels));
    }

    private static String entity(RuleBook.Grouping rule, Graph topology, Map<String, String> labels) {
        return rule.topology() == null
                ? null
                : topology.entity(labels.get(rule.topology().entity()));
    }

    private static String scopeKey(String tenant, String rule, Map<String, String> scope) {
        List<String> parts = new ArrayList<>(List.of(rule));
        scope.forEach((label, value) -> {
            parts.add(label);
            parts.add(value);
        });
        return Topics.key(tenant, Digest.of(20, parts.toArray(String[]::new)));
    }
}
