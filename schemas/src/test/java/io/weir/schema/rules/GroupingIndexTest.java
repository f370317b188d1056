package io.weir.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.rules.RuleBook.Grouping;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the index finds is what a reader of the book finds who begins at its top. */
class GroupingIndexTest {
    private static final String[] MATCHERS = {
        "site=\"%s\"",
        "site=~\"%s|b\"",
        "site!=\"%s\"",
        "name=~\"%s.*\"",
        "name!~\"%s.+\"",
        "name=\"\"",
        "role=~\".+%s\""
    };

    private static String rule(int number, Random random) {
        String match = IntStream.range(0, 1 + random.nextInt(2))
                .mapToObj(i -> "'" + MATCHERS[random.nextInt(MATCHERS.length)].formatted(value(random)) + "'")
                .collect(Collectors.joining(", "));
        return "- {name: r" + number + ", scope: [], match: [" + match + "]}\n";
    }

    private static String value(Random random) {
        return String.valueOf((char) ('a' + random.nextInt(4)));
    }

    private static Map<String, String> labels(Random random) {
        Map<String, String> labels = new TreeMap<>();
        for (String label : List.of("site", "name", "role")) {
            if (random.nextInt(4) > 0) {
                labels.put(label, random.nextInt(8) == 0 ? "" : value(random) + (random.nextBoolean() ? "" : "b"));
            }
        }
        return labels;
    }

    @Test
    void theFirstRuleThatMatchesIsFound() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            StringBuilder yaml = new StringBuilder("version: v\ngrouping:\n");
            for (int i = 0; i < random.nextInt(30); i++) {
                yaml.append(rule(i, random));
            }
            RuleBook book = RuleBookParser.parse(yaml + "- {name: otherwise, scope: [], match: []}\n");
            for (int i = 0; i < 50; i++) {
                Map<String, String> labels = labels(random);
                Grouping first = book.grouping().stream()
                        .filter(rule -> rule.matches(labels))
                        .findFirst()
                        .orElseThrow();
                assertThat(book.groupingOf(labels))
                        .as("%s for %s", yaml, labels)
                        .isSameAs(first);
            }
        }
    }

    @Test
    void aBookIsEqualToOneWithTheSameRules() {
        String yaml = "version: v\ngrouping:\n- {name: all, scope: [], match: []}\n";

        assertThat(RuleBookParser.parse(yaml)).isEqualTo(RuleBookParser.parse(yaml));
        assertThat(RuleBookParser.parse(yaml).grouping()).hasSize(1);
    }
}
