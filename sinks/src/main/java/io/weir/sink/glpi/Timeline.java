package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sink.text.Marker;
import java.util.HashSet;
import java.util.Set;

/**
 * What we wrote into a ticket's timeline before. It is read, once, before anything is written, because the caller's
 * memory may be older than the ticket.
 */
final class Timeline {
    private final GlpiSession session;
    private final String ticketId;
    private final String incidentId;
    private final boolean solutions;
    private final boolean all;
    private Set<String> marks;

    /**
     * @param solutions whether a solution may carry what is looked for
     * @param all whether to read every page; the newest one holds what was written last
     */
    Timeline(GlpiSession session, String ticketId, String incidentId, boolean solutions, boolean all) {
        this.session = session;
        this.ticketId = ticketId;
        this.incidentId = incidentId;
        this.solutions = solutions;
        this.all = all;
    }

    /** Of a ticket that was just created. */
    static Timeline empty(GlpiSession session, String ticketId, String incidentId) {
        Timeline timeline = new Timeline(session, ticketId, incidentId, false, false);
        timeline.marks = new HashSet<>();
        return timeline;
    }

    /** Whether a follow-up or a solution carries this mark. */
    boolean has(String mark) throws HaltException {
        if (marks == null) {
            Set<String> found = new HashSet<>();
            collect(TicketFields.FOLLOWUP, found);
            if (solutions) {
                collect(TicketFields.SOLUTION, found);
            }
            marks = found;
        }
        return marks.contains(mark);
    }

    /**
     * Adds a line.
     *
     * @param itemtype follow-up or solution
     * @param mark what the line carries
     * @return {@code Created} or {@code Rejected}
     */
    GlpiAnswer add(String itemtype, String content, String mark) throws HaltException {
        GlpiAnswer answer = session.add(itemtype, TicketFields.line(ticketId, content));
        if (answer instanceof GlpiAnswer.Created && marks != null) {
            marks.add(mark);
        }
        return answer;
    }

    private void collect(String itemtype, Set<String> found) throws HaltException {
        for (JsonNode line : session.children(TicketFields.TICKET, ticketId, itemtype, all)) {
            found.addAll(Marker.in(line.path("content").asText(""), incidentId));
        }
    }
}
