package io.weir.app.bench.scale;

/**
 * Rule books with many grouping rules. Every alert has the same scope and policy whatever rule it meets, so books of
 * different length differ in what it costs to find the rule, and in nothing else.
 */
final class BenchRules {
    private BenchRules() {}

    /**
     * The YAML of a book of so many rules, of which the last matches everything. Of four others one names a cluster that
     * exists, the rest what no alert has, with every kind of matcher.
     */
    static String book(int rules) {
        StringBuilder yaml = new StringBuilder("version: bench-" + rules + "\n"
                // nothing is kept back: that would be other work
                + "limits: {openIncidents: 100000}\n"
                + "grouping:\n");
        for (int i = 0; i < rules - 1; i++) {
            yaml.append("- {name: r")
                    .append(i)
                    .append(", scope: [cluster], match: [")
                    .append(match(i))
                    .append("]}\n");
        }
        return yaml.append("- {name: otherwise, scope: [cluster], match: []}\n").toString();
    }

    private static String match(int i) {
        return switch (i % 4) {
            case 0 -> quoted("cluster=\"cluster-" + i / 4 + "\"");
            case 1 -> quoted("namespace=\"absent-" + i + "\"") + ", " + quoted("severity=~\"critical|warning\"");
            case 2 -> quoted("alertname=~\"Absent" + i + ".*\"");
            default -> quoted("job=\"other-" + i + "\"") + ", " + quoted("cluster!=\"cluster-" + i + "\"");
        };
    }

    private static String quoted(String matcher) {
        return '\'' + matcher + '\'';
    }
}
