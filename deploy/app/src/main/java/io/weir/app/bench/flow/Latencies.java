package io.weir.app.bench.flow;

import java.util.Collection;

/** How long something took, many times; milliseconds. */
final class Latencies {
    private final double[] sorted;

    private Latencies(double[] sorted) {
        this.sorted = sorted;
    }

    /** Of these; at least one. */
    static Latencies of(Collection<Double> millis) {
        if (millis.isEmpty()) {
            throw new IllegalArgumentException("no latency was measured");
        }
        return new Latencies(
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    /** The smallest one that {@code share} of all do not exceed; a share of 0.99 is the 99th percentile. */
    double percentile(double share) {
        // a share such as 0.07 of 100 must not become the eighth by a rounding error
        int rank = (int) Math.ceil(share * sorted.length - 1e-9);
        return sorted[Math.max(1, rank) - 1];
    }

    double p50() {
        return percentile(0.5);
    }

    double p99() {
        return percentile(0.99);
    }

    /** How many there are. */
    int count() {
        return sorted.length;
    }
}
