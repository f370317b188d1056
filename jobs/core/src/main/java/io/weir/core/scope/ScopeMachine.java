package io.weir.core.scope;

import io.weir.core.ChronologicalMachine;
import io.weir.core.EpisodeEvent;
import io.weir.core.scope.IncidentState.Phase;
import io.weir.schema.Incident.Reason;
import java.util.List;

/**
 * Makes incidents of the episodes of one scope. A new episode joins the newest open incident unless a quiet gap or the
 * maximum span lies between; an alert that fires again joins the incident that knows it; one that is under a cause
 * joins that of its cause. An incident is published when its wait is over and it has enough alerts, kept current no
 * more often than {@code updateEvery}, resolved when all members have been over for {@code resolveQuiet}, merged when
 * all that fires went under a cause elsewhere, and reopened when one of them fires again within {@code reopenWithin}.
 */
public final class ScopeMachine extends ChronologicalMachine<ScopeState, EpisodeEvent, ScopeOutput> {

    @Override
    protected ScopeState thaw(ScopeState state) {
        return state == null ? new ScopeState() : state.copy();
    }

    @Override
    protected boolean isEmpty(ScopeState state) {
        return state.incidents.isEmpty() && state.held.isEmpty() && state.memory == null && state.learned == null;
    }

    @Override
    protected long timeOf(EpisodeEvent event) {
        return event.at();
    }

    @Override
    protected Long dueAt(ScopeState state) {
        if (!state.parked.isEmpty()) {
            // of this very instant: before everything else that is due
            return state.parked.get(0).at();
        }
        IncidentState next = firstDue(state);
        Long due = next == null ? null : next.dueAt();
        HeldHabit held = Held.next(state);
        if (held != null && (due == null || held.until() < due)) {
            due = held.until();
        }
        Long forget = state.memory == null ? null : Long.valueOf(state.memory.lastAt + Habit.MEMORY_MS);
        due = forget != null && (due == null || forget < due) ? forget : due;
        Long unlearn = state.learned == null ? null : state.learned.forgetAt();
        return unlearn != null && (due == null || unlearn < due) ? unlearn : due;
    }

    /** The incident whose next deadline comes first; the older one of two. */
    private static IncidentState firstDue(ScopeState state) {
        IncidentState first = null;
        Long earliest = null;
        for (IncidentState incident : state.incidents) {
            Long due = incident.dueAt();
            if (due != null && (earliest == null || due < earliest)) {
                first = incident;
                earliest = due;
            }
        }
        return first;
    }

    @Override
    protected void due(ScopeState state, long at, List<ScopeOutput> out) {
        if (state.memory != null) {
            Burst.settle(state.memory, at);
        }
        if (!state.parked.isEmpty()) {
            Causes.unpark(state).forEach(event -> takeNow(state, event, out));
            return;
        }
        if (state.learned != null && state.learned.forgetAt() <= at) {
            state.learned = null;
            return;
        }
        IncidentState incident = firstDue(state);
        if (incident == null || incident.dueAt() > at) {
            HeldHabit held = Held.next(state);
            if (held != null && held.until() <= at) {
                Held.release(state, held, at, out);
            } else {
                state.forgetHabits();
            }
            return;
        }
        switch (incident.phase) {
            case WAITING -> {
                if (incident.recurrenceOf != null) {
                    Recurrence.goesOn(state, incident, at, out);
                } else if (incident.enough()) {
                    Publication.open(incident, at, out);
                } else {
                    out.add(ScopeDecisions.tooFew(incident, at));
                    forget(state, incident, Lifecycle.BELOW_MIN_ALERTS);
                }
            }
            case OPEN -> {
                if (incident.quietAt != null && incident.quietAt <= at) {
                    Publication.resolve(incident, at, out);
                } else {
                    Publication.update(incident, at, out);
                }
            }
            case RESOLVED -> {
                out.add(ScopeDecisions.closed(incident, Lifecycle.REOPEN_OVER, at));
                forget(state, incident, Lifecycle.REOPEN_OVER);
            }
        }
    }

    private static void forget(ScopeState state, IncidentState incident, String reason) {
        incident.become(Lifecycle.CLOSED, reason);
        state.remove(incident);
    }

    @Override
    protected void take(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        if (Causes.mustWait(state, event)) {
            state.parked.add(event);
        } else {
            takeNow(state, event, out);
        }
    }

    private static void takeNow(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        switch (event.kind()) {
            case STARTED -> {
                if (event.cause() == null) {
                    Starts.take(state, event, out);
                } else {
                    Causes.adopt(state, event, out);
                }
            }
            case ENDED -> Endings.take(state, event, out);
            case CHANGED -> Endings.change(state, event, out);
            case MOVED -> Causes.move(state, event, out);
            case ACKNOWLEDGED -> acknowledge(state, event, out);
        }
    }

    private static void acknowledge(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        String by = event.acknowledgement().by();
        for (IncidentState incident : state.incidents) {
            if (incident.incidentId.equals(event.acknowledgement().incidentId()) && incident.phase == Phase.OPEN) {
                if (!by.equals(incident.acknowledgedBy)) {
                    incident.acknowledgedBy = by;
                    incident.acknowledgedAt = event.at();
                    Publication.owe(incident, Reason.ACKNOWLEDGED, event.at(), event.at());
                }
                return;
            }
        }
        out.add(ScopeDecisions.unacknowledged(event));
    }
}
