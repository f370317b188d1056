package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.client.BridgeClient;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
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
        description = "Schedule downtimes: alerts that match and begin inside a window are held.",
        synopsisSubcommandLabel = "(add | change | cancel | list | show | preview)")
final class DowntimeCommand implements Runnable {
    private static final String PATH = "/v1/downtimes";
    private static final String MATCHERS =
            "label=\"value\", label!=\"value\", label=~\"regex\" or label!~\"regex\"; all must match.";

    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    private final InstantSource clock = InstantSource.system();

    @Override
    public void run() {
        throw new CommandFailure(ExitCode.USAGE, "downtime: expected add, change, cancel, list, show or preview");
    }

    @Command(
            name = "add",
            aliases = "create",
            description = "Schedule a downtime, once or repeating.",
            footer = {
                "",
                "Examples:",
                "  weir downtime add --for 2h --comment \"new disk\" 'instance=~\"db1(:.*)?\"'",
                "  weir downtime add --rrule 'FREQ=WEEKLY;BYDAY=SU' --start 2026-12-06T02:00:00 --duration 2h \\",
                "    --zone Europe/Berlin --exdate 2026-12-27 --comment patching 'cluster=\"basel\"'"
            })
    int add(
            @Mixin HelpOption addHelp,
            @Mixin ApiOptions api,
            @Mixin DowntimeOptions options,
            @Parameters(paramLabel = "MATCHER", arity = "0..*", description = MATCHERS) List<String> matchers,
            @Option(names = "--json", description = "Print the answer as JSON.") boolean json) {
        JsonNode answer = api.client().post(PATH + zoneQuery(), options.created(orEmpty(matchers), clock.instant()));
        print(answer, json);
        return ExitCode.OK;
    }

    @Command(name = "change", description = "Change a downtime: what no option names stays as it is.")
    int change(
            @Mixin HelpOption changeHelp,
            @Mixin ApiOptions api,
            @Mixin DowntimeOptions options,
            @Parameters(paramLabel = "ID", description = "As add and list show it.") String id,
            @Option(names = "--json", description = "Print the answer as JSON.") boolean json) {
        String path = PATH + "/" + BridgeClient.segment(id);
        BridgeClient client = api.client();
        JsonNode body = options.changed(client.get(path, Map.of()), clock.instant());
        print(client.put(path + zoneQuery(), "application/json", body.toString()), json);
        return ExitCode.OK;
    }

    @Command(name = "list", description = "List downtimes with their next five windows.")
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
        Map<String, String> query = new HashMap<>(zone());
        if (status != null) {
            query.put("status", status);
        }
        List<JsonNode> downtimes = api.client().list(PATH, query, limit);
        if (json) {
            out(JsonNodeFactory.instance.arrayNode().addAll(downtimes).toPrettyString());
        } else {
            text().print(downtimes);
        }
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Show one downtime, what it holds, and its next five windows.")
    int show(
            @Mixin HelpOption showHelp,
            @Mixin ApiOptions api,
            @Parameters(paramLabel = "ID", description = "As add and list show it.") String id,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        print(api.client().get(PATH + "/" + BridgeClient.segment(id), zone()), json);
        return ExitCode.OK;
    }

    @Command(
            name = "preview",
            description = "Show which firing alerts a downtime would match and its next windows; creates nothing.")
    int preview(
            @Mixin HelpOption previewHelp,
            @Mixin ApiOptions api,
            @Mixin DowntimeOptions options,
            @Parameters(paramLabel = "MATCHER", arity = "0..*", description = MATCHERS) List<String> matchers,
            @Option(names = "--json", description = "Print the answer as JSON.") boolean json) {
        options.withoutReason();
        JsonNode answer =
                api.client().post(PATH + "/preview" + zoneQuery(), options.created(orEmpty(matchers), clock.instant()));
        if (json) {
            out(answer.toPrettyString());
        } else {
            text().preview(answer);
        }
        return ExitCode.OK;
    }

    @Command(name = "cancel", description = "Cancel a downtime: what it holds is released within ten seconds.")
    int cancel(
            @Mixin HelpOption cancelHelp,
            @Mixin ApiOptions api,
            @Parameters(paramLabel = "ID", description = "As add and list show it.") String id) {
        api.client().delete(PATH + "/" + BridgeClient.segment(id));
        out("downtime " + id + " is cancelled");
        return ExitCode.OK;
    }

    private void print(JsonNode downtime, boolean json) {
        if (json) {
            out(downtime.toPrettyString());
        } else {
            String to = downtime.path("to").isTextual()
                    ? " to " + downtime.path("to").asText()
                    : " on";
            out("downtime " + downtime.path("id").asText() + " from "
                    + downtime.path("from").asText() + to);
            text().print(List.of(downtime));
        }
    }

    /** Single windows are shown in the local time of whoever looks; repeating ones in their own. */
    private static Map<String, String> zone() {
        String zone = ZoneId.systemDefault().getId();
        return ZoneId.getAvailableZoneIds().contains(zone) ? Map.of("zone", zone) : Map.of();
    }

    private static String zoneQuery() {
        return zone().containsKey("zone") ? "?zone=" + BridgeClient.segment(zone().get("zone")) : "";
    }

    private static List<String> orEmpty(List<String> matchers) {
        return matchers == null ? List.of() : matchers;
    }

    private DowntimeText text() {
        return new DowntimeText(spec.commandLine().getOut());
    }

    private void out(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
