package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import io.weir.app.client.BridgeClient;
import io.weir.app.text.Table;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The kill switch of playbooks. */
@Command(
        name = "brake",
        description = {
            "Stop all launches of playbooks, and let them go again.",
            "Alone it shows what is on. A brake acts within a second; what runs already goes on."
        },
        synopsisSubcommandLabel = "[on | off | status]")
final class BrakeCommand implements Callable<Integer> {
    private static final String PATH = "/v1/brake";

    @Mixin
    HelpOption help;

    @Mixin
    private ApiOptions api;

    @Mixin
    private TenantOption tenant;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return show(api, tenant, json);
    }

    @Command(name = "status", description = "Show which brakes are on, since when, and by whom.")
    int status(
            @Mixin HelpOption statusHelp,
            @Mixin ApiOptions statusApi,
            @Mixin TenantOption ofTenant,
            @Option(names = "--json", description = "Print JSON.") boolean asJson) {
        return show(statusApi, ofTenant, asJson);
    }

    @Command(name = "on", description = "Launch nothing from now on.")
    int on(
            @Mixin HelpOption onHelp,
            @Mixin ApiOptions onApi,
            @Mixin TenantOption ofTenant,
            @Option(names = "--global", description = "Of all tenants. Takes an operator's token.") boolean global,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why.") String reason,
            @Option(names = "--by", paramLabel = "NAME", description = "Who. Default: the name of the token's source.")
                    String by) {
        return set(onApi, ofTenant, global, true, reason, by);
    }

    @Command(name = "off", description = "Launch again what is asked for from now on.")
    int off(
            @Mixin HelpOption offHelp,
            @Mixin ApiOptions offApi,
            @Mixin TenantOption ofTenant,
            @Option(names = "--global", description = "Of all tenants. Takes an operator's token.") boolean global,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why.") String reason,
            @Option(names = "--by", paramLabel = "NAME", description = "Who. Default: the name of the token's source.")
                    String by) {
        return set(offApi, ofTenant, global, false, reason, by);
    }

    private int set(ApiOptions where, TenantOption whose, boolean global, boolean on, String reason, String by) {
        if (global && whose.given()) {
            throw new CommandFailure(ExitCode.USAGE, "brake: expected --tenant or --global, found both");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("on", on);
        if (reason != null) {
            body.put("reason", reason);
        }
        if (by != null) {
            body.put("by", by);
        }
        String path = global ? PATH + "/global" : PATH + BridgeClient.queryOf(whose.query());
        JsonNode answer = where.client().put(path, "application/json", body.toString());
        PrintWriter out = spec.commandLine().getOut();
        String owner = global ? "all tenants" : answer.path("tenant").asText();
        out.println("the brake of " + owner + " is " + word(answer) + ", by "
                + answer.path("by").asText());
        out.flush();
        return ExitCode.OK;
    }

    private int show(ApiOptions where, TenantOption whose, boolean asJson) {
        JsonNode status = where.client().get(PATH, whose.query());
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            out.println(status.toPrettyString());
            out.flush();
            return ExitCode.OK;
        }
        Table table = new Table("BRAKE OF", "IS", "SINCE", "BY", "REASON");
        row(table, "all tenants", status.path("global"));
        if (status.has("tenant")) {
            row(table, status.path("tenant").asText(), status);
        }
        status.path("tenants").forEach(brake -> row(table, brake.path("tenant").asText(), brake));
        table.print(out);
        return ExitCode.OK;
    }

    private static void row(Table table, String owner, JsonNode brake) {
        table.row(
                owner,
                word(brake),
                brake.path("since").asText(),
                brake.path("by").asText(),
                brake.path("reason").asText());
    }

    private static String word(JsonNode brake) {
        return brake.path("on").asBoolean() ? "on" : "off";
    }
}
