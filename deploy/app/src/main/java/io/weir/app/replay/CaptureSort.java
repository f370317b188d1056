package io.weir.app.replay;

import io.weir.app.capture.CaptureFiles;
import io.weir.app.capture.CaptureLine;
import io.weir.app.sort.ExternalSort;
import io.weir.app.sort.SortKey;
import io.weir.app.sort.Sorted;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings the lines of a capture into the order of their times; lines of one instant stay as they are. */
final class CaptureSort {
    private CaptureSort() {}

    /**
     * Writes {@code sorted}.
     *
     * @param temp for what memory does not hold; must exist
     */
    static void sort(Path file, Path sorted, Path temp) throws IOException {
        try (ExternalSort sort = new ExternalSort(temp, ExternalSort.DEFAULT_MEMORY)) {
            try (BufferedReader lines = CaptureFiles.text(file)) {
                long number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    if (!line.isBlank()) {
                        long at = CaptureLine.read(line, file + ":" + number).at();
                        sort.add(
                                new SortKey().number(at).number(number).bytes(), line.getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
            try (Sorted lines = sort.sorted();
                    OutputStream out = new BufferedOutputStream(Files.newOutputStream(sorted), 256 << 10)) {
                while (lines.next()) {
                    out.write(lines.line());
                    out.write('\n');
                }
            }
        }
    }
}
