package io.weir.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.yaml.Problem;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the expressions of a book may cost together. */
class RuleBookSizeTest {
    private static final String REST = "  - {name: rest, scope: [alertname]}\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instance=~\"web.+\"",
                "instance=~\"web-%d-[0-9]+\"",
                "alertname=~\".*Disk%d.*\"",
                "alertname=~\"Absent%d.*\"",
                "instance=~\"db%d(:.*)?\"",
                "severity=~\"critical|warning\"",
                "service=\"shop-%d\""
            })
    void fiveThousandRulesFit(String matcher) {
        assertThat(RuleBookParser.check(grouping(
                        5_000, i -> "{name: r" + i + ", match: ['" + matcher.formatted(i) + "', a=b], scope: [a]}")))
                .isEmpty();
    }

    @Test
    void manyExpressionsThatAnAlertCouldBeHeldUpWithAreRefusedByTheFirstThatIsTooMuch() {
        List<Problem> problems = RuleBookParser.check(
                grouping(50, i -> "{name: r" + i + ", match: [a=b, 'a=~\"(a{0,30}){0,27}c\"'], scope: [a]}"));
        assertThat(problems).hasSize(10);
        assertThat(problems.get(0).path()).isEqualTo("grouping[40].match[1]");
        assertThat(problems.get(0).message()).contains("more than a rule book may hold");
    }

    @Test
    void aBookOfMistakesAloneIsRefusedWithTheFirstOfThem() {
        for (String mistake : List.of("1,", "{},", "{name: 1, wait: 1},")) {
            String mistakes = mistake.repeat(1_000_000 / mistake.length());
            assertThat(RuleBookParser.check("version: x\ngrouping: [" + mistakes + "]"))
                    .hasSize(100)
                    .last()
                    .extracting(Problem::message)
                    .asString()
                    .contains("more problems");
        }
    }

    @Test
    void allListsOfABookPayFromOnePurse() {
        String wide = "['a=~\"(a{0,30}){0,27}c\"']";
        String book = grouping(40, i -> "{name: r" + i + ", match: " + wide + ", scope: [a]}");
        assertThat(RuleBookParser.check(book)).isEmpty();
        for (String more : List.of(
                "inhibition: [{name: i, source: " + wide + ", target: [b=c], equal: [x]}]",
                "dependencies: [{name: d, parent: " + wide + ", child: [b=c], on: [x]}]",
                "noise: {never: " + wide + "}",
                "priority: {raise: [{match: " + wide + ", urgency: 5}]}",
                "remediation: [{name: p, match: " + wide + ", template: t, target: i}]",
                "ticket: [{name: t, match: " + wide + ", category: 1}]")) {
            assertThat(RuleBookParser.check(book + more))
                    .as(more)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("more than a rule book may hold"));
        }
    }

    private static String grouping(int rules, IntFunction<String> rule) {
        return "version: x\ngrouping:\n"
                + IntStream.range(0, rules)
                        .mapToObj(i -> "  - " + rule.apply(i) + "\n")
                        .collect(Collectors.joining())
                + REST;
    }
}
