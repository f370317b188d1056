package io.weir.bridge.http;

import io.weir.bridge.metrics.BridgeMetrics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The requests that are underway in the whole bridge, and the memory their bodies take. */
final class InFlight {
    /** Packed, a body takes so many parts of what it is unpacked; most are far smaller. */
    private static final long PACKED_PART = 8;

    private final long mostBytes;
    private final BridgeMetrics metrics;
    private final long mostUnproven;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong unproven = new AtomicLong();
    private final AtomicInteger works = new AtomicInteger();

    /** @param biggest bytes of the biggest body */
    InFlight(long mostBytes, int biggest, BridgeMetrics metrics) {
        this.mostBytes = mostBytes;
        // the biggest one has to get through, packed as well
        this.mostUnproven = Math.max(mostBytes / 2, biggest + biggest / PACKED_PART);
        this.metrics = metrics;
    }

    void begun() {
        metrics.inFlight().inc();
    }

    void ended(long heldBytes) {
        bytes.addAndGet(-heldBytes);
        metrics.inFlight().dec();
    }

    /** Gives memory back that was taken. */
    void give(long heldBytes) {
        bytes.addAndGet(-heldBytes);
    }

    /**
     * Takes memory for what a body becomes, alerts and records; false when there is not enough, and then nothing is
     * taken. One is always let through, or the biggest message would be answered 503 for ever.
     */
    boolean takeWork(long weight) {
        boolean alone = works.getAndIncrement() == 0;
        if (bytes.addAndGet(weight) <= mostBytes || alone) {
            return true;
        }
        giveWork(weight);
        return false;
    }

    void giveWork(long weight) {
        works.decrementAndGet();
        bytes.addAndGet(-weight);
    }

    /** Takes memory; false when there is none left, and then nothing is taken. */
    boolean take(long more) {
        if (bytes.addAndGet(more) <= mostBytes) {
            return true;
        }
        bytes.addAndGet(-more);
        return false;
    }

    /**
     * The same for a body.
     *
     * @param proven whether it is known whose it is. Of somebody who only says who it is until all of it can be checked: all
     *     of these together get no more than a part, so that there is room for the others
     */
    boolean take(long more, boolean proven) {
        if (proven) {
            return take(more);
        }
        if (unproven.addAndGet(more) <= mostUnproven && take(more)) {
            return true;
        }
        unproven.addAndGet(-more);
        return false;
    }

    /** Those are known to be whose they said, or not held any more; the memory itself stays taken. */
    void proven(long bytesOfBody) {
        unproven.addAndGet(-bytesOfBody);
    }
}
