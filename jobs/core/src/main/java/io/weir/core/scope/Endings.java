package io.weir.core.scope;

import io.weir.core.EpisodeEvent;
import io.weir.schema.Member;
import java.util.List;

/** What becomes of an incident when one of its alerts is over, or flaps. */
final class Endings {
    private Endings() {}

    /** The newest incident in which the event's episode fires; null when there is none. */
    static IncidentState having(ScopeState state, EpisodeEvent event) {
        for (int i = state.incidents.size() - 1; i >= 0; i--) {
            if (state.incidents.get(i).fires(event.fingerprint(), event.startsAt())) {
                return state.incidents.get(i);
            }
        }
        return null;
    }

    static void take(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        IncidentState incident = having(state, event);
        if (incident == null) {
            Held.end(state, event, out);
            return;
        }
        Member member = incident.current.get(event.fingerprint());
        if (member != null) {
            Habit.lasted(state.memory, member.labels().get("alertname"), event.at() - member.joinedAt());
        }
        out.add(ScopeDecisions.ended(event, incident));
        Membership.end(incident, event);
        Offers.takeBack(incident, event.fingerprint(), event.at(), out);
        quiet(incident, event.at());
        Publication.owe(incident, event.at());
        Publication.settle(incident);
    }

    /** After a member has left for another incident: nobody may be left. */
    static void left(ScopeState state, IncidentState incident, String reason, long at, List<ScopeOutput> out) {
        boolean empty = incident.current.isEmpty() && incident.untracked.isEmpty() && incident.earlier.isEmpty();
        if (incident.phase == IncidentState.Phase.WAITING && empty && incident.untrackedBeneath.isEmpty()) {
            incident.become(Lifecycle.CLOSED, reason);
            state.remove(incident);
            out.add(ScopeDecisions.closed(incident, reason, at));
            return;
        }
        quiet(incident, at);
        Publication.owe(incident, at);
        Publication.settle(incident);
    }

    /** From here on it is quiet, unless something fires. */
    static void quiet(IncidentState incident, long at) {
        if (incident.firing() == 0) {
            incident.allEndedAt = at;
            incident.quietAt = at + incident.policy.resolveQuietMs();
        }
    }

    /** An alert begins or ceases to flap; what may not be run against a flapping alert may be run against a calm one. */
    static void change(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        for (IncidentState incident : state.incidents) {
            if (!Membership.change(incident, event)) {
                continue;
            }
            Publication.owe(incident, event.at());
            Publication.settle(incident);
            if (!event.flapping() && incident.phase == IncidentState.Phase.OPEN) {
                Offers.one(incident, event.fingerprint(), event.at(), out);
            }
        }
    }
}
