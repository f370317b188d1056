package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.config.WeirConfig;
import io.weir.app.replay.ReplayPlan;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.InvalidDocumentException;
import io.weir.sink.awx.AwxOptions;
import java.nio.file.Path;
import java.util.Optional;

/** What replays and shadows take from files that are named on the command line. */
final class ReplayOptions {
    private static final long LEAD_MS = 2_000;

    private ReplayOptions() {}

    /**
     * A rule book, checked.
     *
     * @throws CommandFailure when it cannot be read, or has mistakes
     */
    static ReplayPlan.Book book(String option, String name) {
        String yaml = name.equals(BookFile.SHIPPED) ? RuleBookParser.defaultBookYaml() : BookFile.text(option, name);
        try {
            RuleBookParser.parse(yaml);
        } catch (InvalidDocumentException e) {
            throw new CommandFailure(ExitCode.USAGE, option + ": " + name + ": " + e.getMessage(), e);
        }
        Path file = Path.of(name).getFileName();
        return new ReplayPlan.Book(name.equals(BookFile.SHIPPED) ? "shipped rules" : file.toString(), yaml, true);
    }

    /** How long after its record a directive takes effect at the earliest, milliseconds. */
    static long leadMs(Optional<WeirConfig> config) {
        return config.map(known -> known.clock().directiveLead().toMillis()).orElse(LEAD_MS);
    }

    /** Hosts that may be remediated for one incident. */
    static int hostsPerIncident(Optional<WeirConfig> config) {
        return config.flatMap(WeirConfig::awx)
                .map(AwxOptions::guardrails)
                .orElse(AwxOptions.Guardrails.DEFAULT)
                .hostsPerIncident();
    }
}
