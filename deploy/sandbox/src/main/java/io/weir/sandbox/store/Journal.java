package io.weir.sandbox.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sandbox.http.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of JSON lines that is only ever added to. Each line is handed to the operating system before {@link #append}
 * returns, so it survives the end of the process, though not a power cut.
 */
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** Not a channel: an interrupted caller must not close it for everyone. */
    private final RandomAccessFile out;

    private Journal(RandomAccessFile out) {
        this.out = out;
    }

    /** Opens or creates the file and replays its lines. A last line cut short by a crash is removed. */
    static Journal open(Path file, Consumer<JsonNode> replay) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            long complete = Files.exists(file) ? replay(file, replay) : 0;
            RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
            out.setLength(complete);
            out.seek(complete);
            return new Journal(out);
        } catch (IOException e) {
            throw new UncheckedIOException("state file " + file + " cannot be opened", e);
        }
    }

    private static long replay(Path file, Consumer<JsonNode> sink) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                sink.accept(parse(file, start, new String(all, start, i - start, StandardCharsets.UTF_8)));
                start = i + 1;
            }
        }
        if (start < all.length) {
            LOG.warn("{}: the last line was cut short and is dropped ({} bytes)", file, all.length - start);
        }
        return start;
    }

    private static JsonNode parse(Path file, int offset, String line) {
        try {
            return Json.read(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("state file " + file + " is damaged at byte " + offset, e);
        }
    }

    void append(JsonNode line) {
        try {
            out.write((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the state file could not be written", e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
