package io.weir.app.capture;

import io.weir.app.CommandFailure;
import io.weir.app.ExitCode;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * One capture, or a folder of them: their lines by time; of one instant in the order of the files' names, then of their
 * lines. Reads as it goes, so a capture may be of any length.
 */
public final class CaptureFiles {
    private static final int BUFFER = 256 << 10;
    private static final int GZIP = 0x1f8b;

    private final List<Path> files;

    private CaptureFiles(List<Path> files) {
        this.files = files;
    }

    /** Takes lines. */
    @FunctionalInterface
    public interface Sink {
        void take(CapturedRequest request) throws IOException;
    }

    /** A line is earlier than the one before it: the file has to be sorted first. */
    public static final class OutOfOrderException extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Path file;

        OutOfOrderException(Path file) {
            super(file + " is not in the order of its times");
            this.file = file;
        }

        /** The file. */
        public Path file() {
            return file;
        }
    }

    /**
     * Finds the files: {@code path} itself, or all files below it whose names end with .jsonl or .ndjson, also with .gz,
     * and that begin with a line of a capture: what else lies there, such as labels or results, is passed over.
     *
     * @throws CommandFailure when there is none
     */
    public static CaptureFiles at(Path path) {
        if (Files.isRegularFile(path)) {
            return new CaptureFiles(List.of(path));
        }
        if (!Files.isDirectory(path)) {
            throw new CommandFailure(ExitCode.USAGE, "--capture: there is no " + path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> files = below.filter(
                            file -> file.getFileName().toString().matches("[^.].*\\.(jsonl|ndjson)(\\.gz)?"))
                    .filter(Files::isRegularFile)
                    .filter(CaptureFiles::isCapture)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.USAGE, "--capture: " + path + " holds no capture (.jsonl or .jsonl.gz)");
            }
            return new CaptureFiles(files);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--capture: cannot look into " + path, e);
        }
    }

    private static boolean isCapture(Path file) {
        try (BufferedReader lines = text(file)) {
            String first = lines.readLine();
            return first == null || (first.contains("\"receivedAt\"") && first.contains("\"body\""));
        } catch (IOException e) {
            // it is told when the file is read
            return true;
        }
    }

    /** The files, in the order of their names. */
    public List<Path> files() {
        return files;
    }

    /** The same with another file in the place of one. */
    public CaptureFiles with(Path file, Path instead) {
        return new CaptureFiles(
                files.stream().map(each -> each.equals(file) ? instead : each).toList());
    }

    /**
     * Hands over all lines.
     *
     * @throws OutOfOrderException when a file is not sorted
     * @throws CommandFailure when a line cannot be read; the message names file, line and field
     */
    public void forEach(Sink sink) throws IOException {
        PriorityQueue<Lines> heads = new PriorityQueue<>(
                Comparator.comparingLong((Lines lines) -> lines.head.at()).thenComparingInt(lines -> lines.rank));
        List<Lines> open = new ArrayList<>();
        try {
            for (int i = 0; i < files.size(); i++) {
                Lines lines = new Lines(files.get(i), i);
                open.add(lines);
                if (lines.advance()) {
                    heads.add(lines);
                }
            }
            for (Lines next = heads.poll(); next != null; next = heads.poll()) {
                sink.take(next.head);
                if (next.advance()) {
                    heads.add(next);
                }
            }
        } finally {
            for (Lines lines : open) {
                lines.close();
            }
        }
    }

    /** The lines of one file as they stand, for sorting. */
    public static BufferedReader text(Path file) {
        try {
            BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
            in.mark(2);
            int magic = in.read() << 8 | in.read();
            in.reset();
            InputStream plain = magic == GZIP ? new GZIPInputStream(in, BUFFER) : in;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static final class Lines implements Closeable {
        private final Path file;
        private final int rank;
        private final BufferedReader reader;
        private CapturedRequest head;
        private long number;

        Lines(Path file, int rank) {
            this.file = file;
            this.rank = rank;
            this.reader = text(file);
        }

        boolean advance() throws IOException {
            String text;
            do {
                number++;
                text = line();
                if (text == null) {
                    return false;
                }
            } while (text.isBlank());
            CapturedRequest next = CaptureLine.read(text, file + ":" + number);
            if (head != null && next.at() < head.at()) {
                throw new OutOfOrderException(file);
            }
            head = next;
            return true;
        }

        private String line() {
            try {
                return reader.readLine();
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.USAGE, file + ":" + number + ": cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
