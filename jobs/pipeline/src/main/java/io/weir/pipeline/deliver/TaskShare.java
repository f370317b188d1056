package io.weir.pipeline.deliver;

import java.io.Serializable;

/**
 * What one task of an operator may do.
 *
 * @param calls at once
 * @param perSecond orders per second
 * @param checkpointed whether the job makes checkpoints; without them nothing waits for one
 * @param leaseMs how long it may act without a completed checkpoint, milliseconds; 0 for ever
 */
record TaskShare(int calls, double perSecond, boolean checkpointed, long leaseMs) implements Serializable {}
