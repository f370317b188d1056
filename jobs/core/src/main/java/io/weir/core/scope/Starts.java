package io.weir.core.scope;

import io.weir.core.Digest;
import io.weir.core.EpisodeEvent;
import io.weir.core.EpisodeEvent.Ending;
import io.weir.core.Onset;
import io.weir.core.scope.IncidentState.Phase;
import io.weir.schema.Incident.Reason;
import java.util.List;

/** What becomes of an alert that starts and is under no cause. */
final class Starts {
    private static final int ID_DIGITS = 20;

    private Starts() {}

    static void take(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        Nearness.learn(state, event);
        ScopeMemory memory = state.memoryAt(event.at());
        Onset onset = event.onset();
        boolean goesOn = event.ending() == Ending.RELEASED || onset.persisted();
        boolean late = (onset.late() || onset.over()) && !goesOn;
        Habit.Verdict verdict = goesOn ? Habit.Verdict.NEWS : Habit.judge(memory, event, !late);
        if (verdict == Habit.Verdict.NOISE && !onset.over() && Held.take(state, event, out)) {
            return;
        }
        if (late) {
            arrive(state, event, out);
        } else if (verdict != Habit.Verdict.NEWS) {
            apart(state, event, out);
        } else {
            news(state, event, out);
        }
    }

    /** A start that is received in its time: counted, and placed by what is under way. */
    static void news(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        ScopeMemory memory = state.memoryAt(event.at());
        Burst.settle(memory, event.at());
        boolean release = event.ending() == Ending.RELEASED;
        // what goes on after a downtime or a cause does not begin now
        boolean fresh = !release && !event.onset().persisted();
        if (fresh && Split.isDue(state, event, Burst.onset(memory, event.at()))) {
            Split.begin(state, event, out);
            return;
        }
        IncidentState home = Placement.home(state, event);
        boolean recurs =
                home != null && home.phase == Phase.RESOLVED && !release && !Recurrence.atOnce(home, event.at());
        IncidentState incident;
        if (home == null || recurs) {
            incident = begin(state, event, out);
            if (recurs) {
                incident.recurrenceOf = home.incidentId;
                // it is remembered until that is decided
                home.closeAt = Math.max(home.closeAt, incident.publishAt + 1);
            }
        } else {
            incident = home;
            join(incident, event, out);
        }
        if (fresh) {
            memory.provisional.add(new Provisional(event, incident.incidentId));
        }
    }

    /** A start that is received long after it: it belongs to the incident that was forming when it began. */
    private static void arrive(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        IncidentState forming = Placement.formingAt(state, event);
        if (forming == null && !event.onset().over()) {
            // nothing was under way then; what is now is nearer than nothing
            forming = Placement.home(state, event);
        }
        if (forming != null) {
            join(forming, event, out);
        } else if (event.onset().over()) {
            out.add(ScopeDecisions.noted(event, ScopeDecisions.LATE_WITHOUT_INCIDENT));
        } else {
            begin(state, event, out);
        }
    }

    /** An alert that has hardly been seen, of a name that is habitual: shown, but it says nothing of others. */
    private static void apart(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        IncidentState aside = Placement.aside(state, event);
        if (aside == null) {
            begin(state, event, out).aside = Habit.nameOf(event);
        } else {
            join(aside, event, out);
        }
    }

    /** Begins an incident. */
    static IncidentState begin(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        IncidentState incident = create(event);
        state.incidents.add(incident);
        out.add(
                event.ending() == Ending.RELEASED
                        ? ScopeDecisions.released(event, incident)
                        : ScopeDecisions.opened(event, incident));
        enter(incident, event, out);
        return incident;
    }

    private static void join(IncidentState incident, EpisodeEvent event, List<ScopeOutput> out) {
        if (event.ending() == Ending.RELEASED) {
            out.add(ScopeDecisions.released(event, incident));
        } else {
            boolean known = incident.knows(event.fingerprint());
            out.add(ScopeDecisions.joined(
                    event, incident, known ? ScopeDecisions.KNOWN_ALERT : ScopeDecisions.SAME_PROBLEM));
        }
        enter(incident, event, out);
    }

    private static void enter(IncidentState incident, EpisodeEvent start, List<ScopeOutput> out) {
        EpisodeEvent event = incident.isSeldom(Habit.nameOf(start)) ? start.asRare() : start;
        boolean release = event.ending() == Ending.RELEASED;
        incident.count(Habit.nameOf(event));
        int before = incident.memberCount;
        Nearness.joins(incident, event);
        Membership.join(incident, event, null);
        if (event.onset().over()) {
            // it wakes nobody: shown with the next revision, if it is news at all
            if (incident.memberCount > before) {
                Publication.owe(incident, event.at());
            }
            return;
        }
        String raised = Weight.add(incident, event.onset());
        switch (incident.phase) {
            case WAITING -> {
                // the worst so far decides, counted from the first alert
                long wish = Math.max(event.at(), incident.openedAt + Publication.waitMs(event.onset()));
                // where there were too few alerts until now, the wait may have been over for long
                incident.publishAt = Math.max(event.at(), Math.min(incident.publishAt, wish));
            }
            case OPEN -> {
                Publication.oweJoin(incident, event, raised);
                Publication.settle(incident);
                Offers.one(incident, event.fingerprint(), event.at(), out);
            }
            case RESOLVED -> {
                String reason = release ? Reason.RELEASED_BY_CAUSE : Reason.FIRED_AGAIN;
                Publication.reopen(incident, reason, event.at(), out);
                Offers.one(incident, event.fingerprint(), event.at(), out);
            }
        }
    }

    private static IncidentState create(EpisodeEvent event) {
        IncidentState incident = new IncidentState();
        incident.tenant = event.tenant();
        incident.incidentId = Digest.of(
                ID_DIGITS,
                event.scopeKey(),
                event.fingerprint(),
                Long.toString(event.startsAt()),
                Long.toString(event.at()));
        incident.scopeKey = event.scopeKey();
        incident.lifecycle = Lifecycle.PENDING;
        incident.phase = Phase.WAITING;
        incident.scope = event.onset().scope();
        incident.policy = event.onset().policy();
        incident.severity = event.onset().severity();
        incident.urgency = event.onset().policy().urgency();
        incident.impact = event.onset().policy().impact();
        incident.openedAt = event.at();
        incident.onsetAt = event.onset().late() ? event.onset().began() : event.at();
        incident.lastJoinAt = event.at();
        incident.publishAt = event.at() + Publication.waitMs(event.onset());
        incident.persisted = event.onset().persisted();
        return incident;
    }
}
