package io.weir.sink.glpi;

import io.weir.schema.Incident;
import io.weir.sink.FailPoint;
import io.weir.sink.TicketNote;
import io.weir.sink.TicketOrder;
import io.weir.sink.TicketOutcome;
import io.weir.sink.TicketOutcome.Action;
import io.weir.sink.TicketSight;
import io.weir.sink.text.FollowupText;
import io.weir.sink.text.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * One order, from looking for the ticket to the last note. A step that is marked in the timeline was carried out, and so
 * were the steps before it; that makes it safe to begin again after any break.
 */
final class Delivery {
    private static final String PURGED = "purged";

    private final GlpiSession session;
    private final GlpiOptions options;
    private final GlpiOptions.Tenant tenant;
    private final TicketOrder order;
    private final Incident desired;
    private final TicketClaim claim;
    private final TicketMemory memory;
    private final AssetLinks assets;
    private final List<String> notesWritten = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private String ticketId;
    private Action action = Action.UNCHANGED;
    private int merged;
    private TicketUpdate update;
    /** How much was written when the ticket was last read. */
    private int read;

    Delivery(GlpiSession session, GlpiOptions options, GlpiOptions.Tenant owner, TicketOrder order) {
        this.session = session;
        this.options = options;
        this.tenant = owner.with(order.desired().ticket());
        this.order = order;
        this.desired = order.desired();
        this.claim = new TicketClaim(session, desired);
        this.memory = TicketMemory.read(order.memory());
        this.assets = new AssetLinks(session, tenant.entity(), memory.assets());
        this.ticketId = order.ticketId();
    }

    /** Carries the order out as far as it goes. */
    TicketOutcome run() {
        try {
            return order.ticketId() == null || order.shown() == null ? open() : keep();
        } catch (HaltException e) {
            // fields that are newer than the memory would look like a person's at the next time
            boolean uncertain = e.uncertain() || order.uncertain() || (update != null && update.fieldsSent());
            return new TicketOutcome.Retry(e.reason(), e.after(), uncertain, ticketId, notesWritten, e.unavailable());
        } catch (FailedException e) {
            return new TicketOutcome.Failed(e.reason(), e.getMessage(), ticketId);
        }
    }

    /** Nothing is known to be shown: find the ticket, or make it. */
    private TicketOutcome open() throws HaltException, FailedException {
        FailPoint.reach("during-look-up", "create");
        String holder = claim.holder().orElse(null);
        SortedMap<Long, Ticket> tickets = claim.titled();
        boolean created = false;
        if (holder == null) {
            Ticket orphan = orphan(tickets);
            created = orphan == null && ticketId == null;
            if (created) {
                ticketId = create();
                FailPoint.reach("answer-read", "create");
            } else if (orphan == null || orphan.deleted()) {
                return deleted(orphan);
            } else {
                ticketId = orphan.id();
                remarks.addAll(new TornCreate(session, tenant, desired).repair(orphan, assets));
            }
            holder = claim.claim(ticketId);
            if (created && !holder.equals(ticketId)) {
                created = false;
                Ticket lost = readAny(ticketId);
                if (lost != null && !lost.deleted()) {
                    tickets.put(Long.parseLong(ticketId), lost);
                }
            }
        }
        ticketId = holder;
        Ticket ticket = readAny(ticketId);
        if (ticket == null || ticket.deleted()) {
            return deleted(ticket);
        }
        merged = claim.merge(tickets.values(), holder);
        action = created ? Action.CREATED : Action.ADOPTED;
        if (created) {
            return reconcile(ticket, desired, Timeline.empty(session, ticketId, desired.incidentId()));
        }
        boolean current =
                Marker.in(ticket.content(), desired.incidentId()).contains(Marker.revision(desired.revision()));
        return reconcile(ticket, current ? desired : null, timeline());
    }

    /** The ticket of an attempt that broke off, if there is one; in the trash only when there is no other. */
    private Ticket orphan(SortedMap<Long, Ticket> tickets) throws HaltException, FailedException {
        Ticket lowest = tickets.isEmpty() ? null : tickets.get(tickets.firstKey());
        if (order.ticketId() == null
                || (lowest != null && Long.parseLong(lowest.id()) <= Long.parseLong(order.ticketId()))) {
            return lowest;
        }
        Ticket known = readAny(order.ticketId());
        return lowest != null && (known == null || known.deleted()) ? lowest : known;
    }

    /** The ticket shows an earlier revision. */
    private TicketOutcome keep() throws HaltException, FailedException {
        Ticket ticket = readAny(ticketId);
        if (ticket == null || ticket.deleted()) {
            return deleted(ticket);
        }
        if (order.visit() || order.uncertain() || resolved()) {
            // a create that was given up may have come through late
            merged = claim.merge(claim.titled().values(), ticketId);
        }
        return reconcile(ticket, order.shown(), timeline());
    }

    private TicketOutcome reconcile(Ticket found, Incident shown, Timeline timeline)
            throws HaltException, FailedException {
        PersonActs acts = PersonActs.of(order, memory, found, timeline);
        update = new TicketUpdate(session, found, timeline, shown, desired, acts, memory.told());
        boolean behind = pending(shown);
        boolean pending = behind && !timeline.has(Marker.revision(desired.revision()));
        if (behind && !pending) {
            // an earlier attempt got that far, and did not live to tell
            note(resolved() && found.over() ? Action.SOLVED : Action.UPDATED);
        }
        if (behind && !found.closed() && !moved(found)) {
            assets.link(desired.ticket(), ticketId);
        }
        if (pending) {
            note(resolved() ? update.fields() : update.bringUpToDate());
        }
        writeNotes(timeline);
        if (pending && resolved()) {
            note(update.end());
        }
        FailPoint.reach("answer-read", resolved() ? "solve" : "update");
        boolean wrote = session.written() > read;
        Ticket now = wrote ? readAny(ticketId) : found;
        if (now == null || now.deleted()) {
            return deleted(now, update.fieldsSent() && now != null ? memory(now, acts) : order.memory());
        }
        boolean judgeAgain = wrote && !update.fieldsSent() && !order.uncertain();
        return done(now, judgeAgain ? PersonActs.of(order, memory, now, timeline) : acts);
    }

    private boolean resolved() {
        return desired.status() == Incident.Status.RESOLVED;
    }

    private boolean moved(Ticket ticket) {
        return memory.entity() != null && memory.entity() != ticket.entity();
    }

    /** Whether there is something to do, unless the timeline says that it was done. */
    private boolean pending(Incident shown) {
        if (shown == null) {
            return true;
        }
        // a description that shows the end is not yet a solution
        boolean onlyDescribed = order.shown() == null && resolved();
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
        GlpiAnswer answer =
                session.add(TicketFields.TICKET, TicketFields.ticket(desired, tenant, assets.wanted(desired.ticket())));
        if (answer instanceof GlpiAnswer.Created made) {
            return made.id();
        }
        throw FailedException.of("ticket-rejected", answer);
    }

    /** The ticket, be it in the trash; null when it is gone for good. */
    private Ticket readAny(String id) throws HaltException, FailedException {
        read = session.written();
        GlpiAnswer answer = session.get(TicketFields.TICKET, id);
        if (answer instanceof GlpiAnswer.NotFound) {
            return null;
        }
        if (!(answer instanceof GlpiAnswer.Ok ok)) {
            throw FailedException.of("ticket-unreadable", answer);
        }
        return Ticket.of(ok.body());
    }

    private Timeline timeline() {
        boolean all = order.uncertain() || order.shown() == null;
        return new Timeline(session, ticketId, desired.incidentId(), resolved(), all);
    }

    private TicketOutcome done(Ticket now, PersonActs acts) {
        List<String> words = acts.words(now);
        words.addAll(remarks);
        words.addAll(update.remarks());
        words.addAll(assets.words());
        return done(String.join("; ", words), new TicketSight(now.word(), now.version(), memory(now, acts)));
    }

    private String memory(Ticket now, PersonActs acts) {
        return TicketMemory.of(now, memory.entity(), acts.handsOff(), assets.linked(), update.told(now))
                .text();
    }

    private TicketOutcome deleted(Ticket ticket) {
        return deleted(ticket, order.memory());
    }

    /**
     * Nothing is made again, and nothing counts as written: if somebody takes it out of the trash, the timeline says what
     * is missing.
     *
     * @param ticket null when it is gone for good
     */
    private TicketOutcome deleted(Ticket ticket, String remembered) {
        action = Action.UNCHANGED;
        notesWritten.clear();
        String version = ticket == null ? PURGED : ticket.version();
        return done(PersonActs.DELETED, new TicketSight(Ticket.DELETED, version, remembered));
    }

    private TicketOutcome done(String reason, TicketSight sight) {
        String url = options.webUrl() + "/front/ticket.form.php?id=" + ticketId;
        return new TicketOutcome.Done(
                ticketId, url, action, notesWritten, reason.isEmpty() ? null : reason, sight, merged);
    }
}
