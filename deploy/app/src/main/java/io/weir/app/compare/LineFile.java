package io.weir.app.compare;

import java.io.BufferedInputStream;
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
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private long number;

    /** Reads the JSON of a line. */
    @FunctionalInterface
    interface Reader<T> {
        T read(byte[] line) throws IOException;
    }

    LineFile(Path file) throws IOException {
        this.file = file;
        this.in = new BufferedInputStream(Files.newInputStream(file), 256 << 10);
    }

    /** The next line that is not empty, without its end; null after the last one. */
    byte[] next() throws IOException {
        while (true) {
            line.reset();
            int read = in.read();
            if (read < 0) {
                return null;
            }
            number++;
            for (; read >= 0 && read != '\n'; read = in.read()) {
                line.write(read);
            }
            if (line.size() > 0) {
                return line.toByteArray();
            }
        }
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
