package io.weir.pipeline.deliver;

import io.weir.pipeline.kafka.DeadLetters;
import io.weir.schema.DeadLetter;
import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import java.util.ArrayList;
import java.util.List;

/** What is told about a ticket once it is known. Times are milliseconds since the epoch, wall clock. */
final class TicketReceipts {
    /** {@link io.weir.sink.TicketSight#status()} of a ticket in the trash, or purged. */
    static final String DELETED = "deleted";

    /** Who gives up, in dead letters. */
    static final String STAGE = "glpi";

    private TicketReceipts() {}

    /**
     * For what was done; none when only lines were added.
     *
     * @param seen whether people would want to know how the ticket looks now
     * @param toldRevision newest revision that the ticket was told to show before; 0 when it was never told of
     */
    static List<Receipt> done(TicketOrder order, TicketOutcome.Done done, boolean seen, long toldRevision, long now) {
        List<Receipt> receipts = new ArrayList<>();
        boolean resolved = order.desired().status() == Incident.Status.RESOLVED;
        boolean news = order.desired().revision() > toldRevision && !isDeleted(done);
        String state = switch (done.action()) {
            case CREATED -> "created";
            case ADOPTED -> toldRevision == 0 ? "created" : news ? (resolved ? "solved" : "updated") : null;
            case REOPENED -> "reopened";
            case SOLVED -> "solved";
            case UPDATED, UNCHANGED -> news ? "updated" : null;
        };
        String status = done.sight() == null ? null : done.sight().status();
        if (done.merged() > 0) {
            String many = done.merged() == 1 ? "1 duplicate" : done.merged() + " duplicates";
            receipts.add(receipt(order.desired(), "merged", many, done.ticketId(), done.url(), status, now));
        }
        if (state == null) {
            if (seen) {
                receipts.add(
                        receipt(order.desired(), "observed", done.reason(), done.ticketId(), done.url(), status, now));
            }
            return receipts;
        }
        receipts.add(receipt(order.desired(), state, done.reason(), done.ticketId(), done.url(), status, now));
        if (state.equals("created") && resolved) {
            receipts.add(receipt(order.desired(), "solved", null, done.ticketId(), done.url(), status, now));
        }
        return receipts;
    }

    /** Whether the ticket is gone, so that nothing was written. */
    static boolean isDeleted(TicketOutcome.Done done) {
        return done.sight() != null && DELETED.equals(done.sight().status());
    }

    /** For what could not be done yet and is tried again. */
    static Receipt delayed(Incident desired, String reason, String ticketId, String ticketUrl, long now) {
        return receipt(desired, "delayed", reason, ticketId, ticketUrl, null, now);
    }

    /** For what is not done at all: {@code skipped} or {@code expired}. */
    static Receipt passedOver(Incident desired, String state, String reason, long now) {
        return receipt(desired, state, reason, null, null, null, now);
    }

    /** For what was given up. */
    static Receipt failed(TicketOrder order, TicketOutcome.Failed failed, String ticketUrl, long now) {
        return receipt(
                order.desired(),
                "failed",
                failed.reason() + ": " + failed.detail(),
                order.ticketId(),
                ticketUrl,
                null,
                now);
    }

    /** For what was given up, with the bytes. */
    static DeadLetter deadLetter(TicketOrder order, TicketOutcome.Failed failed, long now) {
        Incident incident = order.desired();
        return DeadLetters.of(
                incident.tenant(),
                STAGE,
                failed.reason(),
                failed.detail(),
                Topics.INCIDENTS,
                Wire.INCIDENT.write(incident),
                incident.incidentId(),
                now);
    }

    private static Receipt receipt(
            Incident incident,
            String state,
            String reason,
            String ticketId,
            String ticketUrl,
            String ticketStatus,
            long now) {
        return new Receipt(
                incident.tenant(),
                Receipt.Kind.TICKET,
                incident.incidentId(),
                incident.revision(),
                state,
                reason,
                ticketId,
                ticketUrl,
                null,
                null,
                null,
                null,
                null,
                now,
                ticketStatus,
                null,
                null,
                null);
    }
}
