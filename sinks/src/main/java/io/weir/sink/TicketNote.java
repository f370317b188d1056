package io.weir.sink;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/**
 * A line for the ticket's timeline that is not a revision of the incident: what a remediation did, for example.
 *
 * @param id unique within the incident and stable over retries; letters, digits and {@code . _ : -}
 * @param at when it happened
 * @param kind what it is about, one word, for example {@code remediation}
 * @param text plain text, line breaks allowed; it is escaped when written
 * @param link http or https address for people; null when there is none
 */
public record TicketNote(String id, Instant at, String kind, String text, String link) implements Serializable {
    public TicketNote {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(text, "text");
        if (!id.matches("[A-Za-z0-9._:-]{1,128}")) {
            throw new IllegalArgumentException("not a note id: " + id);
        }
    }
}
