package io.weir.app.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A checkpoint or savepoint that a job can go on from.
 *
 * @param folder the one that holds {@code _metadata}
 * @param writtenAt when it was completed
 */
public record RestorePoint(Path folder, FileTime writtenAt) {
    private static final String COMPLETE = "_metadata";
    /** {@code folder/job id/chk-n/_metadata} or {@code folder/savepoint-…/_metadata}. */
    private static final int DEPTH = 3;

    /**
     * The newest complete one below {@code folder}; empty when there is none. A folder without {@code _metadata} is one
     * that a kill left unfinished.
     */
    public static Optional<RestorePoint> newest(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try {
            List<Path> complete;
            try (Stream<Path> files = Files.walk(folder, DEPTH)) {
                complete = files.filter(file -> file.endsWith(COMPLETE)).toList();
            }
            RestorePoint newest = null;
            for (Path metadata : complete) {
                RestorePoint point = new RestorePoint(metadata.getParent(), Files.getLastModifiedTime(metadata));
                if (newest == null || BY_AGE.compare(point, newest) > 0) {
                    newest = point;
                }
            }
            return Optional.ofNullable(newest);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for checkpoints in " + folder, e);
        }
    }

    private static final Comparator<RestorePoint> BY_AGE =
            Comparator.comparing(RestorePoint::writtenAt).thenComparing(RestorePoint::number);

    /** Checkpoints count up; two of them can bear the same time. */
    private long number() {
        String name = folder.getFileName().toString();
        return name.matches("chk-\\d{1,18}") ? Long.parseLong(name.substring("chk-".length())) : Long.MAX_VALUE;
    }
}
