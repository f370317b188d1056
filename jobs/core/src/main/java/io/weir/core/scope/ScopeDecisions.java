package io.weir.core.scope;

import io.weir.core.EpisodeEvent;
import io.weir.schema.Decision;
import io.weir.schema.Decision.Kind;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was decided of alerts and incidents, in words. Each start of an alert that is no release and under no cause has
 * exactly one decision with its fingerprint that is opened, joined, held or noted.
 */
final class ScopeDecisions {
    /** It was received long after it began. */
    static final String LATE = "late";
    /** It is the first alert of a new incident. */
    static final String NEW_PROBLEM = "new-problem";
    /** The incident knows the alert: a repeat is not a new problem. */
    static final String KNOWN_ALERT = "known-alert";
    /** It came while the incident still took others. */
    static final String SAME_PROBLEM = "same-problem";
    /** Its cause is over, and it still fires. */
    static final String CAUSE_OVER = "cause-over";
    /** It comes and goes all the time, which is no news. */
    static final String HABITUAL = "habitual";
    /** It was over when it was heard of, and belongs to no incident that is remembered. */
    static final String LATE_WITHOUT_INCIDENT = "late-without-incident";
    /** It does not keep to its habit: it lasts too long. */
    static final String HABIT_BROKEN = "habit-broken";
    /** It was the first of a burst that is an incident of its own. */
    static final String BURST_ONSET = "burst-onset";
    /** It fires under a cause. */
    static final String UNDER_CAUSE = "under-cause";
    /** It left its incident, to be under a cause. */
    static final String MOVED_UNDER_CAUSE = Incident.Reason.MOVED_UNDER_CAUSE;
    /** Somebody acknowledged an incident that is not known, not shown yet or resolved. */
    static final String NOTHING_TO_ACKNOWLEDGE = "nothing-to-acknowledge";

    private ScopeDecisions() {}

    /** An alert began an incident. */
    static ScopeOutput opened(EpisodeEvent event, IncidentState incident) {
        return of(event, incident, Kind.OPENED, event.onset().late() ? LATE : NEW_PROBLEM, Map.of());
    }

    /**
     * An alert joined an incident.
     *
     * @param reason why this one; an alert that is late is told as such
     */
    static ScopeOutput joined(EpisodeEvent event, IncidentState incident, String reason) {
        return of(event, incident, Kind.JOINED, event.onset().late() ? LATE : reason, Map.of());
    }

    /** An alert goes on by itself, for its cause is over. */
    static ScopeOutput released(EpisodeEvent event, IncidentState incident) {
        return of(event, incident, Kind.RELEASED, CAUSE_OVER, Map.of());
    }

    /** A member went over to another incident. */
    static ScopeOutput wentOver(Member member, IncidentState to, String reason, long at) {
        return ScopeOutput.of(new Decision(
                to.tenant,
                at,
                Kind.MOVED,
                reason,
                member.labels().get("alertname"),
                member.fingerprint(),
                member.startsAt(),
                to.incidentId,
                null,
                to.scopeKey,
                to.policy.rule(),
                to.policy.rulesVersion(),
                null));
    }

    /** Habitual noise is over, as ever. */
    static ScopeOutput endedHeld(EpisodeEvent event, EpisodeEvent started) {
        return of(
                started.startedAt(event.at()),
                null,
                Kind.ENDED,
                event.ending().name().toLowerCase(Locale.ROOT),
                Map.of("held", HABITUAL));
    }

    /** Habitual noise that breaks with its habit: it is shown after all. */
    static ScopeOutput habitBroken(EpisodeEvent event) {
        return of(event, null, Kind.RELEASED, HABIT_BROKEN, Map.of());
    }

    /** An alert that nobody is told of. */
    static ScopeOutput held(EpisodeEvent event, String reason) {
        return of(event, null, Kind.HELD, reason, Map.of());
    }

    /** An alert that changes nothing. */
    static ScopeOutput noted(EpisodeEvent event, String reason) {
        return of(event, null, Kind.NOTED, reason, Map.of());
    }

    /** An episode is over for an incident. */
    static ScopeOutput ended(EpisodeEvent event, IncidentState incident) {
        return of(event, incident, Kind.ENDED, event.ending().name().toLowerCase(Locale.ROOT), Map.of());
    }

    /** An alert is under a cause, in an incident that has the cause or has had the alert. */
    static ScopeOutput suppressed(EpisodeEvent event, IncidentState incident, String reason) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("cause", event.cause().title());
        detail.put("causeFingerprint", event.cause().fingerprint());
        detail.put("causeRule", event.cause().rule());
        return of(event, incident, Kind.SUPPRESSED, reason, detail);
    }

    /** A revision. */
    static ScopeOutput published(Incident revision) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("kind", revision.kind().name().toLowerCase(Locale.ROOT));
        detail.put("state", revision.state());
        return ScopeOutput.of(new Decision(
                revision.tenant(),
                revision.updatedAt(),
                Kind.PUBLISHED,
                revision.reason(),
                null,
                null,
                null,
                revision.incidentId(),
                revision.revision(),
                revision.scopeKey(),
                revision.rule(),
                revision.rulesVersion(),
                detail));
    }

    /** An incident that was never shown is given up: it kept too few alerts. */
    static ScopeOutput tooFew(IncidentState incident, long at) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("minAlerts", Integer.toString(incident.policy.minAlerts()));
        detail.put(
                "fingerprints",
                incident.current.values().stream()
                        .map(Member::fingerprint)
                        .sorted()
                        .limit(20)
                        .collect(Collectors.joining(",")));
        return of(incident, at, Kind.HELD, Lifecycle.BELOW_MIN_ALERTS, detail);
    }

    /** An incident is forgotten. */
    static ScopeOutput closed(IncidentState incident, String reason, long at) {
        return of(incident, at, Kind.CLOSED, reason, Map.of());
    }

    /** Somebody acknowledged what is not there. */
    static ScopeOutput unacknowledged(EpisodeEvent event) {
        return ScopeOutput.of(new Decision(
                event.tenant(),
                event.at(),
                Kind.NOTED,
                NOTHING_TO_ACKNOWLEDGE,
                null,
                null,
                null,
                event.acknowledgement().incidentId(),
                null,
                event.scopeKey(),
                null,
                null,
                Map.of("by", event.acknowledgement().by())));
    }

    private static ScopeOutput of(
            IncidentState incident, long at, Kind kind, String reason, Map<String, String> detail) {
        return ScopeOutput.of(new Decision(
                incident.tenant,
                at,
                kind,
                reason,
                null,
                null,
                null,
                incident.incidentId,
                null,
                incident.scopeKey,
                incident.policy.rule(),
                incident.policy.rulesVersion(),
                detail.isEmpty() ? null : detail));
    }

    private static ScopeOutput of(
            EpisodeEvent event, IncidentState incident, Kind kind, String reason, Map<String, String> detail) {
        return ScopeOutput.of(new Decision(
                event.tenant(),
                event.at(),
                kind,
                reason,
                alertname(event, incident),
                event.fingerprint(),
                event.startsAt(),
                incident == null ? null : incident.incidentId,
                null,
                event.scopeKey(),
                rule(event, incident),
                version(event, incident),
                detail.isEmpty() ? null : detail));
    }

    private static String alertname(EpisodeEvent event, IncidentState incident) {
        if (event.onset() != null) {
            return event.onset().labels().get("alertname");
        }
        Member member = incident == null ? null : incident.current.get(event.fingerprint());
        return member == null ? null : member.labels().get("alertname");
    }

    private static String rule(EpisodeEvent event, IncidentState incident) {
        if (event.cause() != null) {
            return event.cause().rule();
        }
        return event.onset() != null ? event.onset().policy().rule() : incident.policy.rule();
    }

    private static String version(EpisodeEvent event, IncidentState incident) {
        return event.onset() != null ? event.onset().policy().rulesVersion() : incident.policy.rulesVersion();
    }
}
