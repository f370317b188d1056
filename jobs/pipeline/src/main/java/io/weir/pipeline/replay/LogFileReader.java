package io.weir.pipeline.replay;

import io.weir.pipeline.kafka.LogRecord;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/** The records of one {@link LogFile}, one after the other; for one reader, which begins anywhere and goes on from there. */
final class LogFileReader implements GeneratorFunction<Long, LogRecord> {
    private static final long serialVersionUID = 2L;

    private final String topic;
    private final String path;
    private transient DataInputStream in;
    private transient long next;

    LogFileReader(String topic, String path) {
        this.topic = topic;
        this.path = path;
    }

    @Override
    public void open(SourceReaderContext context) throws IOException {
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(path)), 256 << 10));
    }

    @Override
    public LogRecord map(Long index) throws IOException {
        if (index < next) {
            throw new IllegalStateException(
                    path + ": record " + index + " was asked for, " + next + " is next: one reader reads a file");
        }
        for (; next < index; next++) {
            // a job that goes on from a checkpoint
            skipRecord();
        }
        next++;
        long time = in.readLong();
        int keyLength = in.readInt();
        byte[] key = keyLength == LogFile.NO_KEY ? null : in.readNBytes(keyLength);
        return new LogRecord(topic, key, in.readNBytes(in.readInt()), time);
    }

    private void skipRecord() throws IOException {
        in.skipNBytes(Long.BYTES);
        in.skipNBytes(Math.max(0, in.readInt()));
        in.skipNBytes(in.readInt());
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }
}
