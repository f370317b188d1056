package io.weir.app.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a page shows of a comparison, as JSON. */
public final class RunIncidents {
    private RunIncidents() {}

    /** The incidents of a run, each in the form that they have in {@code diff.json}. */
    public static List<JsonNode> of(Run run) throws IOException {
        return IncidentSummary.read(run.folder()).stream()
                .map(IncidentSummary::json)
                .toList();
    }

    /** A document that was written before. */
    public static JsonNode document(Path file) throws IOException {
        return RunJson.MAPPER.readTree(Files.readAllBytes(file));
    }
}
