package io.weir.app.bench.process;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time of processes since a moment. The steadier figure on a machine that is shared: it does not count the time that
 * others took.
 */
public final class CpuTime {
    private final Map<String, ProcessHandle> processes;
    private final Map<String, Duration> before = new TreeMap<>();
    private final long beganNanos = System.nanoTime();

    /** Begins now. */
    public CpuTime(Map<String, ProcessHandle> processes) {
        this.processes = Map.copyOf(processes);
        processes.forEach((name, process) -> before.put(name, of(name, process)));
    }

    /** CPU seconds by process since the beginning. */
    public Map<String, Double> seconds() {
        Map<String, Double> seconds = new TreeMap<>();
        processes.forEach((name, process) ->
                seconds.put(name, of(name, process).minus(before.get(name)).toNanos() / 1e9));
        return seconds;
    }

    /** CPU seconds by process since the beginning, per million of what {@code number} of were done. */
    public Map<String, Double> secondsPerMillion(long number) {
        Map<String, Double> each = seconds();
        each.replaceAll((name, seconds) -> seconds * 1e6 / number);
        return each;
    }

    /** Seconds by the wall clock since the beginning. */
    public double wallSeconds() {
        return (System.nanoTime() - beganNanos) / 1e9;
    }

    private static Duration of(String name, ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("the CPU time of " + name + " cannot be read"));
    }
}
