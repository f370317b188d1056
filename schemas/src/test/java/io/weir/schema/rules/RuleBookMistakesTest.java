package io.weir.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.weir.schema.yaml.Problem;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people get wrong in a rule book, and what they are told: exactly one problem each, with path and remedy. */
class RuleBookMistakesTest {
    private static final String REST = "\n  - {name: rest, scope: [alertname]}";
    private static final String PLAYBOOK = "remediation: [{name: r, match: [a=b], template: t, target: i, ";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void mistakes(String yaml, String path, String message, String remedy) {
        String book = yaml.contains("version") ? yaml : "version: x\n" + yaml;

        assertThat(RuleBookParser.check(book))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo(path);
                    assertThat(problem.message()).contains(message);
                    assertThat(problem.remedy()).contains(remedy);
                })
                .extracting(Problem::toString)
                .asString()
                .hasLineCount(1);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("# version\nstaleAfter: 1h", "version", "found nothing", "add it"),
                arguments("version: a b", "version", "without blanks, found \"a b\"", ""),
                arguments("version: x\nversion: y", "version", "a second time (line 2)", "remove one"),
                arguments("staleafter: 1h", "staleafter", "unknown key (line 2)", "did you mean staleAfter?"),
                arguments("rules: []", "rules", "unknown key", "known here: version, effectiveFrom"),
                arguments("staleAfter: 24", "staleAfter", "a duration from 1s to 365d", "for example 24s"),
                arguments("staleAfter: 1 day", "staleAfter", "found \"1 day\"", "for example 30s"),
                arguments("staleAfter: 0s", "staleAfter", "from 1s", "make it longer"),
                arguments("staleAfter: 999d", "staleAfter", "to 365d", "make it shorter"),
                arguments("staleAfter:", "staleAfter", "found nothing (line 2)", "for example 30s"),
                arguments("effectiveFrom: tomorrow", "effectiveFrom", "a time such as 2026", "offset"),
                arguments("effectiveFrom: 2026-12-01", "effectiveFrom", "found \"2026-12-01\"", "offset"),
                arguments("severity: critical", "severity", "expected a map, found \"critical\"", "key: value"),
                arguments("severity: {map: {x: high}}", "severity.map.x", "one of emergency, critical", "write one"),
                arguments("severity: {map: {x: crtical}}", "severity.map.x", "\"crtical\"", "mean critical?"),
                arguments("severity: {map: {X: info, x: critical}}", "severity.map", "two meanings", "remove one"),
                arguments("severity: {default: info}", "severity.default", "unknown key", "label, otherwise"),
                arguments("grouping: []", "grouping", "a last entry that matches everything", "end the list with"),
                arguments("grouping: all", "grouping", "expected a list, found \"all\"", "- "),
                arguments(
                        "grouping:\n  - {name: a, match: [a=b], scope: [a]}", "grouping", "matches everything", "end"),
                arguments("grouping: [x]", "grouping[0]", "expected a map, found \"x\"", "key: value"),
                arguments("grouping:\n  - {name: a, scope: [a]}" + REST, "grouping[0].match", "only the last", "move"),
                arguments(
                        "grouping:\n  - {name: a, match: [cluster], scope: [a]}" + REST,
                        "grouping[0].match[0]",
                        "expected label=\"value\"",
                        "label=~\"regex\""),
                arguments(
                        "grouping:\n  - {name: a, match: [a=b, 'c=~\"(\"'], scope: [a]}" + REST,
                        "grouping[0].match[1]",
                        "RE2 regular expression, found: (",
                        "label=~"),
                arguments("grouping:\n  - {name: a, match: [a=b]}" + REST, "grouping[0].scope", "nothing", "scope: []"),
                arguments(
                        "grouping:\n  - {name: a, match: [a=b], scope: [s, s]}" + REST,
                        "grouping[0].scope",
                        "each label once",
                        "remove"),
                arguments("grouping:\n  - {match: [a=b], scope: [a]}" + REST, "grouping[0].name", "nothing", "add it"),
                arguments(
                        "grouping:\n  - {name: rest, match: [a=b], scope: [a]}" + REST,
                        "grouping[1].name",
                        "\"rest\" a second time",
                        "rename one"),
                arguments(
                        "grouping:\n  - {name: a, scope: [a], gap: 2h}",
                        "grouping[0].maxSpan",
                        "at least the gap of 2h, found 1h",
                        "raise maxSpan or lower gap"),
                arguments("grouping:\n  - {name: a, scope: [a], gap: 0s}", "grouping[0].gap", "from 1ms", "longer"),
                arguments(
                        "grouping:\n  - {name: a, scope: [a], wait: {warn: 1s}}",
                        "grouping[0].wait.warn",
                        "unknown key",
                        "did you mean warning?"),
                arguments(
                        "grouping:\n  - {name: a, scope: [a], wait: 5s}", "grouping[0].wait", "expected a map", "key"),
                arguments("flapping: {transitions: 1}", "flapping.transitions", "from 2 to 1000", "raise it"),
                arguments("flapping: {window: 10}", "flapping.window", "duration", "for example 10s"),
                arguments("priority: {high: {urgency: 5}}", "priority.high", "unknown key", "emergency, critical"),
                arguments("priority: {info: {urgency: 6}}", "priority.info.urgency", "from 1 to 5", "lower it"),
                arguments("priority: {info: {impact: '2'}}", "priority.info.impact", "found \"2\"", "without quotes"),
                arguments("remediation: {name: r}", "remediation", "expected a list, found a map", "- "),
                arguments(
                        "remediation: [{name: r, template: t, target: i}]",
                        "remediation[0].match",
                        "at least one matcher",
                        "name the alerts"),
                arguments(
                        "remediation: [{name: r, match: ['a!=\"b\"', 'c=~\".*\"'], template: t, target: i}]",
                        "remediation[0].match",
                        "an absent label does not satisfy",
                        "name the alerts"),
                arguments(
                        "remediation: [{name: r, match: [a=b], target: i}]",
                        "remediation[0].template",
                        "found nothing",
                        "add it"),
                arguments(
                        "remediation: [{name: r, match: [a=b], template: t}]",
                        "remediation[0].target",
                        "found nothing",
                        "add it"),
                arguments(PLAYBOOK + "mode: no}]", "remediation[0].mode", "one of off, dry-run, auto", "write one"),
                arguments(PLAYBOOK + "mode: false}]", "remediation[0].mode", "found \"false\"", "write one"),
                arguments(PLAYBOOK + "mode: dryrun}]", "remediation[0].mode", "found", "did you mean dry-run?"),
                arguments(PLAYBOOK + "maxAttempts: 0}]", "remediation[0].maxAttempts", "from 1 to 20", "raise it"),
                arguments(PLAYBOOK + "vars: [a]}]", "remediation[0].vars", "expected a map, found a list", "key"),
                arguments(PLAYBOOK + "vars: {a-b: c}}]", "remediation[0].vars", "found \"a-b\"", "rename"),
                arguments(PLAYBOOK + "cool_down: 1h}]", "remediation[0].cool_down", "unknown", "mean cooldown?"),
                arguments("limits: {membersListed: 1001}", "limits.membersListed", "from 1 to 1000", "lower it"),
                arguments("limits: {membersListed: many}", "limits.membersListed", "found \"many\"", "write one"),
                arguments("staleAfter: [1h", "document", "not YAML at line 2", "quotes"),
                arguments("staleAfter: 1h\n priority: x", "document", "not YAML at line 3", "indentation"));
    }
}
