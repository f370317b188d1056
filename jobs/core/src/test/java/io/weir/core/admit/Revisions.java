package io.weir.core.admit;

import io.weir.core.OverQuotaRule;
import io.weir.core.Playbook;
import io.weir.core.scope.Candidate;
import io.weir.core.scope.ScopeOutput;
import io.weir.schema.Decision;
import io.weir.schema.Fingerprint;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.OverQuota;
import io.weir.schema.Remediation;
import io.weir.schema.Severity;
import java.util.List;
import java.util.Map;

/** What scopes of the tenant acme say of incidents of one member each. */
final class Revisions {
    static final String TENANT = "acme";

    private Revisions() {}

    static ScopeOutput opened(String id, Severity severity, long at, int limit) {
        return of(id, Incident.Kind.OPENED, 1, severity, at, limit);
    }

    static ScopeOutput updated(String id, long revision, Severity severity, long at, int limit) {
        return of(id, Incident.Kind.UPDATED, revision, severity, at, limit);
    }

    static ScopeOutput resolved(String id, long revision, long at, int limit) {
        return of(id, Incident.Kind.RESOLVED, revision, Severity.WARNING, at, limit);
    }

    /** The incident that says that the tenant is over this quota. */
    static ScopeOutput overQuota(String id, Incident.Kind kind, long revision, String quota, long at) {
        Incident plain = of(id, kind, revision, Severity.WARNING, at, 100).incident();
        Member alert = plain.members().get(0);
        Member member = new Member(
                alert.fingerprint(),
                alert.startsAt(),
                alert.endsAt(),
                alert.status(),
                alert.severity(),
                Map.of("alertname", OverQuota.ALERTNAME, OverQuota.QUOTA, quota),
                Map.of(),
                OverQuota.SOURCE,
                null,
                at,
                false,
                false,
                null,
                null,
                null,
                null);
        Incident incident = new Incident(
                TENANT,
                id,
                revision,
                kind,
                plain.reason(),
                plain.status(),
                Map.of(),
                OverQuotaRule.NAME,
                "built-in",
                Severity.WARNING,
                3,
                3,
                id,
                at,
                at,
                plain.resolvedAt(),
                plain.resolution(),
                0,
                1,
                plain.firingCount(),
                List.of(member),
                0,
                TENANT + "|" + id,
                null,
                4,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return ScopeOutput.of(incident, 100);
    }

    static ScopeOutput resolvedAs(String resolution, String id, long revision, long at, int limit) {
        return of(id, Incident.Kind.RESOLVED, revision, Severity.WARNING, at, limit, resolution);
    }

    static ScopeOutput reopened(String id, long revision, long at, int limit) {
        return of(id, Incident.Kind.REOPENED, revision, Severity.WARNING, at, limit);
    }

    static ScopeOutput of(String id, Incident.Kind kind, long revision, Severity severity, long at, int limit) {
        return of(id, kind, revision, severity, at, limit, "recovered");
    }

    private static ScopeOutput of(
            String id, Incident.Kind kind, long revision, Severity severity, long at, int limit, String resolution) {
        boolean over = kind == Incident.Kind.RESOLVED;
        Member member = new Member(
                Fingerprint.of(Map.of("alertname", id)),
                at,
                over ? at : null,
                over ? Member.Status.RESOLVED : Member.Status.FIRING,
                severity,
                Map.of("alertname", id),
                Map.of(),
                "alertmanager",
                null,
                at,
                false,
                false,
                null,
                null,
                null,
                null);
        return ScopeOutput.of(
                new Incident(
                        TENANT,
                        id,
                        revision,
                        kind,
                        over ? Incident.Reason.ALL_RECOVERED : Incident.Reason.WAIT_OVER,
                        over ? Incident.Status.RESOLVED : Incident.Status.OPEN,
                        Map.of("cluster", id),
                        "cluster",
                        "1",
                        severity,
                        3,
                        3,
                        id,
                        at,
                        at,
                        over ? at : null,
                        over ? resolution : null,
                        0,
                        1,
                        over ? 0 : 1,
                        List.of(member),
                        0,
                        TENANT + "|" + id,
                        null,
                        4,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                limit);
    }

    static ScopeOutput candidate(String id, Candidate.Kind kind, long at) {
        Playbook playbook = new Playbook(
                "restart", "t", "host", Map.of(), Remediation.Mode.AUTO, 0, 60_000, 1, 60_000, 60_000, null);
        return ScopeOutput.of(new Candidate(
                kind, at, TENANT, id, Fingerprint.of(Map.of("alertname", id)), at, id, at, false, playbook));
    }

    static ScopeOutput joined(String id, long at) {
        return ScopeOutput.of(new Decision(
                TENANT,
                at,
                Decision.Kind.JOINED,
                "same-problem",
                "Other",
                Fingerprint.of(Map.of("alertname", "Other")),
                at,
                id,
                null,
                TENANT + "|" + id,
                "cluster",
                "1",
                null));
    }
}
