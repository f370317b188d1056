package io.weir.app.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.weir.schema.EpochMillis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What {@code summary.json} says of a run.
 *
 * @param name of its rule book, for people
 * @param from first instant of the history, milliseconds since the epoch
 * @param to its end, not in it
 * @param truth scores against labelled alerts, by name; null when there are none
 * @param failIf conditions that hold; null when none were asked for
 */
public record RunSummary(
        String name,
        long from,
        long to,
        Figures figures,
        long deadLetters,
        Map<String, Number> truth,
        List<FailIf.Finding> failIf) {

    private record Document(
            String schema,
            String name,
            @EpochMillis Long from,
            @EpochMillis Long to,
            Map<String, Number> figures,
            Map<String, Long> refusals,
            Map<String, Long> held,
            long deadLetters,
            @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Number> truth,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<FailIf.Finding> failIf) {}

    /** Writes the file. */
    public void write(Path file) throws IOException {
        RunJson.writeDocument(
                file,
                new Document(
                        "weir.summary/1",
                        name,
                        from,
                        to,
                        figures.document(),
                        figures.refusals(),
                        figures.held(),
                        deadLetters,
                        truth,
                        failIf));
    }
}
