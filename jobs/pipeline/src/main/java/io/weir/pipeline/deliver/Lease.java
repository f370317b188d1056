package io.weir.pipeline.deliver;

import io.weir.sink.Fence;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long this task may act outside without a sign that it is still the one that should. The sign is a completed
 * checkpoint, and it is as old as this task's own part of it: a process that stood still gets no new one before the
 * others have agreed that it is still alive, whatever messages waited for it meanwhile. Asked on any thread; told on the
 * task's own.
 */
final class Lease implements Fence {
    private final long lengthNanos;
    private final LongSupplier nanos;
    private final LongSupplier wallMillis;
    private final Map<Long, Moment> begun = new HashMap<>();
    private volatile Moment proven;

    /** Both clocks of one instant: the one stops while a machine sleeps, the other may be set. */
    private record Moment(long nanos, long wallMillis) {}

    /**
     * A lease that begins now.
     *
     * @param lengthMs 0 for one that never ends
     * @param nanos a clock that is never set
     * @param wallMillis the wall clock
     */
    Lease(long lengthMs, LongSupplier nanos, LongSupplier wallMillis) {
        this.lengthNanos = lengthMs * 1_000_000;
        this.nanos = nanos;
        this.wallMillis = wallMillis;
        this.proven = now();
    }

    /** One on the clocks of this machine. */
    static Lease begin(long lengthMs) {
        return new Lease(lengthMs, System::nanoTime, System::currentTimeMillis);
    }

    /** This task takes its part of a checkpoint now. */
    void begun(long checkpoint) {
        begun.put(checkpoint, now());
    }

    /** A checkpoint is complete everywhere. */
    void completed(long checkpoint) {
        Moment moment = begun.get(checkpoint);
        if (moment != null && moment.nanos() - proven.nanos() > 0) {
            proven = moment;
        }
        begun.keySet().removeIf(earlier -> earlier <= checkpoint);
    }

    @Override
    public String closedBecause() {
        if (lengthNanos == 0) {
            return null;
        }
        Moment now = now();
        Moment since = proven;
        long still = Math.max(now.nanos() - since.nanos(), (now.wallMillis() - since.wallMillis()) * 1_000_000);
        return still <= lengthNanos
                ? null
                : "no checkpoint completed for " + still / 1_000_000 + " ms, longer than the lease";
    }

    private Moment now() {
        return new Moment(nanos.getAsLong(), wallMillis.getAsLong());
    }
}
