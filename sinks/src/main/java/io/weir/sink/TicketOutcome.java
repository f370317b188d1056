package io.weir.sink;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How an order to the ticket system ended. */
public sealed interface TicketOutcome extends Serializable {

    /** What was done to the ticket, the weightiest thing first. */
    enum Action {
        CREATED,
        ADOPTED,
        REOPENED,
        SOLVED,
        UPDATED,
        UNCHANGED;

        /** The lower-case word for receipts and logs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The ticket shows the desired revision and all notes. The exception is one that a person deleted, with {@code
     * deleted} as its sight's status: nothing was written into it, and the next order must carry the same {@code shown}
     * and notes, for when it is restored.
     *
     * @param ticketId the ticket
     * @param url the ticket's page for people
     * @param action what was done
     * @param notesWritten ids of the order's notes that are in the ticket now
     * @param reason why it is so, where that is not obvious, for example {@code ticket deleted by a person}; else null
     * @param sight the ticket as it is now; null when the sink does not look
     * @param merged other tickets of the incident that were found, solved and linked as duplicates
     */
    record Done(
            String ticketId,
            String url,
            Action action,
            List<String> notesWritten,
            String reason,
            TicketSight sight,
            int merged)
            implements TicketOutcome {
        /** Without a look at the ticket. */
        public Done(String ticketId, String url, Action action, List<String> notesWritten, String reason) {
            this(ticketId, url, action, notesWritten, reason, null, 0);
        }

        public Done {
            notesWritten = List.copyOf(notesWritten);
        }
    }

    /**
     * Not now; ask again with the same order.
     *
     * @param reason a stable word, for example {@code circuit-open}
     * @param after do not come back earlier; when {@code uncertain} this is longer than the ticket system may still work
     *     on what was sent
     * @param uncertain whether something may have been written that is not known; the next order must say so
     * @param ticketId the ticket when it is known by now; the next order must carry it; else null
     * @param notesWritten ids of the order's notes that are in the ticket now
     * @param unavailable whether the ticket system as a whole is away: nobody's order would get further
     */
    record Retry(
            String reason,
            Duration after,
            boolean uncertain,
            String ticketId,
            List<String> notesWritten,
            boolean unavailable)
            implements TicketOutcome {
        /** It is about this order alone. */
        public Retry(String reason, Duration after, boolean uncertain, String ticketId, List<String> notesWritten) {
            this(reason, after, uncertain, ticketId, notesWritten, false);
        }

        public Retry {
            notesWritten = List.copyOf(notesWritten);
        }
    }

    /**
     * It will not work like this, ever: a dead letter.
     *
     * @param reason a stable word
     * @param detail for people
     * @param ticketId the ticket when it is known by now, also one that was just made; the next order must carry it; else
     *     null
     */
    record Failed(String reason, String detail, String ticketId) implements TicketOutcome {
        /** Of no ticket that is known. */
        public Failed(String reason, String detail) {
            this(reason, detail, null);
        }
    }
}
