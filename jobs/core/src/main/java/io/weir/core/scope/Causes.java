package io.weir.core.scope;

import io.weir.core.Cause;
import io.weir.core.EpisodeEvent;
import io.weir.schema.Incident.Reason;
import java.util.ArrayList;
import java.util.List;

/** What becomes of an alert that is under a cause: it joins the cause's incident and leaves its own. */
final class Causes {
    private Causes() {}

    /**
     * Whether an event has to wait for the rest of its instant: its cause may start at the same instant and come
     * after it, and what happens to one alert keeps its order.
     */
    static boolean mustWait(ScopeState state, EpisodeEvent event) {
        if (event.fingerprint() == null) {
            return false;
        }
        for (EpisodeEvent parked : state.parked) {
            if (parked.fingerprint().equals(event.fingerprint())) {
                return true;
            }
        }
        Cause cause = event.cause();
        return cause != null && cause.scopeKey().equals(event.scopeKey()) && firing(state, cause) == null;
    }

    /** An alert starts, or goes on, under its cause. */
    static void adopt(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        Held.show(state, event.cause().fingerprint(), event.at(), out);
        IncidentState incident = home(state, event.cause());
        if (incident == null) {
            // should not be; but then it is better shown than lost
            Starts.begin(state, event, out);
            return;
        }
        out.add(ScopeDecisions.suppressed(event, incident, ScopeDecisions.UNDER_CAUSE));
        Offers.takeBack(incident, event.fingerprint(), event.at(), out);
        Membership.join(incident, event, event.cause());
        if (incident.phase == IncidentState.Phase.WAITING) {
            // where there were too few alerts until now, the wait may have been over for long
            incident.publishAt = Math.max(incident.publishAt, event.at());
        }
        if (incident.phase == IncidentState.Phase.RESOLVED && !event.onset().over()) {
            Publication.reopen(incident, Reason.FIRED_AGAIN, event.at(), out);
        } else {
            Publication.owe(incident, event.at());
            Publication.settle(incident);
        }
    }

    /** The newest incident in which the cause fires; else in which the same alert fires; else that knows it. */
    private static IncidentState home(ScopeState state, Cause cause) {
        IncidentState home = firing(state, cause);
        for (int i = state.incidents.size() - 1; i >= 0 && home == null; i--) {
            home = state.incidents.get(i).knows(cause.fingerprint()) ? state.incidents.get(i) : null;
        }
        return home;
    }

    private static IncidentState firing(ScopeState state, Cause cause) {
        for (int i = state.incidents.size() - 1; i >= 0; i--) {
            if (state.incidents.get(i).fires(cause.fingerprint(), cause.startsAt())) {
                return state.incidents.get(i);
            }
        }
        return null;
    }

    /** An alert of an incident goes under a cause: in the same incident it is marked, else it leaves. */
    static void move(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        IncidentState incident = Endings.having(state, event);
        if (incident == null) {
            Held.leave(state, event);
            return;
        }
        Offers.takeBack(incident, event.fingerprint(), event.at(), out);
        out.add(ScopeDecisions.suppressed(event, incident, ScopeDecisions.MOVED_UNDER_CAUSE));
        if (incident.fires(event.cause().fingerprint(), event.cause().startsAt())) {
            Membership.suppress(incident, event);
            Publication.owe(incident, event.at());
            Publication.settle(incident);
            return;
        }
        Membership.move(incident, event);
        if (incident.phase == IncidentState.Phase.WAITING) {
            leftUnseen(state, incident, event, out);
        } else if (incident.firing() == 0) {
            Publication.merge(incident, event.cause().title(), event.at(), out);
        } else {
            Publication.owe(incident, event.at());
            Publication.settle(incident);
        }
    }

    private static void leftUnseen(
            ScopeState state, IncidentState incident, EpisodeEvent event, List<ScopeOutput> out) {
        boolean empty = incident.current.isEmpty() && incident.untracked.isEmpty();
        if (empty && incident.untrackedBeneath.isEmpty()) {
            incident.become(Lifecycle.CLOSED, Reason.MOVED_UNDER_CAUSE);
            state.remove(incident);
            out.add(ScopeDecisions.closed(incident, Reason.MOVED_UNDER_CAUSE, event.at()));
        } else {
            Endings.quiet(incident, event.at());
        }
    }

    /** The events that waited for the rest of their instant; nothing waits after that. */
    static List<EpisodeEvent> unpark(ScopeState state) {
        List<EpisodeEvent> events = new ArrayList<>(state.parked);
        state.parked.clear();
        return events;
    }
}
