package io.weir.sink;

/** What a finished job has done. */
public enum Verdict {
    /** The playbook ran on our host and did something. */
    SUCCEEDED,
    /** The job ended well, but nothing was done. */
    NO_EFFECT,
    /** The playbook, or the runner, failed. */
    FAILED,
    /** Somebody stopped it. */
    CANCELED,
    /** Somebody who was asked to approve it said no; the playbook did not run. */
    DENIED,
    /** Nobody approved it in time; the playbook did not run. */
    EXPIRED,
    /** It cannot be known. */
    UNKNOWN
}
