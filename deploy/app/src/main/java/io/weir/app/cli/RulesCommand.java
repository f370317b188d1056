package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.schema.rules.RuleBook;
import io.weir.schema.rules.RuleBookParser;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rule books. */
@Command(
        name = "rules",
        description = "Check, try, publish and show rule books.",
        synopsisSubcommandLabel = "(check | test | push | show)",
        subcommands = RulesTestCommand.class)
final class RulesCommand implements Runnable {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandFailure(ExitCode.USAGE, "rules: expected check, test, push or show");
    }

    @Command(
            name = "check",
            description = "Check rule books without publishing them.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:good; warnings name what can be taken but is unwise",
                "2:a file cannot be read",
                "3:there are problems; each is listed with its path"
            })
    int check(
            @Mixin HelpOption checkHelp,
            @Parameters(
                            arity = "1..*",
                            paramLabel = "FILE",
                            description = "The rule books, YAML; \"default\" is the shipped one.")
                    List<String> files) {
        int worst = ExitCode.OK;
        for (String name : files) {
            String prefix = files.size() == 1 ? "" : name + ": ";
            try {
                BookCheck check = new BookCheck(out(), spec.commandLine().getErr(), prefix);
                int result = check.report(BookFile.read(name));
                worst = worst == ExitCode.USAGE || result == ExitCode.OK ? worst : result;
            } catch (CommandFailure unreadable) {
                spec.commandLine().getErr().println("weir: " + unreadable.getMessage());
                worst = unreadable.exitCode();
            }
        }
        return worst;
    }

    @Command(
            name = "push",
            description = "Publish a rule book for the token's tenant.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:published and in force",
                "1:the bridge did not take it",
                "2:the file cannot be read",
                "3:there are problems; each is listed with its path, and nothing was published"
            })
    int push(
            @Mixin HelpOption pushHelp,
            @Mixin ApiOptions api,
            @Parameters(paramLabel = "FILE", description = "The rule book, YAML.") String file) {
        BookFile text = BookFile.read(file);
        BookCheck check = new BookCheck(out(), spec.commandLine().getErr(), "");
        Optional<RuleBook> book = check.parse(text);
        if (book.isEmpty()) {
            return ExitCode.UNMET;
        }
        check.warn(book.get());
        JsonNode answer = api.client().put("/v1/rules", "application/yaml", text.yaml());
        out().println("version " + book.get().version() + " is published, in force from "
                + answer.path("effectiveFrom").asText("now on"));
        out().flush();
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Show the rule book in force.")
    int show(
            @Mixin HelpOption showHelp,
            @Mixin ApiOptions api,
            @Option(names = "--default", description = "Show the shipped default book, with a comment for every key.")
                    boolean shipped) {
        if (shipped) {
            out().print(RuleBookParser.defaultBookYaml());
        } else {
            out().print(api.client().text("/v1/rules"));
        }
        out().flush();
        return ExitCode.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
