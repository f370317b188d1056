package io.weir.sink;

import io.weir.schema.Remediation;

/**
 * Has the last word on a launch. A runner asks it when everything else is settled, right before the request that starts
 * the job leaves; a job that exists already is none of its business.
 */
@FunctionalInterface
public interface LaunchGate {
    /** Lets everything through. */
    LaunchGate OPEN = request -> null;

    /** Why the request must not leave now, as the outcome of the attempt; null lets it go. */
    LaunchOutcome hold(Remediation request);
}
