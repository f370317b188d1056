package io.weir.app.compare;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of lines, read one after the other as bytes. */
final class LineFile implements Closeable {
    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[256 << 10];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private int at;
    private int end;
    private long number;

    /** Reads the JSON of a line. */
    @FunctionalInterface
    interface Reader<T> {
        T read(byte[] line) throws IOException;
    }

    LineFile(Path file) throws IOException {
        this.file = file;
        this.in = Files.newInputStream(file);
    }

    /** The next line that is not empty, without its end; null after the last one. */
    private byte[] next() throws IOException {
        do {
            line.reset();
            if (at == end && !fill()) {
                return null;
            }
            number++;
            while (!toTheEndOfTheLine() && fill()) {
                // a line may be longer than the buffer
            }
        } while (line.size() == 0);
        return line.toByteArray();
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    /** Takes what is in the buffer; false when the line goes on. */
    private boolean toTheEndOfTheLine() {
        int from = at;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        line.write(buffer, from, at - from);
        boolean over = at < end;
        at += over ? 1 : 0;
        return over;
    }

    /**
     * The next line as a record; null after the last one.
     *
     * @throws IOException when it cannot be read; the message names file and line
     */
    <T> T next(Reader<T> reader) throws IOException {
        byte[] text = next();
        if (text == null) {
            return null;
        }
        try {
            return reader.read(text);
        } catch (IOException e) {
            throw new IOException(file + ":" + number + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
