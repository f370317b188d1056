package io.weir.pipeline.replay;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One partition of a topic as a file: its records in order, each with its time. What a replay reads instead of Kafka.
 *
 * <p>Format: per record its time (8 bytes, milliseconds since the epoch), the length of its key (4 bytes, -1 for none)
 * and the key, the length of its value (4 bytes) and the value.
 */
public final class LogFile implements AutoCloseable {
    static final int NO_KEY = -1;

    private final Path file;
    private final DataOutputStream out;
    private long records;
    private long newest = Long.MIN_VALUE;

    private LogFile(Path file, DataOutputStream out) {
        this.file = file;
        this.out = out;
    }

    /** Begins a new file; replaces one that exists. */
    public static LogFile create(Path file) throws IOException {
        return new LogFile(
                file, new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 256 << 10)));
    }

    /** Adds a record without a key. */
    public void append(long time, byte[] value) throws IOException {
        append(time, null, value);
    }

    /**
     * Adds a record.
     *
     * @param time milliseconds since the epoch; like the broker's it never falls, an earlier one counts as the newest
     * @param key as on the topic; what cannot be read is known to be a tenant's by it; null for none
     */
    public void append(long time, byte[] key, byte[] value) throws IOException {
        newest = Math.max(newest, time);
        out.writeLong(newest);
        out.writeInt(key == null ? NO_KEY : key.length);
        if (key != null) {
            out.write(key);
        }
        out.writeInt(value.length);
        out.write(value);
        records++;
    }

    /** Time of the newest record, milliseconds since the epoch; {@link Long#MIN_VALUE} when there is none. */
    public long newest() {
        return newest;
    }

    /** Ends the file. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    /** What a job has to know to read the file; call it after {@link #close}. */
    public Recorded recorded() {
        return new Recorded(file.toAbsolutePath().toString(), records);
    }

    /**
     * A file that is complete.
     *
     * @param path where it is
     * @param records how many are in it
     */
    public record Recorded(String path, long records) implements Serializable {}
}
