package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.replay.Disturbance;
import io.weir.app.replay.Replay;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.DurationNotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How well the correlate job groups labelled alerts. */
@Command(
        name = "score",
        description =
                "Replay a capture of requests through the correlate job, in this JVM and without Kafka, and compare"
                        + " its incidents with the faults that are known to lie behind the alerts.")
final class ScoreCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--capture",
            required = true,
            paramLabel = "FILE",
            description = "Requests, one JSON object per line, plain or gzipped: receivedAt, tenant, source, body.")
    private Path capture;

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "FILE",
            description = "Episodes, one JSON object per line: fingerprint, startsAt, fault (empty: noise).")
    private Path truth;

    @Option(names = "--rules", paramLabel = "FILE", description = "Rule book. Default: the shipped one.")
    private Path rules;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where incidents.jsonl and the job's results go. Default: a temporary folder.")
    private Path out;

    @Option(names = "--partitions", defaultValue = "4", description = "Of the log. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(names = "--parallelism", defaultValue = "2", description = "Of the job. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--duplicates",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of alerts delivered twice, for example 0.05. Default: ${DEFAULT-VALUE}.")
    private double duplicates;

    @Option(
            names = "--skew",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "Clocks of the sources are wrong by up to so much. Default: ${DEFAULT-VALUE}.")
    private String skew;

    @Option(
            names = "--late",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of alerts delivered late, for example 0.1. Default: ${DEFAULT-VALUE}.")
    private double late;

    @Option(
            names = "--late-by",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How late at most. Default: ${DEFAULT-VALUE}.")
    private String lateBy;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that is drawn, partitions too. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Disturbance disturbance = new Disturbance(
                share("--duplicates", duplicates),
                duration("--skew", skew),
                share("--late", late),
                duration("--late-by", lateBy),
                seed);
        Path folder = out == null ? Files.createTempDirectory("weir-score") : out;
        Replay replay = new Replay(
                book(), disturbance, positive("--partitions", partitions), positive("--parallelism", parallelism));
        Replay.Result result = replay.score(capture, truth, folder);
        if (result.rejected() > 0) {
            spec.commandLine().getErr().println("weir: " + result.rejected() + " alerts or requests could not be read");
        }
        spec.commandLine().getOut().println(result.score());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private String book() {
        if (rules == null) {
            return RuleBookParser.defaultBookYaml();
        }
        try {
            String book = Files.readString(rules);
            RuleBookParser.parse(book);
            return book;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--rules: cannot read " + rules + " as UTF-8 text", e);
        }
    }

    private static double share(String option, double value) {
        if (value < 0 || value > 1) {
            throw new CommandFailure(ExitCode.USAGE, option + ": expected 0 to 1, found " + value);
        }
        return value;
    }

    private static int positive(String option, int value) {
        if (value < 1 || value > 64) {
            throw new CommandFailure(ExitCode.USAGE, option + ": expected 1 to 64, found " + value);
        }
        return value;
    }

    private static long duration(String option, String text) {
        try {
            return DurationNotation.parse(text).toMillis();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, option + ": " + e.getMessage(), e);
        }
    }
}
