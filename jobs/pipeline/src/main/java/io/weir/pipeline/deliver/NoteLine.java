package io.weir.pipeline.deliver;

import io.weir.sink.TicketNote;
import java.time.Instant;

/**
 * A line for the ticket as it is kept in state; see {@link TicketNote}.
 *
 * @param id unique within the incident
 * @param at milliseconds since the epoch
 * @param kind what it is about
 * @param text plain text
 * @param link for people; null when none
 */
public record NoteLine(String id, long at, String kind, String text, String link) {
    /** What the sink takes. */
    TicketNote note() {
        return new TicketNote(id, Instant.ofEpochMilli(at), kind, text, link);
    }

    /** What is kept. */
    static NoteLine of(TicketNote note) {
        return new NoteLine(note.id(), note.at().toEpochMilli(), note.kind(), note.text(), note.link());
    }
}
