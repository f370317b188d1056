package io.weir.bridge.view;

import java.time.Duration;

/**
 * What the lists of alerts, incidents and downtimes hold. The log holds more; these are bounds of memory, per tenant.
 *
 * @param lookBack how far back alerts are read at the start
 * @param alerts most alerts held; beyond, the oldest resolved one goes first
 * @param incidents most incidents held; beyond, the oldest resolved one goes first
 * @param downtimes most downtimes held; beyond, the one that ended first goes first
 */
public record ViewOptions(Duration lookBack, int alerts, int incidents, int downtimes) {
    /** A day of alerts, at most 50,000 of them, 10,000 incidents, 100,000 downtimes. */
    public static ViewOptions defaults() {
        return new ViewOptions(Duration.ofHours(24), 50_000, 10_000, 100_000);
    }
}
