package io.weir.pipeline.replay;

import io.weir.schema.Wire;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes JSON lines as parts, {@code FOLDER/NAME/part-….jsonl}, each line exactly once: a part gets its name when the
 * checkpoint that it belongs to is complete, so what was written after the one that a job goes on from is not seen. Until
 * then its name begins with a dot. The parts of a subtask are in order by name, also across a restore.
 *
 * <p>Flink's own file sink names its parts by random numbers, and brings three operators where this brings one.
 *
 * @param <T> what is written
 */
final class ResultFiles<T> implements Sink<T>, SupportsCommitter<String> {
    private static final long serialVersionUID = 2L;

    private final String folder;
    private final Format<T> format;
    private final Time<T> time;
    private final long toMs;

    /** Names a format: the formats themselves do not travel. */
    @FunctionalInterface
    interface Format<T> extends Serializable {
        Wire<T> wire();
    }

    /** When something was decided, milliseconds since the epoch. */
    @FunctionalInterface
    interface Time<T> extends Serializable {
        long of(T element);
    }

    /**
     * A writer of one kind of result.
     *
     * @param toMs what was decided at or after this instant is not written
     */
    ResultFiles(String results, String name, Format<T> format, Time<T> time, long toMs) {
        this.folder = new Path(results, name).toString();
        this.format = format;
        this.time = time;
        this.toMs = toMs;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new ResultWriter<>(
                new Path(folder), context.getTaskInfo().getIndexOfThisSubtask(), format.wire(), time, toMs);
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
        return new ResultCommitter();
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
        return new PartName();
    }

    /** The part as it is to be called. */
    private static final class PartName implements SimpleVersionedSerializer<String> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(String name) {
            return name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(int version, byte[] bytes) throws IOException {
            if (version != getVersion()) {
                throw new IOException("a part's name of version " + version);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
