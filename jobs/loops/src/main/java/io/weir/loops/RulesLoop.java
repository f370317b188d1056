package io.weir.loops;

import io.weir.schema.Alert;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The grouping rule of an alert in a book of 5,000. */
@State(Scope.Thread)
public class RulesLoop {
    private static final int RULES = 5_000;
    private static final int ALERTS = 1_024;

    private RuleBook book;
    private List<Alert> alerts;
    private int next;

    /** Reads the book. */
    @Setup
    public void read() {
        book = RuleBookParser.parse(yaml());
        alerts = SampleAlerts.firing(ALERTS);
    }

    /** Of four rules one names a cluster that exists, the others what no alert has. */
    private static String yaml() {
        StringBuilder yaml = new StringBuilder("version: loops\ngrouping:\n");
        for (int i = 0; i < RULES - 1; i++) {
            String match = switch (i % 4) {
                case 0 -> "'cluster=\"cluster-" + i / 4 + "\"'";
                case 1 -> "'namespace=\"absent-" + i + "\"', 'severity=~\"critical|warning\"'";
                case 2 -> "'alertname=~\"Absent" + i + ".*\"'";
                default -> "'job=\"other-" + i + "\"', 'cluster!=\"cluster-" + i + "\"'";
            };
            yaml.append("- {name: r")
                    .append(i)
                    .append(", scope: [cluster], match: [")
                    .append(match)
                    .append("]}\n");
        }
        return yaml.append("- {name: otherwise, scope: [cluster], match: []}\n").toString();
    }

    /** Finds the rule. */
    @Benchmark
    public RuleBook.Grouping find() {
        next = (next + 1) % ALERTS;
        return book.groupingOf(alerts.get(next).labels());
    }
}
