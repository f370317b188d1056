package io.weir.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.ExitCode;
import io.weir.app.server.Weir;
import io.weir.app.text.Table;
import io.weir.sandbox.Sandbox;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the demo prints at its end. */
final class DemoReport {
    private static final int TITLE_LENGTH = 60;

    private final PrintWriter out;

    DemoReport(PrintWriter out) {
        this.out = out;
    }

    /** The table of incidents and the verdict; returns the exit code. */
    int end(Picture picture, List<String> missing, String took) {
        Table table = new Table("TENANT", "INCIDENT", "ALERTS", "TICKET", "BECAME");
        picture.incidents()
                .forEach((tenant, incidents) -> oldestFirst(incidents)
                        .forEach(incident -> table.row(
                                tenant,
                                cut(incident.path("title").asText()),
                                incident.path("memberCount").asText(),
                                incident.path("ticket").hasNonNull("id")
                                        ? "#"
                                                + incident.path("ticket")
                                                        .path("id")
                                                        .asText()
                                        : "none",
                                became(incident))));
        out.println();
        table.print(out);
        out.println();
        if (missing.isEmpty()) {
            out.println("as it must be, " + took + " in all: " + picture.received() + " alerts became "
                    + picture.tickets() + " tickets, " + picture.heldInDowntime()
                    + " alerts were held in a downtime and made none, " + picture.deadLetters()
                    + " message that could not be read is kept as a dead letter");
            out.flush();
            return ExitCode.OK;
        }
        out.println("not as it must be:");
        missing.forEach(line -> out.println("  " + line));
        out.flush();
        return ExitCode.UNMET;
    }

    private static List<JsonNode> oldestFirst(List<JsonNode> incidents) {
        return incidents.stream()
                .sorted(Comparator.comparing(
                        incident -> incident.path("openedAt").asText()))
                .toList();
    }

    private static String cut(String title) {
        return title.length() > TITLE_LENGTH ? title.substring(0, TITLE_LENGTH - 1) + "…" : title;
    }

    private static String became(JsonNode incident) {
        List<String> parts = new ArrayList<>();
        String ticket = incident.path("ticket").path("state").asText("no ticket");
        String lasted = incident.hasNonNull("resolvedAt")
                ? " after "
                        + Duration.between(
                                        Instant.parse(incident.path("openedAt").asText()),
                                        Instant.parse(
                                                incident.path("resolvedAt").asText()))
                                .toSeconds()
                        + " s"
                : "";
        parts.add(ticket + lasted);
        for (JsonNode remediation : incident.path("remediations")) {
            parts.add(remediation.path("template").asText() + " on "
                    + remediation.path("target").asText() + ": "
                    + remediation.path("state").asText());
        }
        return String.join(", ", parts);
    }

    /** Where everything is, for a demo that is kept. */
    void urls(Weir weir, Sandbox sandbox, DemoFolder folder, List<String> tenants) {
        out.println();
        out.println("it stays up until Ctrl-C:");
        out.println("  bridge   " + weir.bridge() + "  (incidents " + weir.bridge() + "/v1/incidents, metrics "
                + weir.bridge() + "/metrics)");
        out.println("  Flink    " + weir.flinkWeb().orElseThrow() + "  (metrics "
                + weir.flinkMetrics().orElseThrow() + ")");
        out.println("  sandbox  " + sandbox.url() + "  (tickets and jobs)");
        out.println("  Kafka    " + weir.kafka());
        tenants.forEach(tenant -> out.println("  token of " + tenant + "  " + folder.tenantToken(tenant)));
        out.println("  for example: weir incidents --url " + weir.bridge() + " --token-file "
                + folder.tenantToken(tenants.get(0)));
        out.flush();
    }
}
