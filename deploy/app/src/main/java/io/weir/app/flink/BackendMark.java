package io.weir.app.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Remembers which state backend wrote the checkpoints of a folder: another one would misread them. */
public final class BackendMark {
    /** Flink's name of the heap. It wrote checkpoints without a mark, too: it was the default of that time. */
    public static final String HEAP = "hashmap";

    private static final String NAME = "state-backend";

    private BackendMark() {}

    /** Flink's name of the backend that goes on with what is in {@code folder}; empty when there is nothing to go on from. */
    public static Optional<String> of(Path folder) {
        Path mark = folder.resolve(NAME);
        try {
            return RestorePoint.newest(folder).isEmpty()
                    ? Optional.empty()
                    : Optional.of(Files.exists(mark) ? read(mark) : HEAP);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + mark, e);
        }
    }

    private static String read(Path mark) throws IOException {
        return Files.readString(mark, StandardCharsets.UTF_8).strip();
    }

    /**
     * Writes the mark.
     *
     * @param restoring whether the job goes on from something in {@code folder}
     * @throws IllegalStateException when it does, and another backend wrote it
     */
    static void check(Path folder, String backend, boolean restoring) {
        Path mark = folder.resolve(NAME);
        try {
            if (restoring && Files.exists(mark)) {
                String written = read(mark);
                if (!written.equals(backend)) {
                    throw new IllegalStateException("flink.stateBackend: expected " + word(written)
                            + ", for the checkpoints in " + folder + " were written with it; found " + word(backend));
                }
            }
            Files.createDirectories(folder);
            Files.writeString(mark, backend, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + mark, e);
        }
    }

    /** The configuration's word for Flink's. */
    private static String word(String backend) {
        return backend.equals(HEAP) ? "heap" : backend;
    }
}
