package io.weir.pipeline.deliver;

import io.weir.pipeline.settings.DeliverSettings;
import io.weir.pipeline.settings.TracingSettings;
import java.io.Serializable;

/**
 * What one task of an operator may do.
 *
 * @param calls at once
 * @param perSecond orders per second
 * @param checkpointed whether the job makes checkpoints; without them nothing waits for one
 * @param leaseMs how long it may act without a completed checkpoint, milliseconds; 0 for ever
 * @param tracing where its spans go; null for none
 */
record TaskShare(int calls, double perSecond, boolean checkpointed, long leaseMs, TracingSettings tracing)
        implements Serializable {
    /** Without spans. */
    TaskShare(int calls, double perSecond, boolean checkpointed, long leaseMs) {
        this(calls, perSecond, checkpointed, leaseMs, null);
    }

    /** For a job: the lease outlasts several checkpoints, or it would end between two. */
    static TaskShare of(DeliverSettings settings, int calls, double perSecond) {
        long checkpoint = settings.engine().checkpointEveryMs();
        long lease = settings.tuning().leaseMs();
        return new TaskShare(
                calls, perSecond, checkpoint > 0, lease == 0 ? 0 : Math.max(lease, 3 * checkpoint), settings.tracing());
    }
}
