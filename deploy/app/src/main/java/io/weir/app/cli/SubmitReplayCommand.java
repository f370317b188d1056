package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.KafkaFailure;
import io.weir.app.replay.ClusterReplay;
import io.weir.app.submit.FlinkRest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A replay that outgrows one machine. */
@Command(
        name = "replay",
        description =
                "Run a replay of Kafka's history on your own Flink session cluster. The folder of the results must"
                        + " be the same here and on Flink's machines; weir replay --resume --out DIR makes of them what weir"
                        + " replay makes.")
final class SubmitReplayCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HistoryOptions history;

    @Option(names = FlinkOption.NAME, required = true, paramLabel = "URL", description = "Flink's web interface.")
    private URI flink;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the results.")
    private Path out;

    @Option(
            names = Parallelism.OPTION,
            paramLabel = "N",
            defaultValue = "2",
            description = "Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--from-savepoint",
            paramLabel = "PATH",
            description = "Go on from a savepoint or checkpoint of a replay of the same history. Not with --against,"
                    + " which makes two jobs of it.")
    private String savepoint;

    @Override
    public Integer call() throws IOException, InterruptedException {
        WebAddress.checked(FlinkOption.NAME, flink);
        Parallelism.checked(parallelism);
        if (savepoint != null && history.compares()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--from-savepoint: a savepoint is of one job, and with --against there are two; leave one out");
        }
        try {
            ClusterReplay replay = ClusterReplay.submit(
                    out,
                    history.plan(null),
                    history.kafka(),
                    new FlinkRest(flink),
                    flink,
                    JobJar.path(),
                    parallelism,
                    Optional.ofNullable(savepoint));
            spec.commandLine()
                    .getOut()
                    .println("submitted as " + String.join(" and ", replay.jobs()) + "; weir replay --resume --out "
                            + out + " waits for it");
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        } catch (KafkaException e) {
            throw new CommandFailure(ExitCode.FAILED, KafkaFailure.sentence(e), e);
        }
    }
}
