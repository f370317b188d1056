package io.weir.checker;

/** What must hold when a run is over and all is quiet. */
public enum Law {
    /**
     * An incident has exactly one ticket that is neither in the trash nor solved and linked as a duplicate of another of
     * its tickets. It is solved or closed if the newest revision says resolved, and only then.
     */
    ONE_LIVE_TICKET,
    /** A ticket with our key in its title belongs to an incident on the log. */
    NO_GHOST,
    /** The live ticket, and no other, holds the claim of its incident. */
    CLAIMED,
    /**
     * No mark stands twice in the live ticket's timeline, and revisions rise in it. The description is not part of the
     * timeline: one that was made when the incident was over has the mark of its solution. Revisions that were overtaken before
     * they could be shown have no mark; those that a receipt tells of have one, see {@link #SHOWN_AS_TOLD}.
     */
    MARKED_ONCE,
    /** The last revision in the ticket is the newest on the log. */
    NEWEST_SHOWN,
    /** Every revision of which a receipt says that the ticket shows it has its mark there. */
    SHOWN_AS_TOLD,
    /** Every note that was ordered is in the ticket. */
    NOTED,
    /**
     * At most one job with the label of a remediation had an effect: it came to a host and did not find its work done
     * already.
     */
    ONE_LAUNCH,
    /** Every requested remediation comes to one verdict, no more. */
    ONE_VERDICT,
    /** Receipts name the ticket that lives and jobs that are there, and no success that the runner does not know of. */
    RECEIPTS_AGREE,
    /**
     * An alert that fires by the log is listed as firing in the newest revision of an open incident, or held by a
     * downtime that a receipt names.
     */
    FIRING_HAS_A_PLACE,
    /**
     * What began in a downtime and still fires when that ends has a ticket a minute later. Time in which all stood
     * still, as without a log, does not count.
     */
    TICKETED_AFTER_DOWNTIME,
    /** The same input without faults gives the same incidents with the same alerts. */
    SAME_UNDISTURBED
}
