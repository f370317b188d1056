package io.weir.app.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Remembers which state backend wrote the checkpoints of a folder: another one would misread them. */
final class BackendMark {
    private static final String NAME = "state-backend";

    private BackendMark() {}

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
                String written = Files.readString(mark, StandardCharsets.UTF_8).strip();
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
        return backend.equals("hashmap") ? "heap" : backend;
    }
}
