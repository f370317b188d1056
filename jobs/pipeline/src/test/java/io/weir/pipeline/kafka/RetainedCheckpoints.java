package io.weir.pipeline.kafka;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds what a cancelled or killed job left behind. */
public final class RetainedCheckpoints {
    private RetainedCheckpoints() {}

    /** URI of the newest complete checkpoint under {@code folder}. */
    public static String newest(Path folder) throws IOException {
        return folders(folder)
                .max(Comparator.comparing(RetainedCheckpoints::modified))
                .orElseThrow()
                .toUri()
                .toString();
    }

    /** Number of the newest complete checkpoint under {@code folder}; 0 when there is none. */
    public static long newestId(Path folder) throws IOException {
        return folders(folder)
                .mapToLong(checkpoint ->
                        Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length())))
                .max()
                .orElse(0);
    }

    /** Looked up one by one: Flink deletes old ones meanwhile. */
    private static Stream<Path> folders(Path folder) {
        File[] jobs = folder.toFile().listFiles();
        return Stream.of(jobs == null ? new File[0] : jobs)
                .flatMap(job -> Stream.of(Objects.requireNonNullElse(job.listFiles(), new File[0])))
                .filter(checkpoint -> new File(checkpoint, "_metadata").isFile())
                .map(File::toPath);
    }

    private static long modified(Path checkpoint) {
        return checkpoint.resolve("_metadata").toFile().lastModified();
    }
}
