package io.weir.app.compare;

import io.weir.schema.EpochMillis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is different between two runs of the same history.
 *
 * @param from first instant of the history, milliseconds since the epoch
 * @param to its end, not in it
 * @param before the rules in force
 * @param after the candidate
 * @param changes the largest first
 * @param unchanged pairs of incidents that are the same before and after
 * @param newlyMissedCritical critical episodes that are in a ticket before and in none after
 */
public record Diff(
        long from, long to, Run before, Run after, List<Change> changes, long unchanged, long newlyMissedCritical) {

    private record Document(
            String schema,
            @EpochMillis Long from,
            @EpochMillis Long to,
            NamedFigures before,
            NamedFigures after,
            List<FigurePair> figures,
            List<Change> changes,
            long unchanged) {}

    private record NamedFigures(String name, Map<String, Number> figures) {
        static NamedFigures of(Run run) {
            return new NamedFigures(run.name(), run.figures().document());
        }
    }

    private record FigurePair(String name, String unit, Number before, Number after, String better) {}

    /** How many changes are of a kind. */
    public long count(ChangeKind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    /** Writes {@code diff.json}. */
    public void write(Path file) throws IOException {
        List<FigurePair> pairs = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            pairs.add(new FigurePair(
                    figure.camel(),
                    figure.unit().word(),
                    before.figures().value(figure),
                    after.figures().value(figure),
                    figure.better().word()));
        }
        RunJson.writeDocument(
                file,
                new Document(
                        "weir.diff/1",
                        from,
                        to,
                        NamedFigures.of(before),
                        NamedFigures.of(after),
                        pairs,
                        changes,
                        unchanged));
    }
}
