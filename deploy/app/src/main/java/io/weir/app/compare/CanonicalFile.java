package io.weir.app.compare;

import io.weir.app.sort.Sorted;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** Writes sorted lines into a file that is there as a whole or not at all. */
final class CanonicalFile {
    private CanonicalFile() {}

    /** Makes the line of the file from the one that was sorted. */
    @FunctionalInterface
    interface Rendering {
        byte[] line(byte[] key, byte[] sorted) throws IOException;
    }

    /** Writes lines as they are; a line that is there twice is written once. */
    static void write(Path file, Sorted lines) throws IOException {
        write(file, lines, (key, line) -> line);
    }

    /** Writes lines as {@code rendering} makes them; it sees each line once, in order. */
    static void write(Path file, Sorted lines, Rendering rendering) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 256 << 10)) {
            byte[] before = null;
            while (lines.next()) {
                if (before == null || !Arrays.equals(before, lines.line())) {
                    out.write(rendering.line(lines.key(), lines.line()));
                    out.write('\n');
                }
                before = lines.line();
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
