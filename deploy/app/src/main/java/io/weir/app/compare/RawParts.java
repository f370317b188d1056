package io.weir.app.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The results of a job as it left them: JSON lines in any number of files, {@code NAME/**} or {@code NAME-0.jsonl}. What
 * begins with a dot is in progress, or a file system's own, and is no result.
 *
 * @param toMs what was decided at this instant or later is passed over, milliseconds since the epoch
 */
record RawParts(Path folder, long toMs) {
    /** Takes one line. */
    @FunctionalInterface
    interface Taker<T> {
        void take(T record) throws IOException;
    }

    /**
     * Hands over all lines of a kind, in no order that means anything.
     *
     * @param time when something was decided, milliseconds since the epoch
     */
    <T> void read(String name, LineFile.Reader<T> reader, ToLongFunction<T> time, Taker<T> taker) throws IOException {
        for (Path part : parts(name)) {
            try (LineFile lines = new LineFile(part)) {
                for (T record = lines.next(reader); record != null; record = lines.next(reader)) {
                    if (time.applyAsLong(record) < toMs) {
                        taker.take(record);
                    }
                }
            }
        }
    }

    private List<Path> parts(String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Pattern flat = Pattern.compile(Pattern.quote(name) + "-\\d+\\.jsonl");
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> {
                        Path within = folder.relativize(file);
                        return !hidden(within)
                                && (within.getNameCount() > 1
                                        ? within.getName(0).toString().equals(name)
                                        : flat.matcher(within.toString()).matches());
                    })
                    .sorted()
                    .toList();
        }
    }

    private static boolean hidden(Path within) {
        for (Path step : within) {
            if (step.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
