package io.weir.app.cli;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.config.ConfigFile;
import io.weir.app.config.WeirConfig;
import io.weir.app.server.JobParts;
import io.weir.app.submit.FlinkRest;
import io.weir.pipeline.CorrelateJob;
import io.weir.pipeline.DeliverJob;
import io.weir.pipeline.settings.SettingsJson;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands a job to a Flink cluster of the user's own. */
@Command(
        name = "submit",
        description = "Start a job on your own Flink session cluster. The topics must exist: the bridge creates them.")
final class SubmitCommand implements Callable<Integer> {
    /** The jobs there are. */
    enum Job {
        CORRELATE,
        DELIVER;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "JOB", description = "${COMPLETION-CANDIDATES}.")
    private Job job;

    @Option(names = "--flink", required = true, paramLabel = "URL", description = "Flink's web interface.")
    private URI flink;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration, as for up. Secrets in it must be env or file references, which Flink's"
                    + " machines resolve.")
    private Path file;

    @Option(names = "--parallelism", paramLabel = "N", description = "Default: flink.parallelism of the configuration.")
    private Integer parallelism;

    @Option(names = "--from-savepoint", paramLabel = "PATH", description = "Go on from a savepoint or checkpoint.")
    private String savepoint;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isReadable(file)) {
            throw new CommandFailure(ExitCode.USAGE, "--config: cannot read " + file);
        }
        WeirConfig config = ConfigFile.read(file);
        int tasks = parallelism == null ? config.flink().parallelism() : parallelism;
        boolean correlate = job == Job.CORRELATE;
        if (!correlate && config.glpi().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "--config: the deliver job needs a glpi section");
        }
        JobParts parts = JobParts.forCluster(config, tasks);
        Object settings = correlate
                ? parts.correlate()
                : parts.deliver()
                        .orElseThrow(() ->
                                new CommandFailure(ExitCode.USAGE, "--config: the deliver job needs a glpi section"));
        String main = correlate ? CorrelateJob.class.getName() : DeliverJob.class.getName();
        List<String> arguments = List.of("--settings", json(settings));
        FlinkRest rest = new FlinkRest(flink);
        String id = rest.run(rest.upload(jobJar()), main, arguments, tasks, Optional.ofNullable(savepoint));
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

    /** Beside the folder of the distribution's jars. */
    private static Path jobJar() {
        try {
            Path own = Path.of(SubmitCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path jar = own.getParent().resolveSibling("job").resolve("weir-job.jar");
            if (!Files.exists(jar)) {
                throw new CommandFailure(ExitCode.FAILED, "there is no " + jar + ": build the distribution first");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
