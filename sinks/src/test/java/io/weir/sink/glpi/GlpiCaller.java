package io.weir.sink.glpi;

import static io.weir.sink.glpi.GlpiRig.done;

import io.weir.schema.Incident;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketOutcome.Done;
import java.util.ArrayList;
import java.util.List;

/** A caller that keeps what the port says it must keep, as the deliver job does. */
final class GlpiCaller {
    private final GlpiSink sink;
    private Incident desired;
    private Incident shown;
    private String ticketId;
    private String memory;
    private boolean uncertain;
    private final List<TicketNote> notes = new ArrayList<>();
    Done last;

    GlpiCaller(GlpiSink sink) {
        this.sink = sink;
    }

    /** A revision, until it is delivered. */
    Done bring(Incident revision) {
        desired = revision;
        return run(false);
    }

    /** A revision once, whatever comes of it. */
    TicketOutcome tryOnce(Incident revision) {
        desired = revision;
        return once(false);
    }

    /** A note that goes with the next orders until it is written. */
    void note(TicketNote note) {
        notes.add(note);
    }

    /** A visit. */
    Done visit() {
        return run(true);
    }

    private Done run(boolean visit) {
        for (int attempt = 0; attempt < 20; attempt++) {
            TicketOutcome outcome = once(visit);
            if (!(outcome instanceof TicketOutcome.Retry)) {
                return done(outcome);
            }
        }
        throw new AssertionError("never done");
    }

    private TicketOutcome once(boolean visit) {
        TicketOutcome outcome = sink.apply(new TicketOrder(desired, shown, ticketId, uncertain, notes, memory, visit));
        if (outcome instanceof Done done) {
            last = done;
            if (!Ticket.DELETED.equals(done.sight().status())) {
                shown = desired;
                notes.removeIf(note -> done.notesWritten().contains(note.id()));
            }
            ticketId = done.ticketId();
            memory = done.sight().memory();
            uncertain = false;
        } else if (outcome instanceof TicketOutcome.Retry retry) {
            ticketId = retry.ticketId() == null ? ticketId : retry.ticketId();
            uncertain |= retry.uncertain();
        }
        return outcome;
    }

    /** As after a restart: nobody knows whether the state is older than the ticket. */
    void restarted() {
        uncertain = true;
    }

    /** As after a restart from an older state. */
    GlpiCaller copy() {
        GlpiCaller copy = new GlpiCaller(sink);
        copy.desired = desired;
        copy.shown = shown;
        copy.ticketId = ticketId;
        copy.memory = memory;
        copy.uncertain = true;
        copy.last = last;
        return copy;
    }

    String ticket() {
        return ticketId;
    }
}
