package io.weir.pipeline.deliver;

import io.weir.pipeline.settings.DeliverTuning;
import java.io.Serializable;

/**
 * How playbooks are run. Times are milliseconds.
 *
 * @param retryFirstMs first pause after a failure, doubled each time
 * @param retryMaxMs longest pause
 * @param seed for the jitter of pauses
 * @param forgetAfterMs how long what is over is remembered
 * @param runTimeoutMs how long a playbook may run before its job is cancelled
 * @param maxAgeMs what was decided longer ago and is not known is passed over
 */
record ExecutionTuning(
        long retryFirstMs, long retryMaxMs, long seed, long forgetAfterMs, long runTimeoutMs, long maxAgeMs)
        implements Serializable {
    static ExecutionTuning of(DeliverTuning tuning, long runTimeoutMs) {
        return new ExecutionTuning(
                tuning.retryFirstMs(),
                tuning.retryMaxMs(),
                tuning.seed(),
                tuning.forgetAfterMs(),
                runTimeoutMs,
                tuning.maxAgeMs());
    }

    /** Whether what was decided at {@code at} is not begun any more when nothing is known of it. */
    boolean tooOld(long at, long now) {
        return at < now - maxAgeMs;
    }
}
