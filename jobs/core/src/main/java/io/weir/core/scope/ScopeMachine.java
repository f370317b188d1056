package io.weir.core.scope;

import io.weir.core.ChronologicalMachine;
import io.weir.core.Digest;
import io.weir.core.EpisodeEvent;
import io.weir.core.Playbook;
import io.weir.core.scope.IncidentState.Phase;
import io.weir.schema.Incident;
import io.weir.schema.Incident.Reason;
import io.weir.schema.Member;
import java.util.List;

/**
 * Makes incidents of the episodes of one scope. A new episode joins the newest open incident unless a quiet gap or the
 * maximum span lies between; an alert that fires again joins the incident that knows it. An incident is published when
 * its wait is over, kept current no more often than {@code updateEvery}, resolved when all members have been over for
 * {@code resolveQuiet}, and reopened when one of them fires again within {@code reopenWithin}.
 */
public final class ScopeMachine extends ChronologicalMachine<ScopeState, EpisodeEvent, ScopeOutput> {
    private static final int ID_DIGITS = 20;

    @Override
    protected ScopeState thaw(ScopeState state) {
        return state == null ? new ScopeState() : state.copy();
    }

    @Override
    protected boolean isEmpty(ScopeState state) {
        return state.incidents.isEmpty();
    }

    @Override
    protected long timeOf(EpisodeEvent event) {
        return event.at();
    }

    @Override
    protected Long dueAt(ScopeState state) {
        IncidentState next = firstDue(state);
        return next == null ? null : next.dueAt();
    }

    /** The incident whose next deadline comes first; the older one of two. */
    private static IncidentState firstDue(ScopeState state) {
        IncidentState first = null;
        for (IncidentState incident : state.incidents) {
            Long due = incident.dueAt();
            if (due != null && (first == null || due < first.dueAt())) {
                first = incident;
            }
        }
        return first;
    }

    @Override
    protected void due(ScopeState state, long at, List<ScopeOutput> out) {
        IncidentState incident = firstDue(state);
        switch (incident.phase) {
            case WAITING -> open(incident, at, out);
            case OPEN -> {
                if (incident.quietAt != null && incident.quietAt <= at) {
                    resolve(incident, at, out);
                } else {
                    publish(incident, Incident.Kind.UPDATED, incident.owed, at, out);
                }
            }
            case RESOLVED -> state.incidents.remove(incident);
        }
    }

    private static void open(IncidentState incident, long at, List<ScopeOutput> out) {
        incident.phase = Phase.OPEN;
        String reason = incident.persisted ? Reason.PERSISTED_PAST_DOWNTIME : Reason.WAIT_OVER;
        publish(incident, Incident.Kind.OPENED, reason, at, out);
        if (incident.quietAt != null) {
            // all members ended during the wait: opened all the same, and resolved no earlier than that
            incident.quietAt = Math.max(incident.quietAt, at + 1);
        }
        offerAll(incident, at, out);
    }

    private static void resolve(IncidentState incident, long at, List<ScopeOutput> out) {
        incident.phase = Phase.RESOLVED;
        incident.closeAt = at + incident.policy.reopenWithinMs();
        incident.quietAt = null;
        String reason = incident.stale() ? Reason.WENT_STALE : Reason.ALL_RECOVERED;
        publish(incident, Incident.Kind.RESOLVED, reason, at, out);
    }

    private static void publish(
            IncidentState incident, Incident.Kind kind, String reason, long at, List<ScopeOutput> out) {
        incident.revision++;
        incident.owed = null;
        incident.nextUpdateAt = at + incident.policy.updateEveryMs();
        out.add(ScopeOutput.of(Revision.of(incident, kind, reason, at)));
    }

    @Override
    protected void take(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        switch (event.kind()) {
            case STARTED -> started(state, event, out);
            case ENDED -> ended(state, event, out);
            case CHANGED -> changed(state, event);
        }
    }

    private static void started(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        IncidentState incident = home(state, event);
        if (incident == null) {
            incident = create(event);
            state.incidents.add(incident);
        }
        boolean worse = event.severity().worseThan(incident.severity);
        if (worse) {
            incident.severity = event.severity();
            incident.urgency = event.policy().urgency();
            incident.impact = event.policy().impact();
        }
        Membership.join(incident, event);
        switch (incident.phase) {
            case WAITING ->
                // the worst so far decides, counted from the first alert
                incident.publishAt = Math.min(
                        incident.publishAt,
                        Math.max(event.at(), incident.openedAt + event.policy().waitMs()));
            case OPEN -> {
                if (worse) {
                    incident.owed = Reason.SEVERITY_RAISED;
                    incident.nextUpdateAt = event.at();
                } else {
                    incident.owe(event.at());
                }
                offer(incident, event.fingerprint(), event.at(), out);
            }
            case RESOLVED -> {
                incident.phase = Phase.OPEN;
                incident.closeAt = null;
                incident.reopened++;
                publish(incident, Incident.Kind.REOPENED, Reason.FIRED_AGAIN, event.at(), out);
                offer(incident, event.fingerprint(), event.at(), out);
            }
        }
    }

    /** The incident an episode belongs to; null when it begins a new one. */
    private static IncidentState home(ScopeState state, EpisodeEvent event) {
        IncidentState near = null;
        for (int i = state.incidents.size() - 1; i >= 0; i--) {
            IncidentState incident = state.incidents.get(i);
            if (incident.knows(event.fingerprint())) {
                return incident;
            }
            boolean joinable = incident.phase != Phase.RESOLVED
                    && event.at() - incident.lastJoinAt <= incident.policy.gapMs()
                    && event.at() - incident.openedAt <= incident.policy.maxSpanMs();
            if (near == null && joinable) {
                near = incident;
            }
        }
        return near;
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
        incident.phase = Phase.WAITING;
        incident.scope = event.scope();
        incident.policy = event.policy();
        incident.severity = event.severity();
        incident.urgency = event.policy().urgency();
        incident.impact = event.policy().impact();
        incident.openedAt = event.at();
        incident.publishAt = event.at() + event.policy().waitMs();
        incident.persisted = event.persisted();
        return incident;
    }

    private static void ended(ScopeState state, EpisodeEvent event, List<ScopeOutput> out) {
        for (int i = state.incidents.size() - 1; i >= 0; i--) {
            IncidentState incident = state.incidents.get(i);
            if (!Membership.end(incident, event)) {
                continue;
            }
            Playbook playbook = incident.playbooks.remove(event.fingerprint());
            if (playbook != null && incident.phase == Phase.OPEN) {
                out.add(candidate(incident, Candidate.Kind.ENDED, event.fingerprint(), playbook, event.at()));
            }
            incident.owe(event.at());
            if (incident.firing() == 0) {
                incident.allEndedAt = event.at();
                incident.quietAt = event.at() + incident.policy.resolveQuietMs();
            }
            return;
        }
    }

    private static void changed(ScopeState state, EpisodeEvent event) {
        for (IncidentState incident : state.incidents) {
            if (Membership.change(incident, event)) {
                incident.owe(event.at());
            }
        }
    }

    private static void offerAll(IncidentState incident, long at, List<ScopeOutput> out) {
        incident.playbooks.keySet().stream().sorted().forEach(fingerprint -> offer(incident, fingerprint, at, out));
    }

    private static void offer(IncidentState incident, String fingerprint, long at, List<ScopeOutput> out) {
        Playbook playbook = incident.playbooks.get(fingerprint);
        if (playbook != null) {
            out.add(candidate(incident, Candidate.Kind.FIRES, fingerprint, playbook, at));
        }
    }

    private static ScopeOutput candidate(
            IncidentState incident, Candidate.Kind kind, String fingerprint, Playbook playbook, long at) {
        Member member = incident.current.get(fingerprint);
        return ScopeOutput.of(new Candidate(
                kind,
                at,
                incident.tenant,
                incident.incidentId,
                fingerprint,
                member == null ? at : member.startsAt(),
                member == null ? fingerprint : member.labels().getOrDefault("alertname", fingerprint),
                member == null ? at : member.joinedAt(),
                member != null && member.flapping(),
                playbook));
    }
}
