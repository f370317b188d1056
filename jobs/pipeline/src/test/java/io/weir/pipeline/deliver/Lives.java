package io.weir.pipeline.deliver;

import io.weir.pipeline.Samples;
import io.weir.schema.Incident;
import io.weir.schema.Member;
import io.weir.schema.Severity;
import java.util.Map;

/** Revisions of incidents that differ in what notifications look at. */
final class Lives {
    private Lives() {}

    static Incident open(String id, long revision, Severity severity, long at) {
        return of(id, revision, Incident.Status.OPEN, severity, 0, null, at);
    }

    static Incident resolved(String id, long revision, Severity severity, long at) {
        return of(id, revision, Incident.Status.RESOLVED, severity, 0, "recovered", at);
    }

    /** With everything that counts. */
    static Incident of(
            String id,
            long revision,
            Incident.Status status,
            Severity severity,
            int reopened,
            String resolution,
            long at) {
        Incident i = Samples.incident(
                id, revision, status, status == Incident.Status.OPEN ? Member.Status.FIRING : Member.Status.RESOLVED);
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
                severity,
                i.urgency(),
                i.impact(),
                i.title(),
                i.openedAt(),
                at,
                status == Incident.Status.OPEN ? null : Long.valueOf(at),
                resolution,
                reopened,
                i.memberCount(),
                i.firingCount(),
                i.members(),
                0,
                null,
                null,
                null,
                Map.of("team", "web"),
                null,
                null,
                null,
                null,
                null,
                null,
                true);
    }
}
