package io.weir.core.track;

import io.weir.core.Digest;
import io.weir.core.EpisodeEvent;
import io.weir.core.Playbook;
import io.weir.core.Policy;
import io.weir.schema.Alert;
import io.weir.schema.Severity;
import io.weir.schema.Topics;
import io.weir.schema.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides, once per episode, where it belongs: grouping rule, scope, severity, priority and playbook. */
final class EpisodeStart {
    private EpisodeStart() {}

    static EpisodeEvent decide(
            RuleBook book, Alert alert, long startsAt, long at, boolean flapping, boolean persisted) {
        Severity severity = book.severityOf(alert.labels());
        RuleBook.Grouping rule = book.groupingOf(alert.labels());
        Map<String, String> scope = new TreeMap<>();
        rule.scope().forEach(label -> scope.put(label, alert.labels().getOrDefault(label, "")));
        return new EpisodeEvent(
                EpisodeEvent.Kind.STARTED,
                at,
                alert.tenant(),
                scopeKey(alert.tenant(), rule.name(), scope),
                alert.fingerprint(),
                startsAt,
                null,
                null,
                flapping,
                persisted,
                severity,
                Excerpt.of(scope),
                Excerpt.of(alert.labels()),
                Excerpt.of(alert.annotations()),
                alert.source(),
                Excerpt.link(alert.generatorUrl()),
                Policy.of(book, rule, severity),
                Playbook.of(book, alert.labels()));
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
