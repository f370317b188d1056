package io.weir.schema.rules;

import io.weir.schema.Matcher;
import io.weir.schema.Severity;
import io.weir.schema.rules.RuleBook.Grouping;
import io.weir.schema.rules.RuleBook.Priority;
import io.weir.schema.rules.RuleBook.Raise;
import io.weir.schema.rules.RuleBook.RemediationRule;
import io.weir.schema.rules.RuleBook.TicketRule;
import io.weir.schema.yaml.DurationNotation;
import io.weir.schema.yaml.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is probably not meant in a book that can be taken: rules that are never reached, mistyped regexes, causes that
 * mute more than their author sees. Only what can be told from the book alone; silence is no proof that all is well.
 */
public final class RuleBookAdvice {
    private final List<Problem> advice = new ArrayList<>();
    private final RuleBook book;

    private RuleBookAdvice(RuleBook book) {
        this.book = book;
    }

    /** Everything worth a second look, in the order of the sections; empty when there is nothing. */
    public static List<Problem> of(RuleBook book) {
        RuleBookAdvice advice = new RuleBookAdvice(book);
        advice.identity();
        advice.enrich();
        advice.grouping();
        advice.advice.addAll(CauseAdvice.of(book));
        advice.matchers("noise.never", book.noise().never());
        advice.raises();
        advice.remediation();
        advice.ticket();
        return List.copyOf(advice.advice);
    }

    private void identity() {
        for (String label : book.identity().ignore()) {
            for (int i = 0; i < book.grouping().size(); i++) {
                if (book.grouping().get(i).scope().contains(label)) {
                    add(
                            "identity.ignore",
                            label + " does not count in an alert's identity, but is in grouping[" + i + "].scope",
                            "the variant that fires first would decide the incident: remove it from one of the two");
                }
            }
        }
    }

    private void enrich() {
        for (int i = 0; i < book.enrich().size(); i++) {
            RuleBook.Enrichment lookup = book.enrich().get(i);
            if (lookup.table().isEmpty()) {
                add("enrich[" + i + "].table", "has no row", "add one, or remove the entry");
            }
            for (Map.Entry<String, Map<String, String>> row : lookup.table().entrySet()) {
                if (row.getValue().containsKey(lookup.label())) {
                    add(
                            "enrich[" + i + "].table",
                            "the row \"" + row.getKey() + "\" adds " + lookup.label()
                                    + ", which every alert that is looked up has already",
                            "remove it there, or add a label of another name");
                }
            }
        }
    }

    private void grouping() {
        List<List<Matcher>> lists =
                book.grouping().stream().map(Grouping::match).toList();
        reached("grouping", lists, book.grouping().stream().map(Grouping::name).toList());
        for (int i = 0; i < book.grouping().size(); i++) {
            Grouping rule = book.grouping().get(i);
            String path = "grouping[" + i + "]";
            matchers(path + ".match", rule.match());
            for (Severity severity : Severity.values()) {
                Duration wait = rule.waits().getOrDefault(severity, Duration.ZERO);
                if (wait.compareTo(rule.gap()) > 0) {
                    add(
                            path + ".wait." + severity.word(),
                            DurationNotation.format(wait) + " is longer than the gap of "
                                    + DurationNotation.format(rule.gap())
                                    + ": a second incident can begin while the first is still held back",
                            "raise gap or lower wait");
                }
            }
            if (rule.topology() != null && rule.scope().contains(rule.topology().entity())) {
                add(
                        path + ".topology",
                        rule.topology().entity() + " is in scope, too, so an incident never has two entities",
                        "remove it from scope, or leave topology out");
            }
        }
    }

    private void raises() {
        for (int i = 0; i < book.raises().size(); i++) {
            Raise raise = book.raises().get(i);
            String path = "priority.raise[" + i + "]";
            matchers(path + ".match", raise.match());
            if (book.priority().values().stream().allMatch(priority -> changesNothing(raise, priority))) {
                add(
                        path,
                        "raises nothing: every severity has as much already",
                        "raise urgency or impact, or remove it");
            }
        }
    }

    private static boolean changesNothing(Raise raise, Priority priority) {
        return (raise.urgency() == null || raise.urgency() <= priority.urgency())
                && (raise.impact() == null || raise.impact() <= priority.impact());
    }

    private void remediation() {
        List<List<Matcher>> lists =
                book.remediation().stream().map(RemediationRule::match).toList();
        reached(
                "remediation",
                lists,
                book.remediation().stream().map(RemediationRule::name).toList());
        for (int i = 0; i < lists.size(); i++) {
            matchers("remediation[" + i + "].match", lists.get(i));
            if (book.identity().ignore().contains(book.remediation().get(i).target())) {
                add(
                        "remediation[" + i + "].target",
                        book.remediation().get(i).target() + " does not count in an alert's identity",
                        "the host would be that of the variant that fired first: remove it from identity.ignore");
            }
        }
    }

    private void ticket() {
        List<List<Matcher>> lists =
                book.ticket().stream().map(TicketRule::match).toList();
        reached("ticket", lists, book.ticket().stream().map(TicketRule::name).toList());
        for (int i = 0; i < lists.size(); i++) {
            TicketRule rule = book.ticket().get(i);
            matchers("ticket[" + i + "].match", rule.match());
            if (rule.asset() != null && book.identity().ignore().contains(rule.asset())) {
                add(
                        "ticket[" + i + "].asset",
                        rule.asset() + " does not count in an alert's identity",
                        "the computer would be that of the variant that fired first: remove it from identity.ignore");
            }
        }
    }

    private void reached(String section, List<List<Matcher>> lists, List<String> names) {
        for (int later = 1; later < lists.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (!Coverage.nothing(lists.get(later)) && Coverage.implies(lists.get(later), lists.get(earlier))) {
                    add(
                            section + "[" + later + "]",
                            "is never reached: " + section + "[" + earlier + "] (" + names.get(earlier)
                                    + ") matches everything that this entry matches",
                            "move it before " + names.get(earlier) + ", or remove it");
                    break;
                }
            }
        }
    }

    private void matchers(String path, List<Matcher> matchers) {
        advice.addAll(MatcherAdvice.of(path, matchers));
    }

    private void add(String path, String message, String remedy) {
        advice.add(new Problem(path, message, remedy));
    }
}
