package io.weir.sink.glpi;

import io.weir.schema.Incident;
import io.weir.sink.TicketOrder;
import io.weir.sink.text.Marker;
import io.weir.sink.text.TicketText;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What people did to a ticket, told by comparing it with how it looked after our last write. What we wrote ourselves is
 * never taken for a person's act: it equals the memory, or what the revisions in question say, or, after an unclear
 * answer, we were the last to touch the ticket and the desired revision is not in it.
 */
final class PersonActs {
    static final String DELETED = "ticket deleted by a person";
    static final String CLOSED = "closed by a person";
    static final String SOLVED = "solved by a person";
    static final String REOPENED = "reopened by a person";
    static final String MOVED = "moved by a person";

    private final TicketOrder order;
    private final TicketMemory memory;
    private final SortedSet<String> handsOff;

    private PersonActs(TicketOrder order, TicketMemory memory, SortedSet<String> handsOff) {
        this.order = order;
        this.memory = memory;
        this.handsOff = handsOff;
    }

    /** Compares before anything is written. */
    static PersonActs of(TicketOrder order, TicketMemory memory, Ticket ticket, Timeline timeline)
            throws HaltException {
        SortedSet<String> changed = new TreeSet<>();
        if (memory.name() != null) {
            if (!memory.name().equals(ticket.name()) && !ourTitle(order, ticket)) {
                changed.add(TicketMemory.TITLE);
            }
            if (!ticket.rank().equals(memory.rank()) && !ourRank(order, memory.rank(), ticket.rank())) {
                changed.add(TicketMemory.PRIORITY);
            }
            if (!Print.of(ticket.content()).equals(memory.content())) {
                changed.add(TicketMemory.CONTENT);
            }
            if (!changed.isEmpty() && perhapsOurs(order, ticket, timeline)) {
                changed.clear();
            }
        }
        changed.addAll(memory.handsOff());
        return new PersonActs(order, memory, changed);
    }

    private static boolean perhapsOurs(TicketOrder order, Ticket ticket, Timeline timeline) throws HaltException {
        return order.uncertain()
                && ticket.lastTouchedByUs()
                && !timeline.has(Marker.revision(order.desired().revision()));
    }

    private static Stream<Incident> revisions(TicketOrder order) {
        return order.shown() == null ? Stream.of(order.desired()) : Stream.of(order.desired(), order.shown());
    }

    private static boolean ourTitle(TicketOrder order, Ticket ticket) {
        String name = ticket.name().strip();
        return revisions(order)
                .anyMatch(revision -> TicketText.title(revision).strip().equals(name));
    }

    private static boolean ourRank(TicketOrder order, Ticket.Rank before, Ticket.Rank rank) {
        // a priority alone is never written by us
        boolean onlyPriority = before.urgency() == rank.urgency() && before.impact() == rank.impact();
        return !onlyPriority
                && revisions(order)
                        .anyMatch(
                                revision -> revision.urgency() == rank.urgency() && revision.impact() == rank.impact());
    }

    /** Whether a field is left alone. */
    boolean handsOff(String field) {
        return handsOff.contains(field);
    }

    /** All that is left alone. */
    SortedSet<String> handsOff() {
        return handsOff;
    }

    /** What to tell, in stable words, when the order was carried out; empty when there is nothing. */
    List<String> words(Ticket now) {
        List<String> words = new ArrayList<>();
        boolean open = order.desired().status() == Incident.Status.OPEN;
        if (open && now.over()) {
            words.add(now.closed() ? CLOSED : SOLVED);
        } else if (!open && !now.over()) {
            words.add(REOPENED);
        }
        if (memory.entity() != null && memory.entity() != now.entity()) {
            words.add(MOVED);
        }
        handsOff.forEach(field -> words.add(field + " edited by a person"));
        return words;
    }
}
