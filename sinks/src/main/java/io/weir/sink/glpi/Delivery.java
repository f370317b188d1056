package io.weir.sink.glpi;

import io.weir.schema.Incident;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketOutcome.Action;
import io.weir.sink.text.FollowupText;
import io.weir.sink.text.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * One order, from looking for the ticket to the last note. A step that is marked in the timeline was carried out, and so
 * were the steps before it; that makes it safe to begin again after any break.
 */
final class Delivery {
    static final String DELETED = "ticket deleted by a person";

    private final GlpiSession session;
    private final GlpiOptions options;
    private final GlpiOptions.Tenant tenant;
    private final TicketOrder order;
    private final Incident desired;
    private final TicketClaim claim;
    private final List<String> notesWritten = new ArrayList<>();
    private String ticketId;
    private Action action = Action.UNCHANGED;

    Delivery(GlpiSession session, GlpiOptions options, GlpiOptions.Tenant tenant, TicketOrder order) {
        this.session = session;
        this.options = options;
        this.tenant = tenant;
        this.order = order;
        this.desired = order.desired();
        this.claim = new TicketClaim(session, desired);
        this.ticketId = order.ticketId();
    }

    /** Carries the order out as far as it goes. */
    TicketOutcome run() {
        try {
            return order.ticketId() == null || order.shown() == null ? open() : keep();
        } catch (HaltException e) {
            return new TicketOutcome.Retry(
                    e.reason(), e.after(), e.uncertain() || order.uncertain(), ticketId, notesWritten);
        } catch (FailedException e) {
            return new TicketOutcome.Failed(e.reason(), e.getMessage());
        }
    }

    /** Nothing is known to be shown: find the ticket, or make it. */
    private TicketOutcome open() throws HaltException, FailedException {
        String holder = claim.holder().orElse(null);
        SortedSet<Long> tickets = claim.titled();
        if (order.ticketId() != null) {
            tickets.add(Long.parseLong(order.ticketId()));
        }
        boolean created = false;
        if (holder == null) {
            created = tickets.isEmpty();
            ticketId = created ? create() : Long.toString(tickets.first());
            holder = claim.claim(ticketId);
            created &= holder.equals(ticketId);
        }
        if (ticketId != null) {
            tickets.add(Long.parseLong(ticketId));
        }
        ticketId = holder;
        claim.merge(tickets, holder);
        action = created ? Action.CREATED : Action.ADOPTED;
        if (created) {
            Ticket ticket = new Ticket(ticketId, Ticket.NEW, "", false);
            return reconcile(ticket, desired, Timeline.empty(session, ticketId, desired.incidentId()));
        }
        Ticket ticket = read();
        if (ticket == null) {
            return done(DELETED);
        }
        boolean current =
                Marker.in(ticket.content(), desired.incidentId()).contains(Marker.revision(desired.revision()));
        return reconcile(ticket, current ? desired : null, timeline());
    }

    /** The ticket shows an earlier revision. */
    private TicketOutcome keep() throws HaltException, FailedException {
        Ticket ticket = read();
        if (ticket == null) {
            return done(DELETED);
        }
        if (desired.status() == Incident.Status.RESOLVED) {
            // a create that was given up may have come through late
            claim.merge(claim.titled(), ticketId);
        }
        return reconcile(ticket, order.shown(), timeline());
    }

    private TicketOutcome reconcile(Ticket found, Incident shown, Timeline timeline)
            throws HaltException, FailedException {
        TicketUpdate update = new TicketUpdate(session, tenant, found, timeline, shown, desired);
        boolean resolved = desired.status() == Incident.Status.RESOLVED;
        boolean behind = pending(shown);
        boolean pending = behind && !timeline.has(Marker.revision(desired.revision()));
        if (behind && !pending) {
            // an earlier attempt got that far, and did not live to tell
            note(resolved && found.over() ? Action.SOLVED : Action.UPDATED);
        }
        if (pending) {
            note(resolved ? update.fields() : update.bringUpToDate());
        }
        writeNotes(timeline);
        if (pending && resolved) {
            note(update.end());
        }
        return done(update.remark());
    }

    /** Whether there is something to do, unless the timeline says that it was done. */
    private boolean pending(Incident shown) {
        if (shown == null) {
            return true;
        }
        // a description that shows the end is not yet a solution
        boolean onlyDescribed = order.shown() == null && desired.status() == Incident.Status.RESOLVED;
        return onlyDescribed || desired.revision() > shown.revision();
    }

    private void note(Action step) {
        if (step == Action.SOLVED || step == Action.REOPENED || action == Action.UNCHANGED) {
            action = step;
        }
    }

    private void writeNotes(Timeline timeline) throws HaltException, FailedException {
        for (TicketNote note : order.notes()) {
            String mark = Marker.note(note.id());
            if (!timeline.has(mark)) {
                String text = FollowupText.note(desired.incidentId(), note);
                GlpiAnswer answer = timeline.add(TicketFields.FOLLOWUP, text, mark);
                if (answer instanceof GlpiAnswer.Rejected) {
                    throw FailedException.of("note-rejected", answer);
                }
            }
            notesWritten.add(note.id());
        }
    }

    private String create() throws HaltException, FailedException {
        GlpiAnswer answer = session.add(TicketFields.TICKET, TicketFields.ticket(desired, tenant));
        if (answer instanceof GlpiAnswer.Created made) {
            return made.id();
        }
        throw FailedException.of("ticket-rejected", answer);
    }

    /** The ticket; null when a person deleted it. */
    private Ticket read() throws HaltException, FailedException {
        GlpiAnswer answer = session.get(TicketFields.TICKET, ticketId);
        if (answer instanceof GlpiAnswer.NotFound) {
            return null;
        }
        if (!(answer instanceof GlpiAnswer.Ok ok)) {
            throw FailedException.of("ticket-unreadable", answer);
        }
        Ticket ticket = Ticket.of(ok.body());
        return ticket.deleted() ? null : ticket;
    }

    private Timeline timeline() {
        boolean resolved = desired.status() == Incident.Status.RESOLVED;
        boolean all = order.uncertain() || order.shown() == null;
        return new Timeline(session, ticketId, desired.incidentId(), resolved, all);
    }

    private TicketOutcome done(String reason) {
        String url = options.webUrl() + "/front/ticket.form.php?id=" + ticketId;
        return new TicketOutcome.Done(ticketId, url, action, notesWritten, reason);
    }
}
