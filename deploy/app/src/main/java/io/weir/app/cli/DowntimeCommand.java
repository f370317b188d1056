package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.client.BridgeClient;
import io.weir.app.text.Table;
import io.weir.schema.Matcher;
import io.weir.schema.yaml.DurationNotation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scheduled downtimes: alerts that begin inside are held. */
@Command(
        name = "downtime",
        description = "Schedule downtimes: alerts that match and begin inside the window are held.",
        synopsisSubcommandLabel = "(add | list | cancel)")
final class DowntimeCommand implements Runnable {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    private final InstantSource clock = InstantSource.system();

    @Override
    public void run() {
        throw new CommandFailure(ExitCode.USAGE, "downtime: expected add, list or cancel");
    }

    @Command(
            name = "add",
            description = "Schedule a downtime.",
            footer = {"", "Example: weir downtime add --for 2h --comment \"new disk\" 'instance=~\"db1(:.*)?\"'"})
    int add(
            @Mixin HelpOption addHelp,
            @Mixin ApiOptions api,
            @Parameters(
                            paramLabel = "MATCHER",
                            arity = "1..*",
                            description =
                                    "label=\"value\", label!=\"value\", label=~\"regex\" or label!~\"regex\"; all must match.")
                    List<String> matchers,
            @Option(names = "--from", paramLabel = "TIME", description = "Begin, RFC 3339. Default: now.") String from,
            @Option(names = "--to", paramLabel = "TIME", description = "First instant after it, RFC 3339.") String to,
            @Option(names = "--for", paramLabel = "DURATION", description = "Length instead of --to, such as 2h30m.")
                    String length,
            @Option(names = "--author", description = "Who asks for it. Default: $$USER.") String author,
            @Option(names = "--comment", required = true, description = "Why.") String comment,
            @Option(names = "--force", description = "Even if it matches every alert.") boolean force,
            @Option(names = "--json", description = "Print the answer as JSON.") boolean json) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (String matcher : matchers) {
            body.withArray("matchers").add(matcher(matcher));
        }
        Instant begin = from == null ? clock.instant() : time("--from", from);
        if ((to == null) == (length == null)) {
            throw new CommandFailure(ExitCode.USAGE, "expected either --to or --for");
        }
        Instant end = to == null ? begin.plus(duration(length)) : time("--to", to);
        if (!end.isAfter(begin)) {
            throw new CommandFailure(ExitCode.USAGE, "--to: expected a time after " + begin + ", found " + end);
        }
        body.put("from", begin.toString()).put("to", end.toString());
        body.put("author", author == null ? System.getenv().getOrDefault("USER", "weir") : author);
        body.put("comment", comment);
        if (force) {
            body.put("force", true);
        }
        JsonNode answer = api.client().post("/v1/downtimes", body);
        out(
                json
                        ? answer.toPrettyString()
                        : "downtime " + answer.path("id").asText() + " from " + begin + " to " + end);
        return ExitCode.OK;
    }

    @Command(name = "list", description = "List downtimes.")
    int list(
            @Mixin HelpOption listHelp,
            @Mixin ApiOptions api,
            @Option(
                            names = "--status",
                            paramLabel = "STATUS",
                            description = "Only those: scheduled, active, ended or cancelled.")
                    String status,
            @Option(names = "--limit", defaultValue = "200", description = "At most so many. Default: 200.") int limit,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        List<JsonNode> downtimes =
                api.client().list("/v1/downtimes", status == null ? Map.of() : Map.of("status", status), limit);
        if (json) {
            out(JsonNodeFactory.instance.arrayNode().addAll(downtimes).toPrettyString());
            return ExitCode.OK;
        }
        Table table = new Table("ID", "STATUS", "FROM", "TO", "MATCHERS", "AUTHOR", "COMMENT");
        for (JsonNode d : downtimes) {
            List<String> matchers = new ArrayList<>();
            d.path("matchers").forEach(m -> matchers.add(m.asText()));
            table.row(
                    d.path("id").asText(),
                    d.path("status").asText(),
                    d.path("from").asText(),
                    d.path("to").asText(),
                    String.join(", ", matchers),
                    d.path("author").asText(),
                    d.path("comment").asText());
        }
        table.print(spec.commandLine().getOut());
        return ExitCode.OK;
    }

    @Command(name = "cancel", description = "Cancel a downtime: what it holds is released.")
    int cancel(
            @Mixin HelpOption cancelHelp,
            @Mixin ApiOptions api,
            @Parameters(paramLabel = "ID", description = "As add and list show it.") String id) {
        api.client().delete("/v1/downtimes/" + BridgeClient.segment(id));
        out("downtime " + id + " is cancelled");
        return ExitCode.OK;
    }

    private void out(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private static String matcher(String text) {
        try {
            return Matcher.parse(text).toString();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "MATCHER: " + e.getMessage());
        }
    }

    private static Instant time(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, option + ": expected a time such as 2026-11-20T18:00:00Z, found " + text);
        }
    }

    private static Duration duration(String text) {
        try {
            return DurationNotation.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--for: " + e.getMessage());
        }
    }
}
