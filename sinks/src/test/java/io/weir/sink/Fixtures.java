package io.weir.sink;

import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Remediation;
import io.weir.schema.Severity;
import io.weir.schema.TicketWish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Incidents and requests as the tests need them. */
public final class Fixtures {
    /** 2026-11-20 13:00:00 UTC. */
    public static final long T0 = Instant.parse("2026-11-20T13:00:00Z").toEpochMilli();

    public static final String INCIDENT = "00aa11bb22cc33dd44ee";

    private Fixtures() {}

    /** A firing alert. */
    public static Member member(String name, String instance, Severity severity) {
        return member(
                Map.of("alertname", name, "instance", instance, "cluster", "prod-1"),
                Map.of("summary", name + " on " + instance, "runbook_url", "https://runbooks.example.org/" + name),
                severity);
    }

    public static Member member(Map<String, String> labels, Map<String, String> annotations, Severity severity) {
        String fingerprint = String.format("%016x", labels.hashCode());
        return new Member(
                fingerprint,
                T0,
                null,
                Member.Status.FIRING,
                severity,
                labels,
                annotations,
                "alertmanager",
                "http://prometheus.example.org:9090/graph?g0.expr=up+%3D%3D+0",
                T0 + 1_000,
                false,
                false,
                null,
                null,
                null,
                null);
    }

    /** The same alert, over. */
    public static Member over(Member member, Member.Status status) {
        return new Member(
                member.fingerprint(),
                member.startsAt(),
                T0 + 60_000,
                status,
                member.severity(),
                member.labels(),
                member.annotations(),
                member.source(),
                member.generatorUrl(),
                member.joinedAt(),
                member.flapping(),
                member.persisted(),
                null,
                null,
                null,
                null);
    }

    /** Revision 1 with these members. */
    public static Incident opened(Member... members) {
        return incident(INCIDENT, 1, Incident.Kind.OPENED, 0, List.of(members));
    }

    /** A later revision with these members; resolved when none fires. */
    public static Incident next(Incident before, Incident.Kind kind, Member... members) {
        int reopened = before.reopened() + (kind == Incident.Kind.REOPENED ? 1 : 0);
        return incident(before.incidentId(), before.revision() + 1, kind, reopened, List.of(members));
    }

    /** The next revision: every member over. */
    public static Incident resolved(Incident before) {
        List<Member> members = new ArrayList<>();
        before.members().forEach(m -> members.add(over(m, Member.Status.RESOLVED)));
        return incident(before.incidentId(), before.revision() + 1, Incident.Kind.RESOLVED, before.reopened(), members);
    }

    public static Incident incident(String id, long revision, Incident.Kind kind, int reopened, List<Member> members) {
        int firing = (int)
                members.stream().filter(m -> m.status() == Member.Status.FIRING).count();
        boolean resolved = kind == Incident.Kind.RESOLVED;
        Severity worst =
                members.stream().map(Member::severity).min(Severity::compareTo).orElse(Severity.INFO);
        boolean stale = members.stream().anyMatch(m -> m.status() == Member.Status.STALE);
        boolean gone = members.stream().anyMatch(m -> m.status() == Member.Status.GONE);
        return new Incident(
                "acme",
                id,
                revision,
                kind,
                Incident.Reason.MEMBERS_CHANGED,
                resolved ? Incident.Status.RESOLVED : Incident.Status.OPEN,
                Map.of("cluster", "prod-1"),
                "by-cluster",
                "rules-7",
                worst,
                urgency(worst),
                urgency(worst) - 1,
                "Alerts in cluster prod-1",
                T0,
                T0 + revision * 10_000,
                resolved ? T0 + revision * 10_000 : null,
                resolved ? (stale ? "stale" : gone ? "gone" : "recovered") : null,
                reopened,
                members.size(),
                firing,
                members,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static int urgency(Severity severity) {
        return switch (severity) {
            case EMERGENCY -> 5;
            case CRITICAL -> 4;
            case WARNING -> 3;
            case INFO -> 2;
        };
    }

    /** The same incident with another id. */
    public static Incident withId(Incident incident, String id) {
        return incident(id, incident.revision(), incident.kind(), incident.reopened(), incident.members());
    }

    /** The same with another title. */
    public static Incident withTitle(Incident i, String title) {
        return new Incident(
                i.tenant(),
                i.incidentId(),
                i.revision(),
                i.kind(),
                i.reason(),
                i.status(),
                i.scope(),
                i.rule(),
                i.rulesVersion(),
                i.severity(),
                i.urgency(),
                i.impact(),
                title,
                i.openedAt(),
                i.updatedAt(),
                i.resolvedAt(),
                i.resolution(),
                i.reopened(),
                i.memberCount(),
                i.firingCount(),
                i.members(),
                i.membersOmitted(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same with a wish for its ticket. */
    public static Incident withWish(Incident i, TicketWish wish) {
        return new Incident(
                i.tenant(),
                i.incidentId(),
                i.revision(),
                i.kind(),
                i.reason(),
                i.status(),
                i.scope(),
                i.rule(),
                i.rulesVersion(),
                i.severity(),
                i.urgency(),
                i.impact(),
                i.title(),
                i.openedAt(),
                i.updatedAt(),
                i.resolvedAt(),
                i.resolution(),
                i.reopened(),
                i.memberCount(),
                i.firingCount(),
                i.members(),
                i.membersOmitted(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                wish,
                null);
    }

    /** The same with a likely seat. */
    public static Incident withSeat(Incident i, String seat) {
        return new Incident(
                i.tenant(),
                i.incidentId(),
                i.revision(),
                i.kind(),
                i.reason(),
                i.status(),
                i.scope(),
                i.rule(),
                i.rulesVersion(),
                i.severity(),
                i.urgency(),
                i.impact(),
                i.title(),
                i.openedAt(),
                i.updatedAt(),
                i.resolvedAt(),
                i.resolution(),
                i.reopened(),
                i.memberCount(),
                i.firingCount(),
                i.members(),
                i.membersOmitted(),
                null,
                null,
                null,
                null,
                null,
                null,
                seat,
                null,
                null,
                null,
                null);
    }

    /** A request to restart a service on web-01. */
    public static Remediation remediation(String id, Remediation.Mode mode) {
        return remediation(id, "restart service", "web-01", Map.of("service", "nginx"), mode);
    }

    public static Remediation remediation(
            String id, String template, String target, Map<String, String> vars, Remediation.Mode mode) {
        return new Remediation(
                "acme",
                id,
                INCIDENT,
                Remediation.Kind.REQUESTED,
                "restart-nginx",
                template,
                target,
                vars,
                mode,
                1,
                "NginxDown",
                "0123456789abcdef",
                T0,
                Instant.now().plusSeconds(3_600).toEpochMilli(),
                300_000,
                null,
                null,
                null);
    }
}
