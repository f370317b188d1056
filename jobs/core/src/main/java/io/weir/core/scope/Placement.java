package io.weir.core.scope;

import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.scope.IncidentState.Phase;
import io.weir.schema.Member;

/** Which incident of a scope an episode belongs to. */
final class Placement {
    /** A start so shortly before the onset of an incident still belongs to it. */
    static final long ONSET_SLACK_MS = 30_000;

    private Placement() {}

    /**
     * The open incident whose onset is the newest; null when none is open. Those that are kept apart do not count, nor
     * those that the topology sets apart from this episode; of several that the topology connects with it the first that
     * still takes others counts.
     */
    static IncidentState newest(ScopeState state, EpisodeEvent event) {
        IncidentState newest = null;
        for (IncidentState incident : state.incidents) {
            if (isOpen(incident)
                    && Nearness.allows(state, incident, event)
                    && (!event.onset().policy().nearOnly() || takes(incident, event))
                    && (newest == null || comesBefore(incident, newest, event))) {
                newest = incident;
            }
        }
        return newest;
    }

    private static boolean comesBefore(IncidentState one, IncidentState other, EpisodeEvent event) {
        boolean connected = Nearness.decides(one, event.onset());
        if (connected != Nearness.decides(other, event.onset())) {
            return connected;
        }
        return connected ? one.onsetAt < other.onsetAt : one.onsetAt >= other.onsetAt;
    }

    /**
     * The incident that an episode joins as things stand: the newest one that still takes others, else the newest one
     * that knows the alert, be it resolved; null when there is neither.
     */
    static IncidentState home(ScopeState state, EpisodeEvent event) {
        IncidentState home = event.ending() == Ending.RELEASED ? left(state, event) : null;
        if (home != null) {
            return home;
        }
        IncidentState newest = newest(state, event);
        if (newest != null && takes(newest, event)) {
            home = newest;
        }
        for (int i = state.incidents.size() - 1; i >= 0 && home == null; i--) {
            home = state.incidents.get(i).knows(event.fingerprint()) ? state.incidents.get(i) : null;
        }
        return home;
    }

    /** The incident that an alert left for its cause, else one that had it under its cause; null when there is none. */
    private static IncidentState left(ScopeState state, EpisodeEvent released) {
        IncidentState left = null;
        for (int i = state.incidents.size() - 1; i >= 0; i--) {
            Member member = state.incidents.get(i).current.get(released.fingerprint());
            if (member == null || member.startsAt() != released.startsAt()) {
                continue;
            }
            if (member.suppressedBy() != null) {
                return state.incidents.get(i);
            }
            left = left == null ? state.incidents.get(i) : left;
        }
        return left;
    }

    private static boolean takes(IncidentState incident, EpisodeEvent event) {
        boolean tooFew = incident.phase == Phase.WAITING && !incident.enough();
        return (tooFew || event.at() - incident.lastJoinAt <= incident.policy.gapMs())
                && event.at() - incident.openedAt <= incident.policy.maxSpanMs();
    }

    /** The incident that was forming when the episode began, and that it is near to, be it resolved since; null when none was. */
    static IncidentState formingAt(ScopeState state, EpisodeEvent event) {
        long began = event.onset().began();
        IncidentState forming = null;
        for (IncidentState incident : state.incidents) {
            boolean then = incident.aside == null
                    && incident.onsetAt - ONSET_SLACK_MS <= began
                    && began <= incident.lastJoinAt + incident.policy.gapMs();
            if (then
                    && Nearness.allows(state, incident, event)
                    && (forming == null || incident.onsetAt >= forming.onsetAt)) {
                forming = incident;
            }
        }
        return forming;
    }

    /** The open incident that is kept apart for this name; null when there is none. */
    static IncidentState aside(ScopeState state, EpisodeEvent event) {
        String name = Habit.nameOf(event);
        for (IncidentState incident : state.incidents) {
            if (name.equals(incident.aside)
                    && incident.phase != Phase.RESOLVED
                    && event.at() - incident.openedAt <= incident.policy.maxSpanMs()
                    && Nearness.allows(state, incident, event)) {
                return incident;
            }
        }
        return null;
    }

    private static boolean isOpen(IncidentState incident) {
        return incident.aside == null && incident.phase != Phase.RESOLVED;
    }
}
