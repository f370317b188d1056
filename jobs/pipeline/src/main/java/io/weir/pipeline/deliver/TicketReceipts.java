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
    private static final String STAGE = "glpi";

    private TicketReceipts() {}

    /** For what was done; none when only lines were added. */
    static List<Receipt> done(TicketOrder order, TicketOutcome.Done done, long now) {
        List<Receipt> receipts = new ArrayList<>();
        boolean news = order.shown() == null
                || order.desired().revision() > order.shown().revision();
        String state = switch (done.action()) {
            case CREATED, ADOPTED -> "created";
            case REOPENED -> "reopened";
            case SOLVED -> "solved";
            case UPDATED, UNCHANGED -> news ? "updated" : null;
        };
        if (state == null) {
            return receipts;
        }
        receipts.add(receipt(order.desired(), state, done.reason(), done.ticketId(), done.url(), now));
        boolean made = state.equals("created");
        if (made && order.desired().status() == Incident.Status.RESOLVED) {
            receipts.add(receipt(order.desired(), "solved", null, done.ticketId(), done.url(), now));
        }
        return receipts;
    }

    /** For what could not be done yet and is tried again. */
    static Receipt delayed(TicketOrder order, TicketOutcome.Retry retry, String ticketUrl, long now) {
        return receipt(order.desired(), "delayed", retry.reason(), order.ticketId(), ticketUrl, now);
    }

    /** For what was given up. */
    static Receipt failed(TicketOrder order, TicketOutcome.Failed failed, String ticketUrl, long now) {
        return receipt(
                order.desired(), "failed", failed.reason() + ": " + failed.detail(), order.ticketId(), ticketUrl, now);
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
            Incident incident, String state, String reason, String ticketId, String ticketUrl, long now) {
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
                null,
                null,
                null,
                null);
    }
}
