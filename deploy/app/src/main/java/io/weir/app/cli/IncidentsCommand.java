package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.app.ExitCode;
import io.weir.app.client.BridgeClient;
import io.weir.app.text.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Incidents and their tickets. */
@Command(name = "incidents", description = "List incidents with their tickets, show one, or acknowledge one.")
final class IncidentsCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Mixin
    private ApiOptions api;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Show this one as JSON.")
    private String id;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only those: open or resolved.")
    private String status;

    @Option(names = "--limit", defaultValue = "200", description = "At most so many. Default: 200.")
    private int limit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Command(name = "ack", description = "Acknowledge an open incident: its ticket says who has seen it.")
    int ack(
            @Mixin HelpOption ackHelp,
            @Mixin ApiOptions ackApi,
            @Parameters(paramLabel = "ID", description = "The incident.") String incident,
            @Option(names = "--by", paramLabel = "NAME", description = "Who. Default: the name of the token's source.")
                    String by) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (by != null) {
            body.put("by", by);
        }
        JsonNode answer = ackApi.client().post("/v1/incidents/" + BridgeClient.segment(incident) + "/ack", body);
        PrintWriter out = spec.commandLine().getOut();
        out.println(incident + " is acknowledged by " + answer.path("by").asText());
        out.flush();
        return ExitCode.OK;
    }

    @Override
    public Integer call() {
        BridgeClient client = api.client();
        PrintWriter out = spec.commandLine().getOut();
        if (id != null) {
            out.println(client.get("/v1/incidents/" + BridgeClient.segment(id), Map.of())
                    .toPrettyString());
            out.flush();
            return ExitCode.OK;
        }
        List<JsonNode> incidents =
                client.list("/v1/incidents", status == null ? Map.of() : Map.of("status", status), limit);
        if (json) {
            out.println(JsonNodeFactory.instance.arrayNode().addAll(incidents).toPrettyString());
            out.flush();
            return ExitCode.OK;
        }
        Table table = new Table("ID", "STATUS", "SEVERITY", "OPENED", "FIRING", "TICKET", "TITLE");
        for (JsonNode incident : incidents) {
            table.row(
                    incident.path("incidentId").asText(),
                    incident.path("status").asText(),
                    incident.path("severity").asText(),
                    incident.path("openedAt").asText(),
                    incident.path("firingCount").asText() + "/"
                            + incident.path("memberCount").asText(),
                    ticket(incident.path("ticket")),
                    incident.path("title").asText());
        }
        table.print(out);
        return ExitCode.OK;
    }

    /** Its id, what the ticket system says of it, and how many duplicates it has. */
    private static String ticket(JsonNode ticket) {
        int duplicates = ticket.path("duplicates").asInt();
        return (ticket.path("id").asText() + " " + ticket.path("status").asText()
                        + (duplicates == 0 ? "" : " (" + duplicates + " duplicates)"))
                .strip();
    }
}
