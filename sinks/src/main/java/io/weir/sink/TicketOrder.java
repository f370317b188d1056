package io.weir.sink;

import io.weir.schema.Incident;
import java.util.List;
import java.util.Objects;

/**
 * What one ticket should look like. Not serialisable, because {@link Incident} is not: the caller keeps the parts.
 *
 * @param desired the newest revision
 * @param shown the last revision that the ticket is known to show; null when none
 * @param ticketId the ticket as far as it is known; null when not
 * @param uncertain whether an earlier attempt ended in {@link TicketOutcome.Retry} with {@code uncertain}: something may
 *     have been written, so everything is looked for before it is written again
 * @param notes lines that are not known to be in the ticket yet, oldest first
 * @param memory {@link TicketSight#memory()} of the last time; null when there was none
 * @param visit whether the ticket is to be looked at although nothing is to be written: it changed, or a duplicate may
 *     have turned up
 */
public record TicketOrder(
        Incident desired,
        Incident shown,
        String ticketId,
        boolean uncertain,
        List<TicketNote> notes,
        String memory,
        boolean visit) {
    public TicketOrder {
        Objects.requireNonNull(desired, "desired");
        notes = List.copyOf(notes);
    }

    /** An order without memory of the last one. */
    public TicketOrder(Incident desired, Incident shown, String ticketId, boolean uncertain, List<TicketNote> notes) {
        this(desired, shown, ticketId, uncertain, notes, null, false);
    }

    /** The first order of an incident. */
    public static TicketOrder first(Incident desired) {
        return new TicketOrder(desired, null, null, false, List.of());
    }
}
