package io.weir.core.track;

/** What became of one observation or one waking; each observation gets exactly one, so that the sums must balance. */
public enum Verdict {
    /** A new episode, handed on. */
    STARTED,
    /** A new episode, held by a downtime. */
    HELD,
    /** A new episode of a flapping alert that is already shown as firing. */
    DAMPED_START,
    /** The running episode again. */
    REPEATED,
    /** A firing whose resolve came first, handed on: it may join an incident, but opens none. */
    LATE,
    /** A firing that was sent before the resolve we already have. */
    OUTDATED_FIRING,
    /** The episode ended. */
    ENDED,
    /** The source was asked and no longer knows the alert: the episode ended, flapping or not. */
    GONE_AT_SOURCE,
    /** The end of an episode of a flapping alert, kept back until it is quiet. */
    DAMPED_END,
    /** The episode ended while it was held: nothing was ever shown. */
    CLEARED_IN_DOWNTIME,
    /** The resolve of an episode that has ended already. */
    REPEATED_RESOLVE,
    /** The resolve of an older episode than the one that runs. */
    OUTDATED_RESOLVE,
    /** The resolve of an alert nothing is known of. */
    ORPHAN_RESOLVE,
    /** Waking: the downtime is over and it still fires. */
    RELEASED,
    /** Waking: nobody repeated it for too long. */
    WENT_STALE,
    /** Waking: it ceased to flap. */
    CALMED
}
