package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.KafkaFailure;
import io.weir.app.capture.CaptureFiles;
import io.weir.app.compare.FailIf;
import io.weir.app.compare.Night;
import io.weir.app.replay.ReplayRun;
import io.weir.app.server.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries rules on the past. */
@Command(
        name = "replay",
        description = "Run history through the correlation once more, under these or those rules, without any effect:"
                + " what would have been different.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it failed or was stopped; --resume goes on",
            "2:the arguments, a capture or a rule book are wrong",
            "3:done, and a condition of --fail-if holds"
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HistoryOptions history;

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description = "Read captured requests instead of Kafka: a file or a folder of files, plain or gzipped, one"
                    + " JSON object per line: receivedAt, tenant, source, body.")
    private Path capture;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the results.")
    private Path out;

    @Option(names = "--parallelism", paramLabel = "N", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = {"--truth", "--label"},
            paramLabel = "FILE",
            description = "Labelled episodes, one JSON object per line: fingerprint, startsAt, fault (empty: noise).")
    private Path truth;

    @Option(
            names = "--fail-if",
            paramLabel = "CONDITIONS",
            description = "Exit with 3 when one holds, such as 'tickets > 1.2x, missed-critical > 0'.")
    private String failIf;

    @Option(
            names = "--night",
            paramLabel = "HOURS",
            description = "When people sleep, such as '22:00-06:00 Europe/Berlin'. Default: 22:00-06:00 UTC.")
    private String night;

    @Option(names = "--resume", description = "Go on with a replay that was stopped, as it was begun.")
    private boolean resume;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (parallelism < 1 || parallelism > 64) {
            throw new CommandFailure(ExitCode.USAGE, "--parallelism: expected 1 to 64, found " + parallelism);
        }
        if (capture != null) {
            // before anything of an earlier replay is deleted
            CaptureFiles.at(capture);
        }
        if (truth != null && !Files.isReadable(truth)) {
            throw new CommandFailure(ExitCode.USAGE, "--truth: cannot read " + truth);
        }
        boolean compares = resume ? ReplayRun.compares(out) : history.compares();
        ReplayRun.Judgement judgement = new ReplayRun.Judgement(night(), truth, conditions(compares));
        ReplayRun run =
                resume ? ReplayRun.resume(out, judgement) : ReplayRun.begin(out, history.plan(capture), judgement);
        ReplayText text = new ReplayText(
                spec.commandLine().getOut(), spec.commandLine().getErr(), Boolean.getBoolean("weir.terminal"));
        try {
            Map<String, String> client =
                    run.readsKafka() ? history.kafka(run.plan().kafka()) : Map.of();
            ReplayRun.Outcome outcome = run.run(client, parallelism, StopSignal.listen(), text);
            text.print(outcome, out);
            return outcome.failed().isEmpty() ? ExitCode.OK : ExitCode.UNMET;
        } catch (KafkaException e) {
            throw new CommandFailure(ExitCode.FAILED, KafkaFailure.sentence(e), e);
        }
    }

    private Night night() {
        try {
            return night == null ? Night.DEFAULT : Night.parse(night);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--night: " + e.getMessage(), e);
        }
    }

    private FailIf conditions(boolean compares) {
        try {
            return failIf == null ? null : FailIf.parse(failIf, compares);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--fail-if: " + e.getMessage(), e);
        }
    }
}
