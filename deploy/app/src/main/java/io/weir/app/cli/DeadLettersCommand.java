package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.client.BridgeClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What could not be processed: looked at, and tried again. */
@Command(
        name = "dead-letters",
        description = "List what could not be processed, look at it, and have it tried again.",
        synopsisSubcommandLabel = "(list | show | retry)")
final class DeadLettersCommand implements Runnable {
    private static final String PATH = "/v1/dead-letters";
    private static final String NAME = "deadLetters";
    private static final int MOST_AT_ONCE = 10_000;

    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandFailure(ExitCode.USAGE, "dead-letters: expected list, show or retry");
    }

    @Command(name = "list", description = "List dead letters, newest first.")
    int list(
            @Mixin HelpOption listHelp,
            @Mixin ApiOptions api,
            @Mixin TenantOption tenant,
            @Option(
                            names = "--stage",
                            paramLabel = "STAGE",
                            description = "Only of who gave up: bridge, correlate, deliver, glpi, awx or notify.")
                    String stage,
            @Option(names = "--reason", paramLabel = "WORD", description = "Only with this reason.") String reason,
            @Option(names = "--incident", paramLabel = "ID", description = "Only about this incident.") String incident,
            @Option(names = "--limit", defaultValue = "200", description = "At most so many. Default: 200.") int limit,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        List<JsonNode> letters = api.client().list(PATH, NAME, filter(tenant, stage, reason, incident), limit);
        if (json) {
            out(JsonNodeFactory.instance.arrayNode().addAll(letters).toPrettyString());
        } else {
            new LetterText(spec.commandLine().getOut()).list(letters);
        }
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Show one dead letter with what it is about.")
    int show(
            @Mixin HelpOption showHelp,
            @Mixin ApiOptions api,
            @Mixin TenantOption tenant,
            @Parameters(paramLabel = "ID", description = "As list shows it, for example 3-1042.") String id,
            @Option(names = "--raw", description = "Write the bytes of the body, and nothing else.") boolean raw,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        JsonNode letter = api.client().get(PATH + "/" + BridgeClient.segment(id), tenant.query());
        if (raw) {
            byte[] bytes = LetterText.bytes(letter);
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        } else if (json) {
            out(letter.toPrettyString());
        } else {
            new LetterText(spec.commandLine().getOut()).show(letter);
        }
        return ExitCode.OK;
    }

    @Command(
            name = "retry",
            description = {
                "Have dead letters tried again, by the way they came.",
                "What an intake refused is read once more, what GLPI, AWX or a channel refused is done by the deliver job."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:all were taken up",
                "1:at least one was not; the lines say which and why",
                "2:the arguments are wrong; nothing was tried"
            })
    int retry(
            @Mixin HelpOption retryHelp,
            @Mixin ApiOptions api,
            @Mixin TenantOption tenant,
            @Parameters(paramLabel = "ID", arity = "0..*", description = "As list shows them.") List<String> ids,
            @Option(names = "--all", description = "All that were not tried again yet.") boolean all,
            @Option(names = "--stage", paramLabel = "STAGE", description = "With --all: only of who gave up.")
                    String stage,
            @Option(names = "--reason", paramLabel = "WORD", description = "With --all: only with this reason.")
                    String reason,
            @Option(names = "--by", paramLabel = "NAME", description = "Who. Default: the name of the token's source.")
                    String by) {
        boolean named = ids != null && !ids.isEmpty();
        if (named == all || (!all && (stage != null || reason != null))) {
            throw new CommandFailure(
                    ExitCode.USAGE, "dead-letters retry: expected IDs, or --all with --stage and --reason if wanted");
        }
        BridgeClient client = api.client();
        List<String> wanted = named ? ids : untried(client, filter(tenant, stage, reason, null));
        if (wanted.isEmpty()) {
            out("there is nothing to try again");
        }
        JsonNode body = by == null
                ? JsonNodeFactory.instance.objectNode()
                : JsonNodeFactory.instance.objectNode().put("by", by);
        int code = ExitCode.OK;
        for (String id : wanted) {
            String path = PATH + "/" + BridgeClient.segment(id) + "/retry" + BridgeClient.queryOf(tenant.query());
            try {
                out(id + ": " + LetterText.outcome(client.post(path, body)));
            } catch (CommandFailure refused) {
                PrintWriter err = spec.commandLine().getErr();
                err.println(id + ": " + refused.getMessage());
                err.flush();
                code = ExitCode.FAILED;
            }
        }
        return code;
    }

    private static List<String> untried(BridgeClient client, Map<String, String> filter) {
        List<String> ids = new ArrayList<>();
        for (JsonNode letter : client.list(PATH, NAME, filter, MOST_AT_ONCE)) {
            if (!letter.has("retried")) {
                // oldest first, as they came
                ids.add(0, letter.path("id").asText());
            }
        }
        return ids;
    }

    private static Map<String, String> filter(TenantOption tenant, String stage, String reason, String incident) {
        Map<String, String> filter = new HashMap<>(tenant.query());
        put(filter, "stage", stage);
        put(filter, "reason", reason);
        put(filter, "incident", incident);
        return filter;
    }

    private static void put(Map<String, String> filter, String name, String value) {
        if (value != null) {
            filter.put(name, value);
        }
    }

    private void out(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
