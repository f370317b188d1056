package io.weir.app.config;

import java.time.Duration;

/**
 * How what was decided is done outside.
 *
 * @param lease how long a process may act without a completed checkpoint; at least three times the time between two
 * @param maxAge what was decided longer ago and is not known to be under way is refused
 * @param remember how long the job knows what is over, such as the ticket of an incident that may reopen; of what is
 *     forgotten GLPI is asked
 * @param ticketsPerSecond tickets written per second
 * @param lookEvery how often to look whether tickets were changed by people, or turned up twice
 * @param resolvedBeforeTicket what an incident gets that resolved before it had a ticket
 */
public record DeliverConfig(
        Duration lease,
        Duration maxAge,
        Duration remember,
        int ticketsPerSecond,
        Duration lookEvery,
        ResolvedBeforeTicket resolvedBeforeTicket) {
    /** So many checkpoints have to fit into a lease: one may be late and one may fail. */
    static final int CHECKPOINTS_PER_LEASE = 3;

    /** What to do for an incident that opened and resolved while nothing could be written. */
    public enum ResolvedBeforeTicket {
        /** A ticket that is solved at once. */
        TICKET,
        /** Nothing but a receipt. */
        SKIP
    }
}
