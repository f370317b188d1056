package io.weir.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.weir.schema.yaml.Problem;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Books that are taken although they are hardly meant so: what is said of them, one warning each; and of good ones none. */
class RuleBookAdviceTest {
    private static final String REST = "{name: rest, scope: [alertname]}]";

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource
    void unwise(String yaml, String path, String message, String remedy) {
        assertThat(RuleBookAdvice.of(RuleBookParser.parse("version: x\n" + yaml)))
                .singleElement()
                .satisfies(advice -> {
                    assertThat(advice.path()).isEqualTo(path);
                    assertThat(advice.message()).contains(message);
                    assertThat(advice.remedy()).contains(remedy);
                })
                .extracting(Problem::toString)
                .asString()
                .hasLineCount(1);
    }

    static Stream<Arguments> unwise() {
        return Stream.of(
                arguments(
                        "grouping: [{name: a, match: ['s=~\".+\"'], scope: [s]}, {name: b, match: [s=x], scope: [s]}, "
                                + REST,
                        "grouping[1]",
                        "is never reached: grouping[0] (a)",
                        "move it before a"),
                arguments(
                        "grouping: [{name: a, match: ['s=~\".*\"'], scope: [s]}, " + REST,
                        "grouping[1]",
                        "is never reached",
                        "move it"),
                arguments(
                        "grouping: [{name: a, match: [s=x], scope: [s]},"
                                + " {name: b, match: [t=y, s=x], scope: [s]}, " + REST,
                        "grouping[1]",
                        "is never reached",
                        "move it"),
                arguments(
                        "grouping: [{name: a, match: [s=x, s=y], scope: [s]}, " + REST,
                        "grouping[0].match",
                        "no alert can match all of these",
                        "remove one"),
                arguments(
                        "grouping: [{name: a, match: ['s=~\"web\"'], scope: [s]}, " + REST,
                        "grouping[0].match[0]",
                        "for exactly this value",
                        "write .*web.*"),
                arguments(
                        "grouping: [{name: a, match: ['s=~\"web*\"'], scope: [s]}, " + REST,
                        "grouping[0].match[0]",
                        "a * repeats the one character before it",
                        "write .*"),
                arguments(
                        "grouping: [{name: a, scope: [s], gap: 1m, wait: {warning: 5m}}]",
                        "grouping[0].wait.warning",
                        "5m is longer than the gap of 1m",
                        "raise gap"),
                arguments(
                        "grouping: [{name: a, scope: [host], topology: {entity: host}}]",
                        "grouping[0].topology",
                        "host is in scope, too",
                        "leave topology out"),
                arguments(
                        "identity: {ignore: [cluster]}",
                        "identity.ignore",
                        "cluster does not count in an alert's identity, but is in grouping[0].scope",
                        "remove it from one"),
                arguments(
                        "identity: {ignore: [pod]}\n"
                                + "inhibition: [{name: i, source: [a=b], target: [c=d, pod=e], equal: [pod]}]",
                        "inhibition[0].equal",
                        "pod does not count",
                        "remove it from one"),
                arguments(
                        "identity: {ignore: [pod]}\nremediation: [{name: r, match: [a=b], template: t, target: pod}]",
                        "remediation[0].target",
                        "pod does not count",
                        "identity.ignore"),
                arguments(
                        "enrich: [{name: t, label: service, table: {shop: {service: x, owner: y}}}]",
                        "enrich[0].table",
                        "adds service, which every alert that is looked up has already",
                        "another name"),
                arguments("enrich: [{name: t, label: service, table: {}}]", "enrich[0].table", "has no row", "add one"),
                arguments(
                        "inhibition: [{name: i, source: [a=b], target: [c=d]}]",
                        "inhibition[0].equal",
                        "one cause mutes all targets",
                        "such as instance"),
                arguments(
                        "inhibition: [{name: i, source: [a=b], target: [c=d], equal: [e, f]}]",
                        "inhibition[0].equal",
                        "a cause without e, f mutes every target that lacks it",
                        "add e=~\".+\" to source"),
                arguments(
                        "dependencies: [{name: i, parent: [a=b], child: [c=d], on: {up: name, z: z}}]",
                        "dependencies[0].on",
                        "a cause without name, z",
                        "add name=~\".+\" to parent"),
                arguments(
                        "inhibition: [{name: i, source: [a=b, e=f], target: [c=d], equal: [e]},"
                                + " {name: j, source: [c=d, e=f], target: [a=b], equal: [e]}]",
                        "inhibition[1]",
                        "where two alerts would mute each other, i wins",
                        "tell the rules apart"),
                arguments(
                        "inhibition: [{name: i, source: [a=b, e=f], target: [c=d], equal: [e]},"
                                + " {name: j, source: [a=b, g=h], target: [c=d], equal: [g]}]",
                        "inhibition[1]",
                        "no label is the same on both sides in all",
                        "of every entry"),
                arguments(
                        "dependencies: [{name: i, parent: [a=b], child: [c=d, up=x], on: {up: n}}]",
                        "dependencies[0]",
                        "no label is the same on both sides in all",
                        "of every entry"),
                arguments(
                        "inhibition: [{name: i, source: [a=b, e=f], target: [c=d, c=e], equal: [e]}]",
                        "inhibition[0].target",
                        "no alert can match",
                        "remove one"),
                arguments(
                        "dependencies: [{name: i, parent: [a=b, 'n=~\"sw*\"'], child: [c=d], on: {up: n, z: z}}]",
                        "dependencies[0].parent[1]",
                        "a * repeats",
                        "write .*"),
                arguments("noise: {never: ['a=~\"crit\"']}", "noise.never[0]", "exactly this value", "or = instead"),
                arguments("noise: {never: ['a!~\"crit\"']}", "noise.never[0]", "exactly this value", "or != instead"),
                arguments(
                        "priority: {raise: [{members: 3, urgency: 2, impact: 1}]}",
                        "priority.raise[0]",
                        "raises nothing",
                        "remove it"),
                arguments(
                        "priority: {raise: [{match: [a=b, a=c], urgency: 5}]}",
                        "priority.raise[0].match",
                        "no alert can match",
                        "remove one"),
                arguments(
                        "remediation: [{name: a, match: [a=b], template: t, target: i, mode: off},"
                                + " {name: b, match: ['a=~\"b\\\\.?\"', a=b], template: t, target: i}]",
                        "remediation[1]",
                        "is never reached: remediation[0] (a)",
                        "move it before a"),
                arguments(
                        "ticket: [{name: a, category: 1}, {name: b, match: [a=b], category: 2}]",
                        "ticket[1]",
                        "is never reached: ticket[0] (a)",
                        "move it before a"),
                arguments(
                        "ticket: [{name: a, match: ['a=~\"crit\"'], category: 1}]",
                        "ticket[0].match[0]",
                        "exactly this value",
                        "or = instead"),
                arguments(
                        "identity: {ignore: [pod]}\nticket: [{name: a, asset: pod}]",
                        "ticket[0].asset",
                        "pod does not count",
                        "identity.ignore"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "grouping: [{name: a, match: [s=x], scope: [s]}, {name: b, match: ['s=~\".+\"'], scope: [s]}, " + REST,
                "grouping: [{name: a, match: ['s=~\"x|y\"'], scope: [s]}, {name: b, match: [s=z], scope: [s]}, " + REST,
                "grouping: [{name: a, match: ['s=~\"web.*\"'], scope: [s]}, " + REST,
                "noise: {never: [a=b, a=c]}",
                "identity: {ignore: [pod]}",
                // worse mutes milder, in steps: no alert can be on both ends
                "inhibition: [{name: i, source: [s=crit, e=f], target: [s=warn], equal: [e]},"
                        + " {name: j, source: [s=warn, e=f], target: [s=info], equal: [e]}]",
                // joined by different labels: two alerts hardly ever mute each other
                "inhibition: [{name: i, source: [s=crit, x=y], target: [s=warn], equal: [x]}]\n"
                        + "dependencies: [{name: d, parent: [a=SwitchDown], child: [a=HostDown, x=y],"
                        + " on: {sw: i, x: x}}]",
                "priority: {raise: [{members: 3, urgency: 3}]}"
            })
    void good(String yaml) {
        assertThat(RuleBookAdvice.of(RuleBookParser.parse("version: x\n" + yaml)))
                .isEmpty();
    }
}
