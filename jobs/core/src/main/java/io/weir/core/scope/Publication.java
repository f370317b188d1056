package io.weir.core.scope;

import io.weir.core.EpisodeEvent;
import io.weir.core.Onset;
import io.weir.schema.Incident;
import io.weir.schema.Incident.Reason;
import java.util.List;

/** When an incident is shown, why, and in which state of its {@link Lifecycle}. */
final class Publication {
    /** A rare alert is shown no later than this after it joined. */
    static final long RARE_WITHIN_MS = 60_000;

    /**
     * What outlasted a downtime is shown no later than this after it, whatever the rule's wait or pause between updates:
     * a ticket within a minute of the downtime's end is promised, and it has been known for long.
     */
    static final long PERSISTED_WITHIN_MS = 30_000;

    /** Reasons of an update, the most telling first: of several that are owed one is named. */
    private static final List<String> TELLING = List.of(
            Reason.SEVERITY_RAISED,
            Reason.PRIORITY_RAISED,
            Reason.ACKNOWLEDGED,
            Reason.RARE_ALERT,
            Reason.MEMBERS_CHANGED);

    private Publication() {}

    /** Notes that an ordinary update is owed for what happened at {@code at}; it is never published before it. */
    static void owe(IncidentState incident, long at) {
        owe(incident, Reason.MEMBERS_CHANGED, at, Long.MAX_VALUE);
    }

    /** Notes that an update is owed, and published at {@code by} at the latest. */
    static void owe(IncidentState incident, String reason, long at, long by) {
        if (incident.phase != IncidentState.Phase.OPEN) {
            return;
        }
        long ordinary = incident.owed == null ? Math.max(incident.nextUpdateAt, at) : incident.nextUpdateAt;
        incident.nextUpdateAt = Math.min(ordinary, by);
        if (incident.owed == null || TELLING.indexOf(reason) < TELLING.indexOf(incident.owed)) {
            incident.owed = reason;
        }
    }

    /** Owes the update for an alert that joined. */
    static void oweJoin(IncidentState incident, EpisodeEvent event, String raised) {
        if (raised != null) {
            owe(incident, raised, event.at(), event.at());
        } else {
            boolean rare = event.onset().rare();
            long rareBy = rare ? event.at() + RARE_WITHIN_MS : Long.MAX_VALUE;
            long by = event.onset().persisted() ? event.at() + PERSISTED_WITHIN_MS : rareBy;
            owe(incident, rare ? Reason.RARE_ALERT : Reason.MEMBERS_CHANGED, event.at(), by);
        }
    }

    /** How long an incident waits from an alert on before it is published. */
    static long waitMs(Onset onset) {
        long wait = onset.policy().waitMs();
        return onset.persisted() ? Math.min(wait, PERSISTED_WITHIN_MS) : wait;
    }

    static void open(IncidentState incident, long at, List<ScopeOutput> out) {
        String reason = incident.persisted ? Reason.PERSISTED_PAST_DOWNTIME : Reason.WAIT_OVER;
        incident.become(Lifecycle.OPEN, reason);
        settle(incident);
        publish(incident, Incident.Kind.OPENED, reason, at, out);
        if (incident.quietAt != null) {
            // all members ended during the wait: opened all the same, and resolved no earlier than that
            incident.quietAt = Math.max(incident.quietAt, at + 1);
        }
        Offers.all(incident, at, out);
    }

    /** Publishes what is owed, unless everything has come to be again as it was shown. */
    static void update(IncidentState incident, long at, List<ScopeOutput> out) {
        String owed = incident.owed;
        incident.owed = null;
        Incident revision = Revision.next(incident, Incident.Kind.UPDATED, owed, at);
        String look = Look.of(revision);
        if (!owed.equals(Reason.MEMBERS_CHANGED) || !look.equals(incident.shown)) {
            show(incident, revision, look, out);
        }
    }

    static void resolve(IncidentState incident, long at, List<ScopeOutput> out) {
        over(incident, Lifecycle.RESOLVED, ending(incident), at, out);
    }

    /** What is known least well decides: silence, then a source that no longer knows it, then a recovery. */
    private static String ending(IncidentState incident) {
        if (incident.stale()) {
            return Reason.WENT_STALE;
        }
        return incident.gone() ? Reason.GONE_AT_SOURCE : Reason.ALL_RECOVERED;
    }

    /** Nothing fires in it any more, since the last that did went under a cause in another incident. */
    static void merge(IncidentState incident, String cause, long at, List<ScopeOutput> out) {
        incident.mergedUnder = cause;
        incident.allEndedAt = at;
        over(incident, Lifecycle.MERGED, Reason.MOVED_UNDER_CAUSE, at, out);
    }

    private static void over(IncidentState incident, Lifecycle to, String reason, long at, List<ScopeOutput> out) {
        incident.become(to, reason);
        incident.closeAt = at + incident.policy.reopenWithinMs();
        incident.quietAt = null;
        publish(incident, Incident.Kind.RESOLVED, reason, at, out);
        // it is not likely to be shown again
        incident.lighten();
    }

    static void reopen(IncidentState incident, String reason, long at, List<ScopeOutput> out) {
        incident.become(Lifecycle.REOPENED, reason);
        incident.reopened++;
        settle(incident);
        incident.closeAt = null;
        incident.mergedUnder = null;
        incident.acknowledgedBy = null;
        incident.acknowledgedAt = null;
        publish(incident, Incident.Kind.REOPENED, reason, at, out);
    }

    private static void publish(
            IncidentState incident, Incident.Kind kind, String reason, long at, List<ScopeOutput> out) {
        incident.owed = null;
        Incident revision = Revision.next(incident, kind, reason, at);
        show(incident, revision, Look.of(revision), out);
    }

    private static void show(IncidentState incident, Incident revision, String look, List<ScopeOutput> out) {
        incident.revision = revision.revision();
        incident.publishedAt = revision.updatedAt();
        incident.nextUpdateAt = revision.updatedAt() + Pace.pauseMs(incident.scopeKey, incident.policy.updateEveryMs());
        if (incident.wishes != null) {
            incident.wishes.show(revision.ticket());
        }
        out.add(ScopeOutput.of(revision, incident.policy.openIncidents()));
        out.add(ScopeDecisions.published(revision));
        incident.shown = look;
    }

    /** Lets an open incident be in the state that its members put it in. */
    static void settle(IncidentState incident) {
        if (incident.phase != IncidentState.Phase.OPEN) {
            return;
        }
        if (incident.census().flapping > 0) {
            settle(incident, Lifecycle.FLAPPING, Lifecycle.FLAPS);
        } else if (incident.firing() > 0 && incident.suppressed() == incident.firing()) {
            settle(incident, Lifecycle.SUPPRESSED, Lifecycle.ALL_UNDER_CAUSE);
        } else if (!incident.playbooks.isEmpty()) {
            settle(incident, Lifecycle.REMEDIATING, Lifecycle.PLAYBOOK_OFFERED);
        } else {
            Lifecycle ordinary = incident.reopened > 0 ? Lifecycle.REOPENED : Lifecycle.OPEN;
            settle(incident, ordinary, Lifecycle.ORDINARY_AGAIN);
        }
    }

    private static void settle(IncidentState incident, Lifecycle to, String reason) {
        if (incident.lifecycle != to) {
            incident.become(to, reason);
        }
    }
}
