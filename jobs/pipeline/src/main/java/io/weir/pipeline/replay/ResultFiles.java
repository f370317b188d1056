package io.weir.pipeline.replay;

import io.weir.schema.Wire;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes JSON lines, one file per subtask: {@code NAME-0.jsonl}. For a job that runs once: a restart begins anew. */
final class ResultFiles<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final String name;
    private final Format<T> format;

    /** Names a format: the formats themselves do not travel. */
    @FunctionalInterface
    interface Format<T> extends Serializable {
        Wire<T> wire();
    }

    ResultFiles(Path folder, String name, Format<T> format) {
        this.folder = folder.toAbsolutePath().toString();
        this.name = name;
        this.format = format;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        Path file = Path.of(folder, name + "-" + context.getTaskInfo().getIndexOfThisSubtask() + ".jsonl");
        return new Lines<>(new BufferedOutputStream(Files.newOutputStream(file), 256 << 10), format.wire());
    }

    private record Lines<T>(OutputStream out, Wire<T> wire) implements SinkWriter<T> {
        @Override
        public void write(T element, Context context) throws IOException {
            out.write(wire.write(element));
            out.write('\n');
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
