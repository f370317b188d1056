package io.weir.app.cli;

import io.weir.app.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The top of the command; alone it shows its help. */
@Command(
        name = "weir",
        description = "Turns alerts into incidents, one ticket each, and repairs what it may.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it was tried and failed",
            "2:the arguments or the configuration are wrong; nothing was tried",
            "3:it ran, and the result is not what it must be (demo, rules check)"
        },
        footer = {"", "weir COMMAND --help tells more about a command."},
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            SubmitCommand.class,
            JobsCommand.class,
            StopCommand.class,
            ClusterCommand.class,
            DowntimeCommand.class,
            RulesCommand.class,
            TopologyCommand.class,
            IncidentsCommand.class,
            BrakeCommand.class,
            DeadLettersCommand.class,
            WhyCommand.class,
            WhyNotCommand.class,
            ReplayCommand.class,
            CaptureCommand.class,
            ShadowCommand.class,
            ScoreCommand.class,
            BenchCommand.class,
            VersionCommand.class
        })
public final class WeirCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
