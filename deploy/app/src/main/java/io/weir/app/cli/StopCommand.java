package io.weir.app.cli;

import io.weir.app.ExitCode;
import io.weir.app.submit.FlinkJobs;
import io.weir.app.submit.FlinkRest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a job of a Flink cluster so that it can go on. */
@Command(
        name = "stop",
        description = {
            "Stop a job of a Flink cluster.",
            "With --savepoint it can go on from there, with another version or parallelism: weir submit"
                    + " --from-savepoint. Without, it can go on from its last checkpoint."
        })
final class StopCommand implements Callable<Integer> {
    private static final String ITS_OWN = "";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Mixin
    HelpOption help;

    @Mixin
    private FlinkOption flink;

    @Parameters(paramLabel = "JOB", description = "Its id, or its name: correlate, deliver, … See weir jobs.")
    private String job;

    @Option(
            names = "--savepoint",
            arity = "0..1",
            paramLabel = "DIR",
            fallbackValue = ITS_OWN,
            description =
                    "Write a savepoint into DIR, a folder or address of the cluster's storage; without DIR where the"
                            + " cluster's own settings say.")
    private String savepoint;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        FlinkJobs jobs = new FlinkJobs(new FlinkRest(flink.web()));
        FlinkJobs.ClusterJob found = jobs.find(job);
        PrintWriter out = spec.commandLine().getOut();
        if (savepoint == null) {
            jobs.cancel(found.id(), PATIENCE);
            out.println(found.name() + " " + found.id() + " is stopped");
        } else {
            Optional<String> folder = Optional.of(savepoint).filter(path -> !path.equals(ITS_OWN));
            String path = jobs.stop(found.id(), folder, PATIENCE);
            out.println(found.name() + " " + found.id() + " is stopped, savepoint " + path);
        }
        out.flush();
        return ExitCode.OK;
    }
}
