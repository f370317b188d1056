package io.weir.sandbox.awx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.sandbox.store.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Job rows as {@link AwxJob}. */
final class JobViews {
    private final Tables tables;

    JobViews(Tables tables) {
        this.tables = tables;
    }

    List<AwxJob> all() {
        return tables.atomically(
                () -> tables.all(JobRows.TABLE).stream().map(JobViews::view).toList());
    }

    private static AwxJob view(ObjectNode row) {
        List<String> labels = new ArrayList<>();
        row.path("summary_fields")
                .path("labels")
                .path("results")
                .forEach(l -> labels.add(l.get("name").asText()));
        return new AwxJob(
                row.get("id").asInt(),
                row.get("name").asText(),
                row.get("status").asText(),
                row.get("limit").asText(),
                row.get("job_type").asText(),
                List.copyOf(labels),
                row.get("_user").asText(),
                row.get("extra_vars").asText(),
                row.get("created").asText(),
                text(row.get("started")),
                text(row.get("finished")),
                counts(Recap.counts(row.get("_hosts"))),
                row.get("artifacts"),
                row.get("job_explanation").asText(),
                row.get("_stdout").asText());
    }

    private static String text(JsonNode node) {
        return node.isNull() ? null : node.asText();
    }

    private static Map<String, Integer> counts(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        Map<String, Integer> out = new LinkedHashMap<>();
        node.properties().forEach(e -> out.put(e.getKey(), e.getValue().asInt()));
        return out;
    }
}
