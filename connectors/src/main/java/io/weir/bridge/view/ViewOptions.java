package io.weir.bridge.view;

import java.time.Duration;

/**
 * What the lists of alerts, incidents and downtimes hold. The log holds more; these are bounds of memory, per tenant but
 * for the bytes.
 *
 * @param lookBack how far back alerts are read at the start
 * @param alerts most alerts held; beyond, the oldest resolved one goes first
 * @param incidents most incidents held; beyond, the oldest resolved one goes first
 * @param downtimes most downtimes held; beyond, the one that ended first goes first
 * @param bytes about what the alerts, incidents and dead letters of all tenants together take; beyond, the list that takes
 *     most gives its oldest up
 */
public record ViewOptions(Duration lookBack, int alerts, int incidents, int downtimes, long bytes) {
    /** Percent of the heap that {@link #defaults()} takes. */
    public static final int DEFAULT_PERCENT = 25;

    /** A day of alerts, at most 50,000 of them, 10,000 incidents, 100,000 downtimes, a quarter of the heap. */
    public static ViewOptions defaults() {
        return ofHeap(DEFAULT_PERCENT);
    }

    /** The defaults with another share of the biggest heap that this JVM may have. */
    public static ViewOptions ofHeap(int percent) {
        long bytes = Runtime.getRuntime().maxMemory() / 100 * percent;
        return new ViewOptions(Duration.ofHours(24), 50_000, 10_000, 100_000, bytes);
    }
}
