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
 */
record ExecutionTuning(long retryFirstMs, long retryMaxMs, long seed, long forgetAfterMs, long runTimeoutMs)
        implements Serializable {
    static ExecutionTuning of(DeliverTuning tuning, long runTimeoutMs) {
        return new ExecutionTuning(
                tuning.retryFirstMs(), tuning.retryMaxMs(), tuning.seed(), tuning.forgetAfterMs(), runTimeoutMs);
    }
}
