package io.weir.pipeline.deliver;

import io.weir.pipeline.settings.DeliverSettings;
import java.io.Serializable;

/**
 * What one task of an operator may do.
 *
 * @param calls at once
 * @param perSecond orders per second
 * @param checkpointed whether the job makes checkpoints; without them nothing waits for one
 * @param leaseMs how long it may act without a completed checkpoint, milliseconds; 0 for ever
 */
record TaskShare(int calls, double perSecond, boolean checkpointed, long leaseMs) implements Serializable {
    /** For a job: the lease outlasts several checkpoints, or it would end between two. */
    static TaskShare of(DeliverSettings settings, int calls, double perSecond) {
        long checkpoint = settings.engine().checkpointEveryMs();
        long lease = settings.tuning().leaseMs();
        return new TaskShare(calls, perSecond, checkpoint > 0, lease == 0 ? 0 : Math.max(lease, 3 * checkpoint));
    }
}
