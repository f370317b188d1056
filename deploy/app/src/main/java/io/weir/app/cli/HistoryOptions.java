package io.weir.app.cli;

import io.weir.app.capture.DowntimesFile;
import io.weir.app.config.TenantConfig;
import io.weir.app.config.WeirConfig;
import io.weir.app.replay.ReplayPlan;
import io.weir.schema.rules.RuleBookParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which history is replayed, and under which rules. */
final class HistoryOptions {
    @Mixin
    private KafkaOption kafka;

    @Mixin
    private PeriodOptions period;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Of this tenant only. Default: of all.")
    private String tenant;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Rule book for all of it; \"default\" is the shipped one. Default: the rules in force at each"
                    + " moment.")
    private String rules;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "A second rule book: run under both, and tell the difference.")
    private String against;

    @Option(
            names = "--downtimes",
            paramLabel = "FILE",
            description = "Downtimes instead of those that were in force, JSON, as weir downtime posts or lists them.")
    private Path downtimes;

    /** Client properties of Kafka, the address among them. */
    Map<String, String> kafka() {
        return kafka.properties();
    }

    /**
     * The same.
     *
     * @param known address for when no option names one
     */
    Map<String, String> kafka(String known) {
        return kafka.properties(known);
    }

    /** Whether there are two rule books. */
    boolean compares() {
        return against != null;
    }

    /**
     * What is to be replayed.
     *
     * @param capture file or folder of captures; null for Kafka
     */
    ReplayPlan plan(Path capture) {
        Optional<WeirConfig> config = kafka.config();
        return new ReplayPlan(
                capture == null ? null : capture.toAbsolutePath().toString(),
                capture == null ? kafka.properties().get("bootstrap.servers") : null,
                period.fromMs(),
                period.hasTo() ? period.toMs(Long.MAX_VALUE) : null,
                tenant,
                rules == null
                        ? new ReplayPlan.Book("rules in force", RuleBookParser.defaultBookYaml(), false)
                        : ReplayOptions.book("--rules", rules),
                against == null ? null : ReplayOptions.book("--against", against),
                downtimes == null ? null : downtimes(capture, config),
                ReplayOptions.leadMs(config),
                ReplayOptions.hostsPerIncident(config));
    }

    private List<String> downtimes(Path capture, Optional<WeirConfig> config) {
        List<String> all = capture != null
                ? List.of(DowntimesFile.EVERY_TENANT)
                : config.map(known ->
                                known.tenants().stream().map(TenantConfig::name).toList())
                        .orElse(List.of());
        return DowntimesFile.read(downtimes, tenant != null ? List.of(tenant) : all);
    }
}
