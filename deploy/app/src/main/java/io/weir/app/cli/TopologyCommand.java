package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.schema.topology.TopologyReader;
import io.weir.schema.yaml.InvalidDocumentException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What depends on what. */
@Command(
        name = "topology",
        description = "Set and show what depends on what.",
        synopsisSubcommandLabel = "(set | show)")
final class TopologyCommand implements Runnable {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandFailure(ExitCode.USAGE, "topology: expected set or show");
    }

    @Command(
            name = "set",
            description = {
                "Replace the topology of the token's tenant.",
                "FILE is YAML or JSON with a list edges of {from, to}, or lines from,to under such a line.",
                "web1,db1 means that web1 depends on db1. No edges: no topology."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:in force", "1:the bridge refused", "2:the file cannot be read", "3:it has problems"})
    int set(
            @Mixin HelpOption setHelp,
            @Mixin ApiOptions api,
            @Parameters(paramLabel = "FILE", description = "The topology.") Path file) {
        String text = read(file);
        try {
            TopologyReader.read(text);
        } catch (InvalidDocumentException e) {
            e.problems().forEach(spec.commandLine().getErr()::println);
            return ExitCode.UNMET;
        }
        JsonNode answer = api.client().put("/v1/topology", "text/plain; charset=utf-8", text);
        out().println(answer.path("edges").asInt() + " edges are in force from "
                + answer.path("effectiveFrom").asText("now on"));
        out().flush();
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Show the newest topology as YAML, as set takes it.")
    int show(@Mixin HelpOption showHelp, @Mixin ApiOptions api) {
        JsonNode edges = api.client().get("/v1/topology", Map.of()).path("edges");
        out().println(edges.isEmpty() ? "edges: []" : "edges:");
        edges.forEach(edge -> out().println("  - {from: " + edge.path("from") + ", to: " + edge.path("to") + "}"));
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
