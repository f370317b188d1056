package io.weir.app;

import io.weir.app.cli.WeirCommand;
import io.weir.schema.yaml.InvalidDocumentException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The {@code weir} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command with its subcommands, ready to execute. */
    public static CommandLine commandLine() {
        return new CommandLine(new WeirCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
    }

    private static int report(Exception failure, CommandLine command) {
        if (failure instanceof CommandFailure known) {
            command.getErr().println("weir: " + known.getMessage());
            return known.exitCode();
        }
        if (failure instanceof InvalidDocumentException invalid) {
            command.getErr().println("weir: the configuration cannot be used:");
            invalid.problems().forEach(problem -> command.getErr().println("  " + problem));
            return ExitCode.USAGE;
        }
        LoggerFactory.getLogger(Main.class).error("the command failed", failure);
        command.getErr().println("weir: " + (failure.getMessage() == null ? failure : failure.getMessage()));
        return ExitCode.FAILED;
    }
}
