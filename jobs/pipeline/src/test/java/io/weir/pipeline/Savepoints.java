package io.weir.pipeline;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** What Flink writes when a job is stopped, as files to keep. */
public final class Savepoints {
    private Savepoints() {}

    /**
     * Copies one, which can be moved.
     *
     * @param savepoint its URI
     * @param folder where to; made when it is not there
     */
    public static void copy(String savepoint, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(Path.of(URI.create(savepoint)))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
