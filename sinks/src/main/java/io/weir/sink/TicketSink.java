package io.weir.sink;

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

    /** Ends sessions and connections; does not throw. */
    @Override
    void close();
}
