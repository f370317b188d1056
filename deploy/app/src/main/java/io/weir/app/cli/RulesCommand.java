package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.schema.rules.RuleBookParser;
import io.weir.schema.yaml.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rule books. */
@Command(
        name = "rules",
        description = "Check, publish and show rule books.",
        synopsisSubcommandLabel = "(check | push | show)")
final class RulesCommand implements Runnable {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandFailure(ExitCode.USAGE, "rules: expected check, push or show");
    }

    @Command(
            name = "check",
            description = "Check a rule book without publishing it.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:good", "2:the file cannot be read", "3:it has problems; each is listed with its path"})
    int check(
            @Mixin HelpOption checkHelp,
            @Parameters(paramLabel = "FILE", description = "The rule book, YAML.") Path file) {
        List<Problem> problems = RuleBookParser.check(read(file));
        if (problems.isEmpty()) {
            out().println(file + " is a good rule book");
            out().flush();
            return ExitCode.OK;
        }
        problems.forEach(spec.commandLine().getErr()::println);
        return ExitCode.UNMET;
    }

    @Command(name = "push", description = "Publish a rule book for the token's tenant.")
    int push(
            @Mixin HelpOption pushHelp,
            @Mixin ApiOptions api,
            @Parameters(paramLabel = "FILE", description = "The rule book, YAML.") Path file) {
        String book = read(file);
        List<Problem> problems = RuleBookParser.check(book);
        if (!problems.isEmpty()) {
            problems.forEach(spec.commandLine().getErr()::println);
            return ExitCode.UNMET;
        }
        JsonNode answer = api.client().put("/v1/rules", "application/yaml", book);
        out().println("version " + RuleBookParser.parse(book).version() + " is published, in force from "
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

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "FILE: cannot read " + file + " as UTF-8 text", e);
        }
    }
}
