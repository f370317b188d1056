package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.sink.TicketGlimpse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of our tickets changed since the last look: reads them backwards from the last change, so a quiet GLPI with ten
 * thousand tickets costs one short page. GLPI's times are local to its server and have no zone, so they are only compared
 * with each other; and they are those of a request's beginning, so a request that took long shows up before what is known
 * already: each look goes back behind the newest time known by as long as a request may take.
 *
 * <p>When the server's clock is set back, also for winter time, what changes before it has caught up is not seen here; it
 * is seen with the next revision. Not for several threads.
 */
final class ChangeSweep {
    /** Even with the longest descriptions a page stays far below what we read of an answer. */
    private static final int PAGE = 25;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Pattern KEY = Pattern.compile("\\[corr:([0-9a-z-]{1,64})\\]");

    private final boolean deleted;
    private final Duration overlap;
    private LocalDateTime newest;
    private boolean begun;
    /** What was seen of tickets that the next look will see again. */
    private Map<String, Seen> seen = new HashMap<>();

    private record Seen(String version, LocalDateTime at) {}

    /** Where it reads. */
    @FunctionalInterface
    interface Pages {
        /** Some of our tickets, those that changed last first; {@code first} is how many to leave out. */
        List<JsonNode> newest(boolean deleted, int first, int count) throws HaltException;
    }

    /**
     * A sweep that begins with its first look.
     *
     * @param deleted of the tickets in the trash, or of the others
     * @param overlap how long GLPI may work on a request
     */
    ChangeSweep(boolean deleted, Duration overlap) {
        this.deleted = deleted;
        this.overlap = overlap;
    }

    /** Tells of tickets that changed since the last look, newest first; of none in the first look. */
    void look(Pages pages, Consumer<TicketGlimpse> told) throws HaltException {
        Map<String, Seen> now = new HashMap<>();
        LocalDateTime last = newest;
        LocalDateTime from = newest == null ? LocalDateTime.MIN : newest.minus(overlap);
        boolean more = true;
        for (int first = 0; more; first += PAGE) {
            List<JsonNode> rows = pages.newest(deleted, first, PAGE);
            more = rows.size() == PAGE;
            for (JsonNode row : rows) {
                LocalDateTime at = time(row);
                if (last == null || at.isAfter(last)) {
                    last = at;
                }
                if (!begun && first == 0 && from.equals(LocalDateTime.MIN)) {
                    from = at.minus(overlap);
                }
                if (at.isBefore(from)) {
                    more = false;
                    break;
                }
                Ticket ticket = Ticket.of(row);
                Seen one = new Seen(ticket.version(), at);
                now.put(ticket.id(), one);
                Seen before = seen.get(ticket.id());
                if (begun && (before == null || !before.version().equals(one.version()))) {
                    glimpse(ticket, one.version(), told);
                }
            }
        }
        remember(now, last);
        begun = true;
    }

    private void remember(Map<String, Seen> now, LocalDateTime last) {
        newest = last;
        if (newest != null) {
            LocalDateTime from = newest.minus(overlap);
            now.values().removeIf(one -> one.at().isBefore(from));
        }
        seen = now;
    }

    private static void glimpse(Ticket ticket, String version, Consumer<TicketGlimpse> told) {
        Matcher key = KEY.matcher(ticket.name());
        if (key.lookingAt()) {
            told.accept(new TicketGlimpse(key.group(1), ticket.id(), version));
        }
    }

    private static LocalDateTime time(JsonNode row) {
        try {
            return LocalDateTime.parse(row.path("date_mod").asText(""), TIME);
        } catch (DateTimeException e) {
            // a ticket without a time is an old one
            return LocalDateTime.MIN.plusYears(1);
        }
    }
}
