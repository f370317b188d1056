package io.weir.app.why;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.text.Table;
import io.weir.schema.TraceParent;
import java.io.PrintWriter;

/** The chain of what happened to a subject, line by line. */
public final class Chain {
    private Chain() {}

    /** Prints it. */
    public static void print(Evidence evidence, PrintWriter out) {
        Table table = new Table("TIME", "ALERT", "WHAT HAPPENED");
        JsonNode alert = evidence.alert();
        if (alert != null) {
            table.row(alert.path("since").asText(), name(alert.path("labels").path("alertname")), received(alert));
        }
        for (JsonNode decision : evidence.decisions()) {
            table.row(decision.path("at").asText(), name(decision.path("alertname")), Sentences.of(decision));
        }
        JsonNode incident = evidence.incident();
        if (incident != null) {
            effects(incident, table);
        }
        if (table.isEmpty()) {
            out.println("nothing is known of it: never received, or longer ago than was asked for");
        } else {
            table.print(out);
        }
        if (!evidence.complete()) {
            out.println("more was decided than is shown here; ask with --at for a shorter time");
        }
        out.flush();
    }

    private static String received(JsonNode alert) {
        return "received from " + alert.path("source").asText("?") + ", "
                + alert.path("count").asText("?") + " times in this episode; now "
                + alert.path("state").asText("?");
    }

    private static void effects(JsonNode incident, Table table) {
        TraceParent trace = TraceParent.read(incident.path("trace").asText(null));
        if (trace != null) {
            table.row(incident.path("openedAt").asText(), null, "recorded as trace " + trace.traceId());
        }
        JsonNode ticket = incident.path("ticket");
        if (!ticket.path("id").asText().isEmpty()) {
            table.row(
                    ticket.path("at").asText(),
                    null,
                    "ticket " + ticket.path("id").asText() + " "
                            + ticket.path("state").asText() + " "
                            + ticket.path("url").asText());
        }
        incident.path("remediations")
                .forEach(one -> table.row(
                        one.path("at").asText(one.path("requestedAt").asText()),
                        null,
                        "playbook " + one.path("template").asText("?") + " on "
                                + one.path("target").asText("?") + ": "
                                + one.path("state").asText("?")
                                + (one.has("reason") ? ", " + one.path("reason").asText() : "")));
        incident.path("deadLetters")
                .forEach(letter -> table.row(
                        letter.path("at").asText(),
                        null,
                        "could not be delivered: " + letter.path("reason").asText() + " "
                                + letter.path("detail").asText()));
    }

    private static String name(JsonNode alertname) {
        return alertname.asText(null);
    }
}
