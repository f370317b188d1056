package io.weir.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.weir.schema.yaml.Problem;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people get wrong in a rule book, and what they are told: exactly one problem each, with path and remedy. */
class RuleBookMistakesTest {
    private static final String REST = "\n  - {name: rest, scope: [alertname]}";
    private static final String SERVER = "inhibition: [{name: i, source: ['alertname=\"ServerDown\"'], ";
    private static final String SWITCH = "dependencies: [{name: d, parent: [a=b], ";
    private static final String PLAYBOOK = "remediation: [{name: r, match: [a=b], template: t, target: i, ";

    @ParameterizedTest(name = "{1} {2}")
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
                arguments(
                        PLAYBOOK + "mode: no}]",
                        "remediation[0].mode",
                        "one of off, dry-run, approve, auto",
                        "write one"),
                arguments(PLAYBOOK + "mode: false}]", "remediation[0].mode", "found \"false\"", "write one"),
                arguments(PLAYBOOK + "mode: dryrun}]", "remediation[0].mode", "found", "did you mean dry-run?"),
                arguments(PLAYBOOK + "maxAttempts: 0}]", "remediation[0].maxAttempts", "from 1 to 20", "raise it"),
                arguments(PLAYBOOK + "vars: [a]}]", "remediation[0].vars", "expected a map, found a list", "key"),
                arguments(PLAYBOOK + "vars: {a-b: c}}]", "remediation[0].vars", "found \"a-b\"", "rename"),
                arguments(PLAYBOOK + "cool_down: 1h}]", "remediation[0].cool_down", "unknown", "mean cooldown?"),
                arguments("ticket: {name: t}", "ticket", "expected a list, found a map", "- "),
                arguments("ticket: [{category: 3}]", "ticket[0].name", "nothing", "add it"),
                arguments(
                        "ticket: [{name: t, category: 3}, {name: t, category: 4}]",
                        "ticket[1].name",
                        "\"t\" a second time",
                        "rename one"),
                arguments(
                        "ticket: [{name: t, match: [a=b]}]",
                        "ticket[0].category",
                        "expected category, requester, assignGroup or asset",
                        "for example assignGroup: 2"),
                arguments("ticket: [{name: t, category: 0}]", "ticket[0].category", "from 1 to", "raise it"),
                arguments("ticket: [{name: t, requester: ann}]", "ticket[0].requester", "found \"ann\"", "write one"),
                arguments("ticket: [{name: t, assignGroup: '2'}]", "ticket[0].assignGroup", "\"2\"", "without quotes"),
                arguments("ticket: [{name: t, asset: ''}]", "ticket[0].asset", "text", ""),
                arguments(
                        "ticket: [{name: t, category: 3, entity: 9}]",
                        "ticket[0].entity",
                        "is not for a rule book to choose",
                        "glpi.entity of the tenant in weir.yaml"),
                arguments(
                        "ticket: [{name: t, category: 1, group: 3}]",
                        "ticket[0].group",
                        "unknown key",
                        "known here: name, match, category"),
                arguments("limits: {membersListed: 1001}", "limits.membersListed", "from 1 to 1000", "lower it"),
                arguments("limits: {membersListed: many}", "limits.membersListed", "found \"many\"", "write one"),
                arguments("limits: {openIncidents: 0}", "limits.openIncidents", "from 1 to 100000", "raise it"),
                arguments("identity: [pod]", "identity", "expected a map, found a list", "key"),
                arguments("identity: {ignore: pod}", "identity.ignore", "expected a list, found \"pod\"", "[a, b]"),
                arguments("identity: {ignore: [a, a]}", "identity.ignore", "each label once", "remove"),
                arguments("identity: {ignored: [a]}", "identity.ignored", "unknown key", "did you mean ignore?"),
                arguments("enrich: {owners: {}}", "enrich", "expected a list, found a map", "- "),
                arguments("enrich: [{name: t, table: {}}]", "enrich[0].label", "found nothing", "add it"),
                arguments("enrich: [{name: t, label: l}]", "enrich[0].table", "found nothing", "table: {"),
                arguments("enrich: [{name: t, label: l, table: [a]}]", "enrich[0].table", "expected a map", "key"),
                arguments("enrich: [{name: t, label: l, table: {v: o}}]", "enrich[0].table.v", "a map, found", "key"),
                arguments("enrich: [{name: t, label: l, table: {v: {o: }}}]", "enrich[0].table.v.o", "nothing", "text"),
                arguments("enrich: [{label: l, table: {}}]", "enrich[0].name", "found nothing", "add it"),
                arguments(
                        "enrich: [{name: t, label: l, table: {}}, {name: t, label: l, table: {}}]",
                        "enrich[1].name",
                        "\"t\" a second time",
                        "rename one"),
                arguments(
                        "enrich: [{name: t, label: l, table: " + rows(10_001) + "}]",
                        "enrich[0].table",
                        "at most 10000 rows, found 10001",
                        "split"),
                arguments(
                        "enrich: [{name: t, label: l, table: {v: " + row(17) + "}}]",
                        "enrich[0].table.v",
                        "at most 16 labels, found 17",
                        "keep"),
                arguments(
                        "grouping: [{name: a, scope: [], minAlerts: 0}]",
                        "grouping[0].minAlerts",
                        "from 1 to 1000",
                        "raise it"),
                arguments(
                        "grouping: [{name: a, scope: [], split: maybe}]",
                        "grouping[0].split",
                        "true or false",
                        "write"),
                arguments(
                        "grouping: [{name: a, scope: [], topology: instance}]", "grouping[0].topology", "a map", "key"),
                arguments(
                        "grouping: [{name: a, scope: [], topology: {}}]",
                        "grouping[0].topology.entity",
                        "nothing",
                        "add it"),
                arguments(
                        "grouping: [{name: a, scope: [], topology: {entity: i, hops: 3}}]",
                        "grouping[0].topology.hops",
                        "from 1 to 2",
                        "lower it"),
                arguments(
                        "grouping: [{name: a, scope: [], topology: {entity: i, learn: 1}}]",
                        "grouping[0].topology.learn",
                        "true or false",
                        "write"),
                arguments("inhibition: {name: i}", "inhibition", "expected a list, found a map", "- "),
                arguments(
                        "inhibition: [{name: i, target: [a=b]}]",
                        "inhibition[0].source",
                        "at least one matcher",
                        "name the alerts"),
                arguments(
                        "inhibition: [{name: i, source: ['a!=\"b\"'], target: [a=b], equal: [c]}]",
                        "inhibition[0].source",
                        "an absent label does not satisfy",
                        "name the alerts"),
                arguments(
                        SERVER + "equal: [c]}]",
                        "inhibition[0].target",
                        "does not match everything",
                        "name the alerts"),
                arguments(
                        SERVER + "target: [], equal: [c]}]",
                        "inhibition[0].target",
                        "does not match everything",
                        "name"),
                arguments(
                        SERVER + "target: ['a=~\".*\"'], equal: [c]}]",
                        "inhibition[0].target",
                        "does not match everything",
                        "name"),
                arguments(
                        SERVER + "target: ['alertname!=\"ServerDown\"']}]",
                        "inhibition[0].target",
                        "equal names no label",
                        "add a label to equal"),
                arguments(
                        SERVER + "target: ['alertname=\"ServerDown\"'], equal: [c]}]",
                        "inhibition[0].target",
                        "an alert cannot mute itself",
                        "tell the two apart"),
                arguments(
                        SERVER + "target: ['alertname=~\"(ServerDown)\"'], equal: [c]}]",
                        "inhibition[0].target",
                        "an alert cannot mute itself",
                        "tell the two apart"),
                arguments(SERVER + "target: [a], equal: [c]}]", "inhibition[0].target[0]", "label=\"value\"", "write"),
                arguments(SERVER + "target: [a=b], equal: c}]", "inhibition[0].equal", "expected a list", "[a, b]"),
                arguments(
                        SERVER + "target: [a=b], equal: [c, c]}]", "inhibition[0].equal", "each label once", "remove"),
                arguments(
                        SERVER + "target: [a=b], lateJoin: 2}]",
                        "inhibition[0].lateJoin",
                        "duration",
                        "for example 2s"),
                arguments(SERVER + "target: [a=b], lateJoin: 2h}]", "inhibition[0].lateJoin", "to 1h", "shorter"),
                arguments(
                        SERVER + "target: [a=b], latejoin: 2m}]",
                        "inhibition[0].latejoin",
                        "unknown",
                        "mean lateJoin?"),
                arguments("inhibition: " + many(101), "inhibition", "at most 100 entries, found 101", "join them"),
                arguments(
                        "dependencies: [{name: d, child: [a=b], on: [c]}]",
                        "dependencies[0].parent",
                        "at least one",
                        "name"),
                arguments(SWITCH + "on: [c]}]", "dependencies[0].child", "not match everything", "name the alerts"),
                arguments(SWITCH + "child: [c=d]}]", "dependencies[0].on", "found nothing", "switch: instance"),
                arguments(SWITCH + "child: [c=d], on: c}]", "dependencies[0].on", "a list or a map", "{a: b}"),
                arguments(SWITCH + "child: [c=d], on: [c, c]}]", "dependencies[0].on", "each text once", "remove"),
                arguments(
                        SWITCH + "child: [c=d], on: {c: [d]}}]",
                        "dependencies[0].on.c",
                        "a text, found a list",
                        "text"),
                arguments(
                        SWITCH + "child: [a=b], on: {site: site}}]",
                        "dependencies[0].child",
                        "cannot mute itself",
                        "tell"),
                arguments(
                        SWITCH + "target: [c=d], child: [c=d], on: [c]}]",
                        "dependencies[0].target",
                        "unknown",
                        "child"),
                arguments(
                        "inhibition: [{name: x, source: [a=b], target: [c=d]}]\n"
                                + "dependencies: [{name: x, parent: [a=b], child: [c=d], on: [e]}]",
                        "dependencies[0].name",
                        "\"x\" a second time",
                        "rename one"),
                arguments("noise: off", "noise", "expected a map, found \"off\"", "key"),
                arguments("noise: {enabled: 0}", "noise.enabled", "true or false", "write"),
                arguments("noise: {starts: 2}", "noise.starts", "from 3 to 1000", "raise it"),
                arguments("noise: {over: 1m}", "noise.over", "from 10m to 7d", "longer"),
                arguments("noise: {never: [severity]}", "noise.never[0]", "label=\"value\"", "write"),
                arguments("priority: {raise: {members: 2}}", "priority.raise", "expected a list", "- "),
                arguments(
                        "priority: {raise: [{urgency: 5}]}",
                        "priority.raise[0].match",
                        "or a number of members",
                        "say when"),
                arguments(
                        "priority: {raise: [{match: [], urgency: 5}]}",
                        "priority.raise[0].match",
                        "number of members",
                        "say"),
                arguments(
                        "priority: {raise: [{members: 5}]}",
                        "priority.raise[0].urgency",
                        "urgency, impact or both",
                        "say what"),
                arguments(
                        "priority: {raise: [{members: 1, impact: 5}]}",
                        "priority.raise[0].members",
                        "from 2",
                        "raise it"),
                arguments(
                        "priority: {raise: [{members: 5, impact: 6}]}",
                        "priority.raise[0].impact",
                        "1 to 5",
                        "lower it"),
                arguments(
                        "priority: {raise: [" + "{members: 2, impact: 5},".repeat(101) + "]}",
                        "priority.raise",
                        "at most 100 entries, found 101",
                        "join"),
                arguments("staleAfter: [1h", "document", "not YAML at line 2", "quotes"),
                arguments("staleAfter: 1h\n priority: x", "document", "not YAML at line 3", "indentation"));
    }

    private static String rows(int rows) {
        return IntStream.range(0, rows).mapToObj(i -> "v" + i + ": {o: x}").collect(Collectors.joining(", ", "{", "}"));
    }

    private static String row(int labels) {
        return IntStream.range(0, labels).mapToObj(i -> "l" + i + ": x").collect(Collectors.joining(", ", "{", "}"));
    }

    private static String many(int rules) {
        return IntStream.range(0, rules)
                .mapToObj(i -> "{name: i" + i + ", source: [a=b], target: [c=d]}")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
