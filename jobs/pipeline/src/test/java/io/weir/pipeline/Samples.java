package io.weir.pipeline;

import io.weir.pipeline.kafka.DecidedRevision;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Remediation;
import io.weir.schema.Severity;
import io.weir.schema.Wire;
import java.util.List;
import java.util.Map;

/** Records as the field has them. Times are milliseconds since the epoch. */
public final class Samples {
    public static final String TENANT = "acme";
    public static final String FINGERPRINT = "00000000000000aa";

    private Samples() {}

    public static Alert alert(String instance) {
        return new Alert(
                TENANT,
                "alertmanager",
                FINGERPRINT,
                AlertStatus.FIRING,
                1000L,
                null,
                null,
                Map.of("alertname", "NginxDown", "instance", instance),
                Map.of("summary", "nginx is down"),
                null,
                null,
                1500L,
                null);
    }

    public static Incident open(String incidentId, long revision) {
        return incident(incidentId, revision, Incident.Status.OPEN, Member.Status.FIRING);
    }

    public static Incident resolved(String incidentId, long revision) {
        return incident(incidentId, revision, Incident.Status.RESOLVED, Member.Status.RESOLVED);
    }

    public static Incident incident(
            String incidentId, long revision, Incident.Status status, Member.Status memberStatus) {
        boolean over = status == Incident.Status.RESOLVED;
        Member member = new Member(
                FINGERPRINT,
                1000L,
                memberStatus == Member.Status.FIRING ? null : 9000L,
                memberStatus,
                Severity.CRITICAL,
                Map.of("alertname", "NginxDown", "instance", "web1"),
                Map.of("summary", "nginx is down"),
                "alertmanager",
                null,
                2000L,
                false,
                false,
                null,
                null,
                null,
                null);
        return new Incident(
                TENANT,
                incidentId,
                revision,
                over ? Incident.Kind.RESOLVED : revision == 1 ? Incident.Kind.OPENED : Incident.Kind.UPDATED,
                over ? Incident.Reason.ALL_RECOVERED : Incident.Reason.MEMBERS_CHANGED,
                status,
                Map.of("service", "web"),
                "by-service",
                "1",
                Severity.CRITICAL,
                4,
                4,
                "NginxDown on web1",
                2000L,
                2000L + revision,
                over ? 9000L : null,
                over ? "recovered" : null,
                0,
                1,
                over ? 0 : 1,
                List.of(member),
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
                true);
    }

    public static Remediation requested(String incidentId, String remediationId, long expiresAt) {
        return remediation(incidentId, remediationId, Remediation.Kind.REQUESTED, expiresAt, null);
    }

    public static Remediation remediation(
            String incidentId, String remediationId, Remediation.Kind kind, long expiresAt, String reason) {
        return new Remediation(
                TENANT,
                remediationId,
                incidentId,
                kind,
                "restart-nginx",
                "restart nginx",
                "web1",
                Map.of("service", "nginx"),
                Remediation.Mode.AUTO,
                1,
                "NginxDown",
                FINGERPRINT,
                3000L,
                expiresAt,
                60_000,
                reason,
                null,
                true);
    }

    /** As it lies on Kafka. */
    public static DecidedRevision decided(Incident incident) {
        return DecidedRevision.of(incident, Wire.INCIDENT.write(incident));
    }
}
