package io.weir.app;

import io.weir.app.cli.WeirCommand;
import io.weir.app.text.Harmless;
import io.weir.schema.yaml.InvalidDocumentException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** The {@code weir} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int code;
        try {
            code = commandLine().execute(arguments);
        } catch (Error e) {
            // threads of what has started would keep the process, and half of Weir looks as if it were there
            LoggerFactory.getLogger(Main.class).error("the command failed", e);
            System.err.println("weir: " + e);
            Runtime.getRuntime().halt(ExitCode.FAILED);
            throw e;
        }
        System.exit(code);
    }

    /** The command with its subcommands, ready to execute. */
    public static CommandLine commandLine() {
        CommandLine weir = new CommandLine(new WeirCommand());
        documentExitCodes(weir, weir.getCommandSpec().usageMessage().exitCodeList());
        return weir.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Main::execute)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
    }

    /** Whatever a command prints may come from an alert, so none of it reaches the terminal as it is. */
    private static int execute(ParseResult parsed) {
        CommandLine weir = parsed.commandSpec().commandLine();
        weir.setOut(Harmless.writer(weir.getOut())).setErr(Harmless.writer(weir.getErr()));
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Every command's help tells the exit codes: its own, or the ones that all have in common. */
    private static void documentExitCodes(CommandLine command, Map<String, String> common) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        if (usage.exitCodeList().isEmpty()) {
            usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(common);
        }
        command.getSubcommands().values().forEach(sub -> documentExitCodes(sub, common));
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
        Optional<String> kafka = KafkaFailure.setting(failure);
        if (kafka.isPresent()) {
            // without its trace: in that, Kafka shows pieces of a login configuration that it cannot read
            LoggerFactory.getLogger(Main.class).error("the command failed: {}", kafka.get());
            command.getErr().println("weir: " + kafka.get());
            return ExitCode.FAILED;
        }
        LoggerFactory.getLogger(Main.class).error("the command failed", failure);
        command.getErr().println("weir: " + (failure.getMessage() == null ? failure : failure.getMessage()));
        return ExitCode.FAILED;
    }
}
