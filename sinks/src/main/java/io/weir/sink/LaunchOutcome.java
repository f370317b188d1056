package io.weir.sink;

import java.io.Serializable;
import java.time.Duration;

/** How an attempt to start a playbook ended. */
public sealed interface LaunchOutcome extends Serializable {

    /**
     * There is exactly one job for the request.
     *
     * @param jobId the job
     * @param jobUrl its page for people
     * @param adopted whether an earlier attempt had started it
     */
    record Launched(String jobId, String jobUrl, boolean adopted) implements LaunchOutcome {}

    /**
     * An earlier attempt may still become a job; look again later with the same request.
     *
     * @param reason a stable word
     * @param after do not come back earlier
     */
    record Wait(String reason, Duration after) implements LaunchOutcome {}

    /**
     * Nothing was started; try again later with the same request.
     *
     * @param reason a stable word, for example {@code circuit-open}
     * @param after do not come back earlier
     */
    record Retry(String reason, Duration after) implements LaunchOutcome {}

    /**
     * It must not or cannot be started; a person has to look.
     *
     * @param reason a stable word, for example {@code host-not-in-inventory}
     * @param detail for people, with the remedy where there is one
     */
    record Refused(String reason, String detail) implements LaunchOutcome {}
}
