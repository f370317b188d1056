package io.weir.bridge.http;

import io.weir.bridge.metrics.BridgeMetrics;
import java.util.concurrent.atomic.AtomicLong;

/** The requests that are underway in the whole bridge, and the memory their bodies take. */
final class InFlight {
    private final long mostBytes;
    private final BridgeMetrics metrics;
    private final AtomicLong bytes = new AtomicLong();

    InFlight(long mostBytes, BridgeMetrics metrics) {
        this.mostBytes = mostBytes;
        this.metrics = metrics;
    }

    void begun() {
        metrics.inFlight().inc();
    }

    void ended(long heldBytes) {
        bytes.addAndGet(-heldBytes);
        metrics.inFlight().dec();
    }

    /** Takes memory for more of a body; false when there is none left, and then nothing is taken. */
    boolean take(long more) {
        if (bytes.addAndGet(more) <= mostBytes) {
            return true;
        }
        bytes.addAndGet(-more);
        return false;
    }
}
