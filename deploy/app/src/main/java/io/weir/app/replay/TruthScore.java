package io.weir.app.replay;

import io.weir.app.replay.Grouping.Episode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How well the incidents of a run match faults that are known. */
public final class TruthScore {
    private TruthScore() {}

    /** What is in an incident by itself: who stands for another, or is kept back, is not grouped by anybody. */
    private static final Set<String> GROUPED = Set.of("incident", "suppressed");

    /**
     * Scores of a run, by name; the names are those of {@link Score}.
     *
     * @param truth a labelled stream, see {@code weir score}; it is kept in memory
     * @param episodes the run's {@code episodes.jsonl}; episodes that the truth does not name are passed over
     * @throws io.weir.app.CommandFailure when a file cannot be read
     */
    public static Map<String, Number> of(Path truth, Path episodes) {
        Map<Episode, String> faults = Truth.read(truth);
        Set<String> named = new HashSet<>();
        faults.keySet().forEach(episode -> named.add(episode.fingerprint()));
        Map<String, Set<Episode>> groups = new LinkedHashMap<>();
        JsonLines.read(episodes, line -> {
            if (line.fields().hasNonNull("incidentId") && GROUPED.contains(line.text("fate"))) {
                Set<Episode> group = groups.computeIfAbsent(line.text("incidentId"), id -> new HashSet<>());
                if (named.contains(line.text("fingerprint"))) {
                    group.add(new Episode(
                            line.text("fingerprint"), line.time("startsAt").toEpochMilli()));
                }
            }
        });
        return document(Score.of(faults, groups));
    }

    private static Map<String, Number> document(Score score) {
        Map<String, Number> document = new LinkedHashMap<>();
        document.put("alerts", score.alerts());
        document.put("faults", score.faults());
        document.put("incidents", score.incidents());
        document.put("missing", score.missing());
        document.put("homogeneity", score.homogeneity());
        document.put("completeness", score.completeness());
        document.put("v", score.v());
        document.put("pairPrecision", score.pairPrecision());
        document.put("pairRecall", score.pairRecall());
        document.put("pairF", score.pairF());
        document.put("fragments", score.fragments());
        document.put("leak", score.leak());
        return document;
    }
}
