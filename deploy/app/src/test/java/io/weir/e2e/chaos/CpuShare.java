package io.weir.e2e.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much of the machine's processors a run could have: what its own processes used and what was idle, from a moment on.
 * Where others compute as well, what takes 5 s takes 20, and a bound in seconds says nothing.
 */
final class CpuShare {
    private static final Path STAT = Path.of("/proc/stat");
    /** The unit of {@code /proc/stat}. */
    private static final long TICK_MS = 10;
    /** Of {@code cpu  user nice system idle iowait irq softirq steal}. */
    private static final int IDLE = 4;

    private final long all;
    private final long idle;
    private final Map<Long, Duration> own;

    private CpuShare(long all, long idle, Map<Long, Duration> own) {
        this.all = all;
        this.idle = idle;
        this.own = own;
    }

    /** Begins to measure. */
    static CpuShare fromNowOn() throws IOException {
        Map<Long, Duration> own = new HashMap<>();
        Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .forEach(process -> process.info().totalCpuDuration().ifPresent(used -> own.put(process.pid(), used)));
        long all = 0;
        long idle = 0;
        if (Files.isReadable(STAT)) {
            String[] fields = Files.readAllLines(STAT).get(0).split(" +");
            for (int i = 1; i < Math.min(fields.length, 9); i++) {
                all += Long.parseLong(fields[i]);
            }
            idle = Long.parseLong(fields[IDLE]) + Long.parseLong(fields[IDLE + 1]);
        }
        return new CpuShare(all, idle, own);
    }

    /** Of all since then, more than 0 and at most 1. */
    double untilNow() throws IOException {
        CpuShare now = fromNowOn();
        if (now.all == all) {
            return 1;
        }
        long used = 0;
        for (Map.Entry<Long, Duration> process : now.own.entrySet()) {
            used += process.getValue()
                    .minus(own.getOrDefault(process.getKey(), Duration.ZERO))
                    .toMillis();
        }
        double ours = used / (double) TICK_MS + (now.idle - idle);
        return Math.min(1, Math.max(0.05, ours / (now.all - all)));
    }
}
