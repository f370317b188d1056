package io.weir.sink.glpi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Incident;
import io.weir.sink.TicketOutcome.Action;
import io.weir.sink.text.FollowupText;
import io.weir.sink.text.IncidentDiff;
import io.weir.sink.text.Marker;
import java.util.ArrayList;
import java.util.List;

/** Brings one ticket from the revision it shows to the desired one. */
final class TicketUpdate {
    private static final int ASSIGNEE = 2;

    private final GlpiSession session;
    private final Timeline timeline;
    private final Incident shown;
    private final Incident desired;
    private final PersonActs acts;
    private final List<String> remarks = new ArrayList<>();
    private Ticket ticket;
    private boolean told;
    private boolean fieldsSent;

    /**
     * @param shown what the ticket shows; null when not known
     * @param told whether the ticket says already that alerts fire on although it was solved
     */
    TicketUpdate(
            GlpiSession session,
            Ticket ticket,
            Timeline timeline,
            Incident shown,
            Incident desired,
            PersonActs acts,
            boolean told) {
        this.session = session;
        this.ticket = ticket;
        this.timeline = timeline;
        this.shown = shown;
        this.desired = desired;
        this.acts = acts;
        this.told = told;
    }

    /** What a person should know of how it went. */
    List<String> remarks() {
        return remarks;
    }

    /** Whether title and priority may have been written. */
    boolean fieldsSent() {
        return fieldsSent;
    }

    /** Whether a ticket, as it is now, says that alerts fire on although it was solved. */
    boolean told(Ticket now) {
        return told && now.over();
    }

    /** For an open incident: status, fields, and last the follow-up that says so. */
    Action bringUpToDate() throws HaltException, FailedException {
        boolean reopen = ticket.over() && firesAgain();
        if (reopen) {
            reopen();
        }
        fields();
        boolean tell = ticket.over() && !told;
        followUp(tell ? FollowupText.firesOn(shown, desired) : FollowupText.update(shown, desired));
        told |= tell;
        return reopen ? Action.REOPENED : Action.UPDATED;
    }

    /** Title and priority, where they changed and are still ours; not in a ticket that a person has closed. */
    Action fields() throws HaltException {
        if (ticket.closed()
                || (shown != null && !IncidentDiff.between(shown, desired).fieldsChanged())) {
            return Action.UPDATED;
        }
        ObjectNode input = TicketFields.changeable(desired, acts);
        if (input.isEmpty()) {
            return Action.UPDATED;
        }
        fieldsSent = true;
        GlpiAnswer answer = session.update(TicketFields.TICKET, ticket.id(), input);
        if (answer instanceof GlpiAnswer.Rejected no) {
            // a ticket whose urgency is not ours to change still gets its follow-ups
            remarks.add("title and priority not updated: " + no.code());
        }
        return Action.UPDATED;
    }

    /** For an incident that is over: a solution, or a follow-up where somebody was quicker. */
    Action end() throws HaltException, FailedException {
        String mark = Marker.revision(desired.revision());
        if (ticket.over()) {
            followUp(FollowupText.update(shown, desired));
            return Action.UPDATED;
        }
        String text = FollowupText.solution(shown, desired);
        GlpiAnswer answer = timeline.add(TicketFields.SOLUTION, text, mark);
        if (answer instanceof GlpiAnswer.Rejected) {
            solvedByNow(answer);
        }
        return Action.SOLVED;
    }

    private void solvedByNow(GlpiAnswer refusal) throws HaltException, FailedException {
        GlpiAnswer answer = session.get(TicketFields.TICKET, ticket.id());
        if (!(answer instanceof GlpiAnswer.Ok ok) || !Ticket.of(ok.body()).over()) {
            throw FailedException.of("solution-rejected", refusal);
        }
    }

    private boolean firesAgain() {
        if (shown == null) {
            return desired.reopened() > 0;
        }
        return desired.reopened() > shown.reopened() || shown.status() == Incident.Status.RESOLVED;
    }

    private void reopen() throws HaltException, FailedException {
        int status = assigned() ? Ticket.ASSIGNED : Ticket.NEW;
        GlpiAnswer answer = session.update(TicketFields.TICKET, ticket.id(), TicketFields.status(status));
        if (!(answer instanceof GlpiAnswer.Ok)) {
            throw FailedException.of("reopen-rejected", answer);
        }
        ticket = ticket.with(status);
    }

    private boolean assigned() throws HaltException {
        return assigned(TicketFields.GROUP) || assigned(TicketFields.USER);
    }

    private boolean assigned(String relation) throws HaltException {
        return session.children(TicketFields.TICKET, ticket.id(), relation, true).stream()
                .anyMatch(actor -> actor.path("type").asInt() == ASSIGNEE);
    }

    private void followUp(String text) throws HaltException, FailedException {
        GlpiAnswer answer = timeline.add(TicketFields.FOLLOWUP, text, Marker.revision(desired.revision()));
        if (!(answer instanceof GlpiAnswer.Created)) {
            throw FailedException.of("follow-up-rejected", answer);
        }
    }
}
