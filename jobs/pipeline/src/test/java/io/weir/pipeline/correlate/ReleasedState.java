package io.weir.pipeline.correlate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.pipeline.Savepoints;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What a release left in a folder.
 *
 * @param log what was on Kafka, and what came later
 * @param before how much of it was there when the savepoint was made
 * @param said what had been said until then, by topic
 * @param savepoint its URI
 */
record ReleasedState(List<RecordedLog.Entry> log, int before, Map<String, List<String>> said, String savepoint) {
    private static final String LOG = "log.json.gz";
    private static final String SAVEPOINT = "savepoint";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Written(List<RecordedLog.Entry> log, int before, Map<String, List<String>> said) {}

    static ReleasedState read(Path folder) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(LOG)))) {
            Written written = JSON.readValue(in, Written.class);
            String savepoint =
                    folder.resolve(SAVEPOINT).toAbsolutePath().toUri().toString();
            return new ReleasedState(written.log, written.before, written.said, savepoint);
        }
    }

    static void write(
            Path folder, List<RecordedLog.Entry> log, int before, Map<String, List<String>> said, String savepoint)
            throws IOException {
        Files.createDirectories(folder);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(LOG)))) {
            JSON.writeValue(out, new Written(log, before, said));
        }
        Savepoints.copy(savepoint, folder.resolve(SAVEPOINT));
    }
}
