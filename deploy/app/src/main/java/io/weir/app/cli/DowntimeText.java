package io.weir.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.app.text.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Downtimes as tables: what they are, and their next windows in local time and in UTC. */
final class DowntimeText {
    private final PrintWriter out;

    DowntimeText(PrintWriter out) {
        this.out = out;
    }

    void print(List<JsonNode> downtimes) {
        Table table = new Table("ID", "STATUS", "HELD", "FROM", "TO", "REPEATS", "MATCHERS", "AUTHOR", "COMMENT");
        for (JsonNode downtime : downtimes) {
            table.row(
                    downtime.path("id").asText(),
                    downtime.path("status").asText(),
                    downtime.path("held").asText(),
                    downtime.path("from").asText(),
                    downtime.path("to").isNull() ? "-" : downtime.path("to").asText(),
                    repeats(downtime.path("recurrence")),
                    String.join(", ", texts(downtime.path("matchers"))),
                    downtime.path("author").asText(),
                    downtime.path("comment").asText());
        }
        table.print(out);
        if (downtimes.stream().anyMatch(downtime -> !downtime.path("next").isEmpty())) {
            out.println();
            windows(downtimes);
        }
        for (JsonNode downtime : downtimes) {
            assets(downtime.path("assets"));
            silences(downtime.path("silences"));
        }
    }

    private void assets(JsonNode assets) {
        if (assets.isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table("ASSET", "STATE", "AT", "REASON");
        assets.forEach(asset -> table.row(
                asset.path("id").asText(),
                asset.path("state").asText(),
                asset.path("at").asText(),
                asset.path("reason").asText()));
        table.print(out);
    }

    private void silences(JsonNode silences) {
        if (silences.isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table("SILENCE", "AT ALERTMANAGER", "WINDOW", "STATE", "AT", "REASON");
        silences.forEach(silence -> table.row(
                silence.path("id").asText(),
                silence.path("alertmanager").asText(),
                silence.path("window").asText(),
                silence.path("state").asText(),
                silence.path("at").asText(),
                silence.path("reason").asText()));
        table.print(out);
    }

    void preview(JsonNode preview) {
        boolean complete = preview.path("complete").asBoolean(true);
        out.println((complete ? "" : "at least ") + preview.path("count").asText() + " firing alerts match"
                + (complete ? "" : "; not all were looked at, as these matchers take long"));
        if (!preview.path("alerts").isEmpty()) {
            Table table = new Table("ALERT", "STATE", "LABELS");
            for (JsonNode alert : preview.path("alerts")) {
                List<String> labels = new ArrayList<>();
                alert.path("labels").properties().forEach(label -> {
                    if (!label.getKey().equals("alertname")) {
                        labels.add(label.getKey() + "=" + label.getValue().asText());
                    }
                });
                table.row(
                        alert.path("labels").path("alertname").asText(),
                        alert.path("state").asText(),
                        String.join(", ", labels));
            }
            table.print(out);
        }
        out.println();
        windows(List.of(preview));
    }

    private void windows(List<JsonNode> downtimes) {
        Table table = new Table("NEXT OF", "BEGINS", "ENDS", "ZONE", "BEGINS (UTC)", "ENDS (UTC)");
        for (JsonNode downtime : downtimes) {
            for (JsonNode window : downtime.path("next")) {
                table.row(
                        downtime.path("id").asText("preview"),
                        window.path("localFrom").asText(),
                        window.path("localTo").asText(),
                        window.path("zone").asText(),
                        window.path("from").asText(),
                        window.path("to").asText());
            }
        }
        table.print(out);
    }

    private static String repeats(JsonNode recurrence) {
        if (!recurrence.isObject()) {
            return "-";
        }
        List<String> exdates = texts(recurrence.path("exdates"));
        return recurrence.path("rrule").asText() + " for "
                + recurrence.path("duration").asText()
                + (exdates.isEmpty() ? "" : " except " + String.join(", ", exdates));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
