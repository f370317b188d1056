package io.weir.pipeline.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The results of a replay in a local folder: for each kind a folder of parts, {@code NAME/part-….jsonl}. */
public final class ResultParts {
    /** Incident revisions. */
    public static final String INCIDENTS = "incidents";
    /** Remediations. */
    public static final String REMEDIATIONS = "remediations";
    /** Receipts about episodes. */
    public static final String RECEIPTS = "receipts";
    /** Decisions. */
    public static final String DECISIONS = "decisions";
    /** Tallies. */
    public static final String TALLIES = "tallies";
    /** Dead letters. */
    public static final String DEAD_LETTERS = "dead-letters";

    private static final List<String> KINDS =
            List.of(INCIDENTS, REMEDIATIONS, RECEIPTS, DECISIONS, TALLIES, DEAD_LETTERS);

    private ResultParts() {}

    /**
     * The parts of one kind; those of a subtask are in the order in which they were written. Empty when there is no
     * result of this kind.
     */
    public static List<Path> of(Path results, String kind) throws IOException {
        return files(results, kind, "part-");
    }

    /** Deletes what an earlier replay left in the folder, finished or not. */
    public static void clear(Path results) throws IOException {
        for (String kind : KINDS) {
            for (String prefix : List.of("part-", ".part-")) {
                for (Path file : files(results, kind, prefix)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static List<Path> files(Path results, String kind, String prefix) throws IOException {
        Path folder = results.resolve(kind);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
