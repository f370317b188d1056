package io.weir.pipeline.deliver;

import java.io.Serializable;

/**
 * What is known of a remediation from elsewhere than this job's own state. Asked once, when the first is heard of it: a
 * job that begins anew reads old requests again, and what has a receipt must not happen twice.
 */
@FunctionalInterface
interface PastEffects extends Serializable {
    /** Nothing is known of anything. */
    PastEffects NONE = (tenant, remediationId) -> null;

    /** What became of it, as its last receipt says; null when there is no receipt. */
    String stateOf(String tenant, String remediationId);
}
