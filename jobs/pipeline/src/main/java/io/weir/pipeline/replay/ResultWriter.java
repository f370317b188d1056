package io.weir.pipeline.replay;

import io.weir.schema.Wire;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Writes the parts of one subtask, a new one after each checkpoint; an empty one never comes to be. */
final class ResultWriter<T> implements CommittingSinkWriter<T, String> {
    private static final int BUFFER = 256 << 10;

    private final Path folder;
    private final int subtask;
    private final Wire<T> wire;
    private final ResultFiles.Time<T> time;
    private final long toMs;
    private final InstantSource clock = InstantSource.system();

    private long begunAt;
    private Path part;
    private OutputStream out;

    ResultWriter(Path folder, int subtask, Wire<T> wire, ResultFiles.Time<T> time, long toMs) {
        this.folder = folder;
        this.subtask = subtask;
        this.wire = wire;
        this.time = time;
        this.toMs = toMs;
    }

    @Override
    public void write(T element, Context context) throws IOException {
        if (time.of(element) >= toMs) {
            return;
        }
        if (out == null) {
            begin();
        }
        out.write(wire.write(element));
        out.write('\n');
    }

    /** Another attempt may have left files behind, so no name is used twice. */
    private void begin() throws IOException {
        begunAt = Math.max(begunAt + 1, clock.millis());
        String name = String.format(
                Locale.ROOT,
                "part-%014d-%d-%s.jsonl",
                begunAt,
                subtask,
                UUID.randomUUID().toString().substring(0, 8));
        part = new Path(folder, name);
        FileSystem files = folder.getFileSystem();
        files.mkdirs(folder);
        out = new BufferedOutputStream(
                files.create(ResultCommitter.unfinished(part), FileSystem.WriteMode.NO_OVERWRITE), BUFFER);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        if (out != null) {
            out.flush();
        }
    }

    @Override
    public Collection<String> prepareCommit() throws IOException {
        if (out == null) {
            return List.of();
        }
        out.close();
        out = null;
        return List.of(part.toString());
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
