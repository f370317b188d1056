package io.weir.pipeline.deliver;

import io.weir.sink.TicketNote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The lines that still have to go into one ticket, each once, and the ids of those that are done with. */
final class PendingNotes {
    private static final int MAX_PENDING = 50;
    private static final int MAX_REMEMBERED = 200;

    private final List<NoteLine> pending;
    private final List<String> doneWith;

    /** From state; null lists count as empty. */
    PendingNotes(List<NoteLine> pending, List<String> doneWith) {
        this.pending = pending == null ? new ArrayList<>() : new ArrayList<>(pending);
        this.doneWith = doneWith == null ? new ArrayList<>() : new ArrayList<>(doneWith);
    }

    /** Adds a line, unless it is known; beyond the limit the oldest waiting line gives way. */
    void add(NoteLine line) {
        if (doneWith.contains(line.id())
                || pending.stream().anyMatch(known -> known.id().equals(line.id()))) {
            return;
        }
        if (pending.size() == MAX_PENDING) {
            remember(pending.remove(0).id());
        }
        pending.add(line);
    }

    /** These lines are in the ticket, or are given up. */
    void doneWith(Collection<String> ids) {
        pending.removeIf(line -> ids.contains(line.id()));
        ids.forEach(this::remember);
    }

    /** All lines that wait have no ticket to go to. */
    void dropAll() {
        pending.clear();
        doneWith.clear();
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** For the sink, oldest first. */
    List<TicketNote> notes() {
        return pending.stream().map(NoteLine::note).toList();
    }

    /** For state. */
    List<NoteLine> pending() {
        return List.copyOf(pending);
    }

    /** For state. */
    List<String> doneWith() {
        return List.copyOf(doneWith);
    }

    private void remember(String id) {
        if (!doneWith.contains(id)) {
            doneWith.add(id);
        }
        if (doneWith.size() > MAX_REMEMBERED) {
            doneWith.remove(0);
        }
    }
}
