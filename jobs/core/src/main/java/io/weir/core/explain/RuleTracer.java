package io.weir.core.explain;

import static io.weir.schema.yaml.DurationNotation.format;

import io.weir.core.Playbook;
import io.weir.core.Policy;
import io.weir.core.Wish;
import io.weir.core.explain.RuleTrace.CausePart;
import io.weir.core.explain.RuleTrace.Lookup;
import io.weir.core.explain.RuleTrace.PlaybookPart;
import io.weir.core.remediate.Refusal;
import io.weir.schema.Fingerprint;
import io.weir.schema.Matcher;
import io.weir.schema.Severity;
import io.weir.schema.rules.RuleBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Explains what a rule book does with an alert, by asking the book the same questions as the jobs do. */
public final class RuleTracer {
    private final RuleBook book;
    private final Map<String, String> received;
    private final Map<String, String> labels;

    private RuleTracer(RuleBook book, Map<String, String> received) {
        this.book = book;
        this.received = new TreeMap<>(received);
        this.labels = book.enriched(this.received);
    }

    /** What {@code book} does with an alert that has these labels. */
    public static RuleTrace trace(RuleBook book, Map<String, String> labels) {
        return new RuleTracer(book, labels).trace();
    }

    private RuleTrace trace() {
        Severity severity = book.severityOf(labels);
        RuleBook.Grouping rule = book.groupingOf(labels);
        return new RuleTrace(
                book.version(),
                received,
                Fingerprint.of(received),
                identity(),
                lookups(),
                severity(severity),
                grouping(rule, severity),
                priority(rule, severity),
                book.causes().stream().map(this::cause).toList(),
                new RuleTrace.Flapping(
                        book.flapping().transitions(),
                        format(book.flapping().window()),
                        format(book.flapping().quiet())),
                noise(),
                format(book.staleAfter()),
                remediation(),
                ticket());
    }

    private RuleTrace.Identity identity() {
        Map<String, String> counting = new TreeMap<>(received);
        List<String> ignored = book.identity().ignore().stream()
                .filter(label -> counting.remove(label) != null)
                .toList();
        return new RuleTrace.Identity(ignored, Fingerprint.of(counting));
    }

    private List<Lookup> lookups() {
        List<Lookup> lookups = new ArrayList<>();
        Map<String, String> known = new TreeMap<>(received);
        for (RuleBook.Enrichment table : book.enrich()) {
            String value = known.get(table.label());
            Map<String, String> row = value == null ? null : table.table().get(value);
            Map<String, String> added = new TreeMap<>();
            Map<String, String> kept = new TreeMap<>();
            if (row != null) {
                row.forEach((label, text) -> {
                    String before = known.putIfAbsent(label, text);
                    (before == null ? added : kept).put(label, before == null ? text : before);
                });
            }
            lookups.add(new Lookup(table.name(), table.label(), value, row != null, added, kept));
        }
        return lookups;
    }

    private RuleTrace.SeverityChoice severity(Severity severity) {
        String label = book.severity().label();
        String word = labels.get(label);
        boolean mapped = word != null && book.severity().map().containsKey(word.toLowerCase(Locale.ROOT));
        return new RuleTrace.SeverityChoice(severity, label, word, mapped);
    }

    private RuleTrace.GroupingChoice grouping(RuleBook.Grouping rule, Severity severity) {
        List<Trial> trials = book.grouping().subList(0, book.grouping().indexOf(rule) + 1).stream()
                .map(tried -> Trial.of(tried.name(), tried.match(), labels))
                .toList();
        Map<String, String> scope = new TreeMap<>();
        rule.scope().forEach(label -> scope.put(label, labels.getOrDefault(label, "")));
        return new RuleTrace.GroupingChoice(
                rule.name(),
                trials,
                scope,
                format(rule.waits().getOrDefault(severity, Duration.ZERO)),
                format(rule.gap()),
                format(rule.maxSpan()),
                format(rule.updateEvery()),
                format(rule.resolveQuiet()),
                format(rule.reopenWithin()),
                rule.minAlerts(),
                rule.split(),
                rule.topology() == null ? null : rule.topology().entity(),
                rule.topology() == null ? null : (Integer) rule.topology().hops());
    }

    private RuleTrace.PriorityChoice priority(RuleBook.Grouping rule, Severity severity) {
        Policy policy = Policy.of(book, rule, severity, labels);
        RuleBook.Priority priority = new RuleBook.Priority(policy.urgency(), policy.impact());
        List<RuleTrace.RaiseTrial> raises = new ArrayList<>();
        for (RuleBook.Raise raise : book.raises()) {
            raises.add(new RuleTrace.RaiseTrial(
                    Trial.of("priority.raise[" + raises.size() + "]", raise.match(), labels),
                    raise.members(),
                    raise.urgency(),
                    raise.impact()));
        }
        return new RuleTrace.PriorityChoice(priority.urgency(), priority.impact(), priority.glpiPriority(), raises);
    }

    private CausePart cause(RuleBook.Inhibition rule) {
        Trial asCause = Trial.of(rule.name(), rule.source(), labels);
        Trial asTarget = Trial.of(rule.name(), rule.target(), labels);
        List<Matcher> targets = new ArrayList<>();
        List<Matcher> sources = new ArrayList<>();
        rule.equal().forEach((target, source) -> {
            targets.add(Matcher.equal(target, labels.getOrDefault(source, "")));
            sources.add(Matcher.equal(source, labels.getOrDefault(target, "")));
        });
        return new CausePart(
                rule.name(),
                book.dependencies().contains(rule),
                asCause,
                asTarget,
                asCause.succeeded() ? texts(rule.target(), targets) : null,
                asTarget.succeeded() ? texts(rule.source(), sources) : null,
                asCause.succeeded() && asTarget.succeeded() && joinsSameLabels(rule),
                format(rule.lateJoin()));
    }

    private static boolean joinsSameLabels(RuleBook.Inhibition rule) {
        return rule.equal().entrySet().stream().allMatch(pair -> pair.getKey().equals(pair.getValue()));
    }

    private static List<String> texts(List<Matcher> matchers, List<Matcher> equal) {
        return Stream.concat(matchers.stream(), equal.stream())
                .map(Matcher::toString)
                .toList();
    }

    private RuleTrace.Noise noise() {
        RuleBook.Noise noise = book.noise();
        String never = noise.never().stream()
                .filter(matcher -> matcher.matches(labels))
                .map(Matcher::toString)
                .findFirst()
                .orElse(null);
        return new RuleTrace.Noise(noise.enabled(), noise.starts(), format(noise.over()), never);
    }

    private RuleTrace.RemediationChoice remediation() {
        List<Trial> trials = new ArrayList<>();
        for (RuleBook.RemediationRule rule : book.remediation()) {
            Trial trial = Trial.of(rule.name(), rule.match(), labels);
            trials.add(trial);
            if (trial.succeeded()) {
                Playbook playbook = Playbook.of(book, labels, labels);
                return new RuleTrace.RemediationChoice(
                        rule.name(),
                        trials,
                        rule.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        playbook == null ? null : part(rule, playbook),
                        playbook == null ? null : Refusal.of(playbook));
            }
        }
        return new RuleTrace.RemediationChoice(null, trials, null, null, null);
    }

    private RuleTrace.TicketChoice ticket() {
        List<Trial> trials = new ArrayList<>();
        for (RuleBook.TicketRule rule : book.ticket()) {
            Trial trial = Trial.of(rule.name(), rule.match(), labels);
            trials.add(trial);
            if (trial.succeeded()) {
                Wish wish = Wish.of(book, labels);
                return new RuleTrace.TicketChoice(
                        rule.name(),
                        trials,
                        rule.category(),
                        rule.requester(),
                        rule.assignGroup(),
                        rule.asset(),
                        wish == null ? null : wish.asset());
            }
        }
        return new RuleTrace.TicketChoice(null, trials, null, null, null, null, null);
    }

    private static PlaybookPart part(RuleBook.RemediationRule rule, Playbook playbook) {
        return new PlaybookPart(
                playbook.template(),
                playbook.target(),
                playbook.vars(),
                format(rule.minAge()),
                format(rule.cooldown()),
                playbook.maxAttempts(),
                format(rule.verifyWithin()),
                format(rule.expiresAfter()));
    }
}
