package io.weir.sink.glpi;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a ticket looked like after we had last written to it, and what we learned of people since. It is what GLPI showed,
 * not what we sent: business rules may have rewritten it.
 *
 * @param name title
 * @param rank urgency, impact and priority
 * @param content {@link Print} of the description
 * @param entity where it was put at first
 * @param handsOff fields that a person changed and that are left alone for good: {@code title|priority|content}
 * @param assets names of computers that are linked, or were and somebody took the link away
 * @param told whether the ticket says already that alerts fire on although it was solved
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TicketMemory(
        String name,
        Ticket.Rank rank,
        String content,
        Integer entity,
        SortedSet<String> handsOff,
        SortedSet<String> assets,
        boolean told) {
    static final String TITLE = "title";
    static final String PRIORITY = "priority";
    static final String CONTENT = "content";
    /** Of a ticket that was never looked at. */
    static final TicketMemory NONE = new TicketMemory(null, null, null, null, null, null, false);

    private static final Logger LOG = LoggerFactory.getLogger(TicketMemory.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    TicketMemory {
        handsOff = handsOff == null ? new TreeSet<>() : new TreeSet<>(handsOff);
        assets = assets == null ? new TreeSet<>() : new TreeSet<>(assets);
    }

    /** Of a ticket as it stands. */
    static TicketMemory of(Ticket ticket, Integer entity, Set<String> handsOff, Set<String> assets, boolean told) {
        return new TicketMemory(
                ticket.name(),
                ticket.rank(),
                Print.of(ticket.content()),
                entity == null ? Integer.valueOf(ticket.entity()) : entity,
                new TreeSet<>(handsOff),
                new TreeSet<>(assets),
                told);
    }

    /** Reads what {@link #text} wrote; what is null or cannot be read is {@link #NONE}. */
    static TicketMemory read(String text) {
        if (text == null) {
            return NONE;
        }
        try {
            return JSON.readValue(text, TicketMemory.class);
        } catch (JsonProcessingException e) {
            LOG.warn("what was remembered of a ticket cannot be read: {}", e.getOriginalMessage());
            return NONE;
        }
    }

    /** The text that the caller keeps for us. */
    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a ticket's memory cannot be written", e);
        }
    }
}
