package io.weir.pipeline.deliver;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * A histogram that Prometheus can add up over tasks and take any quantile of: Flink's own are told as quantiles of each
 * task. Buckets are counters {@code NAME_seconds_bucket} with the label {@code le}, beside {@code NAME_seconds_sum} and
 * {@code NAME_seconds_count}. For the task's thread.
 */
final class LatencyHistogram {
    /** Upper bounds of the buckets, milliseconds, and what Prometheus calls them. */
    private static final long[] BOUNDS_MS = {
        250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 900_000, 3_600_000, Long.MAX_VALUE
    };

    private static final String[] LABELS = {
        "0.25", "0.5", "1.0", "2.5", "5.0", "10.0", "30.0", "60.0", "120.0", "300.0", "900.0", "3600.0", "+Inf"
    };

    private final Counter[] buckets = new Counter[BOUNDS_MS.length];
    private final Counter count;
    private double sumSeconds;
    private volatile double shownSum;

    LatencyHistogram(MetricGroup group, String name) {
        for (int i = 0; i < BOUNDS_MS.length; i++) {
            buckets[i] = group.addGroup("le", LABELS[i]).counter(name + "_seconds_bucket");
        }
        count = group.counter(name + "_seconds_count");
        group.gauge(name + "_seconds_sum", () -> shownSum);
    }

    /** One that took so long; less than nothing, by clocks that differ, counts as nothing. */
    void observe(long millis) {
        long took = Math.max(0, millis);
        for (int i = 0; i < BOUNDS_MS.length; i++) {
            if (took <= BOUNDS_MS[i]) {
                buckets[i].inc();
            }
        }
        count.inc();
        sumSeconds += took / 1000.0;
        shownSum = sumSeconds;
    }
}
