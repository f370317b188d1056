package io.weir.app.bench.flink;

import java.util.Map;

/**
 * What a job took.
 *
 * @param alerts that were measured
 * @param wallSeconds by the wall clock
 * @param cpuSeconds by process
 * @param compilerSeconds of the cpu of Flink that its compiler took: what becomes next to nothing in a process that is old
 * @param residentBytes memory of Flink and the broker at the end
 * @param checkpoints that were completed meanwhile
 * @param checkpointBytes full size of the last checkpoint; 0 when there was none
 * @param checkpointMedianMs how long one of them took
 * @param checkpointMaxMs how long the longest of them took
 */
public record JobCost(
        long alerts,
        double wallSeconds,
        Map<String, Double> cpuSeconds,
        double compilerSeconds,
        long residentBytes,
        long checkpoints,
        long checkpointBytes,
        long checkpointMedianMs,
        long checkpointMaxMs) {

    /** CPU seconds of all processes. */
    double allCpuSeconds() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
