package io.weir.app.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory that processes occupy: their resident set. */
public final class ResidentMemory {
    private static final String KEY = "VmRSS:";

    private ResidentMemory() {}

    /** Bytes of all of them; 0 where the system does not tell as Linux does. */
    public static long bytes(ProcessHandle... processes) throws IOException {
        long sum = 0;
        for (ProcessHandle process : processes) {
            Path file = Path.of("/proc", Long.toString(process.pid()), "status");
            if (Files.isReadable(file)) {
                sum += kibibytes(file) * 1024;
            }
        }
        return sum;
    }

    private static long kibibytes(Path status) throws IOException {
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith(KEY)) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }
}
