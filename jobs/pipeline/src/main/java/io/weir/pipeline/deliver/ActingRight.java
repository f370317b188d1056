package io.weir.pipeline.deliver;

import io.weir.schema.Control;
import io.weir.sink.Fence;

/**
 * Whether a task may act outside: its lease runs, and {@code weir.control} names its job as the one that delivers. The
 * newest job owns the outside; one that finds a newer one has ended. May be asked on any thread.
 */
final class ActingRight implements Fence {
    private static final long LOOK_MS = 20;
    private static final long PATIENCE_MS = 20_000;

    private final Lease lease;
    private final ControlView controls;
    private final String self;
    private final long definedAt;

    /**
     * A right that has to be found out.
     *
     * @param self id of this job
     * @param definedAt when this job was defined, milliseconds since the epoch; whoever claimed later is newer
     */
    ActingRight(Lease lease, ControlView controls, String self, long definedAt) {
        this.lease = lease;
        this.controls = controls;
        this.self = self;
        this.definedAt = definedAt;
    }

    @Override
    public String closedBecause() {
        String lapsed = lease.closedBecause();
        if (lapsed != null) {
            return lapsed;
        }
        if (!controls.readable()) {
            return "it cannot be read who delivers";
        }
        Control deliverer = controls.deliverer();
        return deliverer != null && self.equals(deliverer.owner()) ? null : "this job is not the one that delivers";
    }

    /**
     * Waits until it can be read who delivers.
     *
     * @throws IllegalStateException when that takes too long; the task has to begin again
     */
    void awaitReadable() throws InterruptedException {
        for (long waited = 0; !controls.readable(); waited += LOOK_MS) {
            if (waited >= PATIENCE_MS) {
                throw new IllegalStateException("weir.control cannot be read");
            }
            Thread.sleep(LOOK_MS);
        }
    }

    /** Whether nobody newer has the right, and this job not yet: then somebody of this job has to claim it. */
    boolean isToBeClaimed() {
        Control deliverer = controls.deliverer();
        return controls.readable() && (deliverer == null || isOlder(deliverer));
    }

    /** A claim bears the time at which its job was defined, so that it does not matter who is quicker to say so. */
    private boolean isOlder(Control deliverer) {
        return deliverer.at() < definedAt
                || (deliverer.at() == definedAt && deliverer.owner().compareTo(self) < 0);
    }

    /**
     * Ends the job when a newer one has taken over.
     *
     * @throws TakenOverException then
     */
    void ensureNotReplaced() {
        Control deliverer = controls.deliverer();
        if (controls.readable() && deliverer != null && !self.equals(deliverer.owner()) && !isOlder(deliverer)) {
            throw new TakenOverException(deliverer);
        }
    }
}
