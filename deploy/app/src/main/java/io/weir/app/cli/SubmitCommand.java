package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.config.ConfigFile;
import io.weir.app.config.WeirConfig;
import io.weir.app.server.JobParts;
import io.weir.app.submit.FlinkJobs;
import io.weir.app.submit.FlinkRest;
import io.weir.pipeline.CorrelateJob;
import io.weir.pipeline.DeliverJob;
import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.SettingsJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hands a job to a Flink cluster of the user's own. */
@Command(
        name = "submit",
        description = "Start a job on your own Flink session cluster. The topics must exist: the bridge creates them.",
        synopsisSubcommandLabel = "(correlate | deliver | replay)",
        subcommands = SubmitReplayCommand.class)
final class SubmitCommand implements Runnable {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandFailure(ExitCode.USAGE, "submit: expected correlate, deliver or replay");
    }

    @Command(name = "correlate", description = "Alerts become incidents.")
    int correlate(@Mixin HelpOption correlateHelp, @Mixin SubmitOptions options)
            throws IOException, InterruptedException {
        options.check();
        JobParts parts = JobParts.forCluster(options.config(), options.tasks());
        return submit("correlate", CorrelateJob.NAME, CorrelateJob.class, parts.correlate(), options);
    }

    @Command(name = "deliver", description = "Incidents become tickets, and playbooks run.")
    int deliver(@Mixin HelpOption deliverHelp, @Mixin SubmitOptions options) throws IOException, InterruptedException {
        options.check();
        if (options.config().glpi().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "--config: the deliver job needs a glpi section");
        }
        DeliverSettings settings =
                JobParts.forCluster(options.config(), options.tasks()).deliver().orElseThrow();
        return submit("deliver", DeliverJob.NAME, DeliverJob.class, settings, options);
    }

    private int submit(String job, String name, Class<?> main, Object settings, SubmitOptions options)
            throws IOException, InterruptedException {
        List<String> arguments = List.of("--settings", json(settings));
        FlinkRest rest = new FlinkRest(options.flink);
        new FlinkJobs(rest).refuseSecond(name);
        String id = rest.run(
                rest.upload(JobJar.path()),
                main.getName(),
                arguments,
                options.tasks(),
                Optional.ofNullable(options.savepoint));
        spec.commandLine().getOut().println("the " + job + " job is submitted as " + id);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private static String json(Object settings) {
        try {
            return SettingsJson.write(settings);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--config: " + e.getMessage(), e);
        }
    }

    /** Where to, and with which configuration. */
    static final class SubmitOptions {
        @Option(names = FlinkOption.NAME, required = true, paramLabel = "URL", description = "Flink's web interface.")
        private URI flink;

        @Option(
                names = "--config",
                required = true,
                paramLabel = "FILE",
                description = "The configuration, as for up. Secrets in it must be env or file references, which"
                        + " Flink's machines resolve.")
        private Path file;

        @Option(
                names = Parallelism.OPTION,
                paramLabel = "N",
                description = "Default: flink.parallelism of the configuration.")
        private Integer parallelism;

        @Option(
                names = "--from-savepoint",
                paramLabel = "PATH",
                description = "Go on from a savepoint, or from a checkpoint of the same flink.stateBackend.")
        private String savepoint;

        /** Before anything is read or asked. */
        private void check() {
            WebAddress.checked(FlinkOption.NAME, flink);
            if (parallelism != null) {
                Parallelism.checked(parallelism);
            }
        }

        private WeirConfig config() {
            if (!Files.isReadable(file)) {
                throw new CommandFailure(ExitCode.USAGE, "--config: cannot read " + file);
            }
            return ConfigFile.read(file);
        }

        private int tasks() {
            return parallelism == null ? config().flink().parallelism() : parallelism;
        }
    }
}
