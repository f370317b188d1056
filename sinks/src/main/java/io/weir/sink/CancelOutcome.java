package io.weir.sink;

import java.io.Serializable;

/**
 * What became of the wish to stop a job.
 *
 * @param state what happened
 * @param detail for people
 */
public record CancelOutcome(State state, String detail) implements Serializable {

    /** What happened. */
    public enum State {
        /** Accepted; the job stops in its own time, poll it. */
        REQUESTED,
        /** It had ended before. */
        ALREADY_FINISHED,
        /** There is no such job. */
        NOT_FOUND,
        /** It runs on and may not be stopped by us. */
        REFUSED,
        /** Not known; ask again. */
        UNKNOWN
    }
}
