package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.KafkaFailure;
import io.weir.app.capture.CaptureWriter;
import io.weir.pipeline.kafka.HistoryRange;
import io.weir.pipeline.settings.KafkaHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes history along. */
@Command(
        name = "capture",
        description = "Write what came between two instants, and the rules and downtimes of that time, to a file that"
                + " weir replay reads. Nothing on Kafka is changed.")
final class CaptureCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOption kafka;

    @Mixin
    private PeriodOptions period;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Of this tenant. Default: of all.")
    private String tenant;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where to; gzipped when its name ends with .gz.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Map<String, String> properties = kafka.properties();
        try {
            long to = reach(properties);
            CaptureWriter.Written written = CaptureWriter.write(properties, period.fromMs(), to, tenant, out);
            spec.commandLine()
                    .getOut()
                    .println(written.alerts() + " alerts and " + written.directives() + " directives up to "
                            + Instant.ofEpochMilli(to) + " are in " + out);
            spec.commandLine().getOut().flush();
            if (written.unreadable() > 0) {
                spec.commandLine().getErr().println("weir: " + written.unreadable() + " records could not be read");
            }
            return ExitCode.OK;
        } catch (KafkaException e) {
            throw new CommandFailure(ExitCode.FAILED, KafkaFailure.sentence(e), e);
        }
    }

    /** As far as a replay of the same time would go, so that the two are the same. */
    private long reach(Map<String, String> properties) {
        try {
            return HistoryRange.resolve(KafkaHistory.of(properties, null, period.fromMs()), period.toMs(Long.MAX_VALUE))
                    .toMs();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--from: " + e.getMessage(), e);
        }
    }
}
