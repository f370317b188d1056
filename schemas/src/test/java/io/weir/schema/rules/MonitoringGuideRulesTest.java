package io.weir.schema.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.schema.rules.RuleBook.Grouping;
import io.weir.schema.rules.RuleBook.Inhibition;
import io.weir.schema.yaml.DurationNotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/examples/monitoring-guide-rules.yaml}: each row of the guide's routing table, and who mutes whom. */
class MonitoringGuideRulesTest {
    private static final Path BOOK = Path.of("../deploy/examples/monitoring-guide-rules.yaml");
    private static RuleBook book;

    @BeforeAll
    static void read() throws IOException {
        book = RuleBookParser.parse(Files.readString(BOOK));
    }

    @Test
    void nothingIsUnwiseInIt() {
        assertThat(RuleBookAdvice.of(book)).isEmpty();
    }

    /** The guide's six rows, then what is in two rows or in none. */
    @ParameterizedTest(name = "{0} {1}: {2} waits {3}")
    @CsvSource({
        "emergency, cpu,      emergency, 0s",
        "critical,  cpu,      critical,  10s",
        "warning,   cpu,      warning,   5m",
        "warning,   security, security,  20s",
        "warning,   database, database,  1m",
        "warning,   mlops,    mlops,     1m",
        "emergency, database, emergency, 0s",
        "critical,  database, critical,  10s",
        "critical,  security, critical,  10s",
        "info,      security, security,  20s",
        "'',        mlops,    mlops,     1m",
        "unknown,   database, database,  1m",
        "warning,   '',       warning,   5m",
        "info,      cpu,      otherwise, 30s",
        "none,      '',       otherwise, 30s",
        "'',        '',       otherwise, 15s"
    })
    void routes(String severity, String category, String rule, String wait) {
        Map<String, String> alert = alert("X", severity, category, "web1");
        Grouping grouping = book.groupingOf(alert);

        assertThat(grouping.name()).isEqualTo(rule);
        assertThat(DurationNotation.format(grouping.waits().get(book.severityOf(alert))))
                .isEqualTo(wait);
    }

    @Test
    void theOrderIsSeverityThenCategoryThenWarning() {
        assertThat(book.grouping())
                .extracting(Grouping::name)
                .containsExactly("emergency", "critical", "security", "database", "mlops", "warning", "otherwise");
    }

    @Test
    void staleIsLongerThanTheLongestRepeatIntervalTwice() {
        assertThat(book.staleAfter())
                .isGreaterThan(DurationNotation.parse("12h").multipliedBy(2));
    }

    @ParameterizedTest(name = "{0} {1} {2} on {3} → {4} {5} {6} on {7}: {8}")
    @CsvSource({
        // critical mutes warning of the same alert: names differ, instance and category are the same
        "CriticalCPUUsage, critical,  cpu, web1, HighCPUUsage,     warning,  cpu,  web1, critical-over-warning",
        "CriticalCPUUsage, critical,  cpu, web1, HighCPUUsage,     warning,  cpu,  web2, ''",
        "CriticalCPUUsage, critical,  cpu, web1, HighDiskUsage,    warning,  disk, web1, ''",
        "CriticalCPUUsage, critical,  cpu, web1, HighCPUUsage,     critical, cpu,  web1, ''",
        "CriticalCPUUsage, critical,  '',  web1, HighCPUUsage,     warning,  '',   web1, ''",
        "HighCPUUsage,     warning,   cpu, web1, CriticalCPUUsage, critical, cpu,  web1, ''",
        // ServerDown mutes the instance, whatever the severity
        "ServerDown, critical, availability, web1, CriticalCPUUsage, critical,  cpu,  web1, server-down",
        "ServerDown, critical, availability, web1, HighCPUUsage,     warning,   cpu,  web1, server-down",
        "ServerDown, warning,  availability, web1, DiskFull,         emergency, disk, web1, server-down",
        "ServerDown, critical, availability, web1, HighCPUUsage,     warning,   cpu,  web2, ''",
        "ServerDown, critical, availability, web1, ServerDown,       critical,  availability, web2, ''",
        // both hold
        "ServerDown, critical, availability, web1, SlowPing, warning, availability, web1, server-down;critical-over-warning",
        // nothing mutes ServerDown, and absent labels connect nothing
        "PingLoss,   critical, availability, web1, ServerDown, warning, availability, web1, ''",
        "ServerDown, critical, availability, '',   Watchdog,   none,    '',           '',   ''"
    })
    void mutes(
            String cause,
            String causeSeverity,
            String causeCategory,
            String causeInstance,
            String target,
            String targetSeverity,
            String targetCategory,
            String targetInstance,
            String rules) {
        Map<String, String> source = alert(cause, causeSeverity, causeCategory, causeInstance);
        Map<String, String> muted = alert(target, targetSeverity, targetCategory, targetInstance);
        List<String> connecting = new ArrayList<>();
        for (Inhibition rule : book.causes()) {
            boolean equal = rule.equal().entrySet().stream()
                    .allMatch(pair ->
                            muted.getOrDefault(pair.getKey(), "").equals(source.getOrDefault(pair.getValue(), "")));
            if (rule.isSource(source) && rule.isTarget(muted) && equal) {
                connecting.add(rule.name());
            }
        }

        assertThat(String.join(";", connecting)).isEqualTo(rules);
    }

    private static Map<String, String> alert(String name, String severity, String category, String instance) {
        Map<String, String> labels = new HashMap<>(Map.of("alertname", name));
        labels.put("severity", severity);
        labels.put("category", category);
        labels.put("instance", instance);
        labels.values().removeIf(String::isEmpty);
        return labels;
    }
}
