package io.weir.app.bench.flink;

import java.util.Map;

/**
 * What a job took.
 *
 * @param alerts that were measured
 * @param wallSeconds by the wall clock
 * @param cpuSeconds by process
 * @param compilerSeconds of the cpu of Flink that its compiler took: what becomes next to nothing in a process that is old
 * @param checkpoints that were completed
 * @param checkpointBytes full size of the last checkpoint of the job; 0 when there was none
 * @param checkpointMs duration of the longest checkpoint
 */
public record JobCost(
        long alerts,
        double wallSeconds,
        Map<String, Double> cpuSeconds,
        double compilerSeconds,
        long checkpoints,
        long checkpointBytes,
        long checkpointMs) {

    /** CPU seconds of all processes. */
    double allCpuSeconds() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
