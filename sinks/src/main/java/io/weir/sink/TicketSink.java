package io.weir.sink;

import java.util.function.Consumer;

/**
 * Makes a ticket look like the newest revision of its incident. Calls block, and may come from several threads, but only
 * one at a time for one incident: that single writer is what keeps tickets and notes from being written twice.
 */
public interface TicketSink extends AutoCloseable {

    /**
     * Brings the ticket to the desired revision and adds the notes. It never throws for what the ticket system does or
     * fails to do; that is in the outcome.
     */
    TicketOutcome apply(TicketOrder order);

    /**
     * Tells of our tickets that changed since the last call, by whomever, and of those that are new, each as soon as it is
     * read, the latest first; the first call begins with now. May tell of one twice, and of what we wrote ourselves. Tells
     * nothing more when the ticket system cannot be asked; what changed is then told by a later call.
     */
    default void changed(Consumer<TicketGlimpse> told) {
        // nobody knows
    }

    /** Whether the ticket system is left alone for now, after failures. For people to look at; any thread may ask. */
    default boolean isLeftAlone() {
        return false;
    }

    /** Ends sessions and connections; does not throw. */
    @Override
    void close();
}
