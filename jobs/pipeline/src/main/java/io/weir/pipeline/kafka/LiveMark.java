package io.weir.pipeline.kafka;

import io.weir.schema.Incident;
import io.weir.schema.Remediation;
import io.weir.schema.Retry;
import io.weir.schema.Wire;
import java.io.IOException;

/**
 * The mark of what was decided live. The correlate job sets it as it writes to Kafka; whoever acts on something outside
 * refuses what does not bear it. So results of a replay, wherever they get to, do nothing.
 */
final class LiveMark {
    private LiveMark() {}

    /** The same with the mark. */
    static Incident on(Incident incident) {
        return new Incident(
                incident.tenant(),
                incident.incidentId(),
                incident.revision(),
                incident.kind(),
                incident.reason(),
                incident.status(),
                incident.scope(),
                incident.rule(),
                incident.rulesVersion(),
                incident.severity(),
                incident.urgency(),
                incident.impact(),
                incident.title(),
                incident.openedAt(),
                incident.updatedAt(),
                incident.resolvedAt(),
                incident.resolution(),
                incident.reopened(),
                incident.memberCount(),
                incident.firingCount(),
                incident.members(),
                incident.membersOmitted(),
                incident.scopeKey(),
                incident.state(),
                incident.priority(),
                incident.facts(),
                incident.suppressedCount(),
                incident.cause(),
                incident.likelySeat(),
                incident.acknowledgedBy(),
                incident.acknowledgedAt(),
                incident.ticket(),
                true,
                incident.trace());
    }

    /** The same with the mark. */
    static Remediation on(Remediation remediation) {
        return new Remediation(
                remediation.tenant(),
                remediation.remediationId(),
                remediation.incidentId(),
                remediation.kind(),
                remediation.rule(),
                remediation.template(),
                remediation.target(),
                remediation.vars(),
                remediation.mode(),
                remediation.attempt(),
                remediation.alertname(),
                remediation.fingerprint(),
                remediation.requestedAt(),
                remediation.expiresAt(),
                remediation.verifyWithinMs(),
                remediation.reason(),
                remediation.labels(),
                true,
                remediation.trace());
    }

    /** Passes what bears the mark; null passes too. */
    static Incident required(Incident incident) {
        if (incident != null) {
            require("revision " + incident.revision() + " of incident " + incident.incidentId(), incident.live());
        }
        return incident;
    }

    /** Passes what bears the mark; null passes too. */
    static Remediation required(Remediation remediation) {
        if (remediation != null) {
            require("remediation " + remediation.remediationId(), remediation.live());
        }
        return remediation;
    }

    /** Passes a retry unless it brings an incident or a remediation that is not whole or lacks the mark; null passes too. */
    static Retry required(Retry retry) {
        if (retry != null && retry.body() != null) {
            required(Complete.incident(readAs(Wire.INCIDENT, retry.body())));
            required(Complete.remediation(readAs(Wire.REMEDIATION, retry.body())));
        }
        return retry;
    }

    private static <T> T readAs(Wire<T> format, byte[] body) {
        try {
            return format.read(body);
        } catch (IOException e) {
            // a letter about something else
            return null;
        }
    }

    private static void require(String what, Boolean live) {
        if (!Boolean.TRUE.equals(live)) {
            throw new NotLiveException(what + " is not marked as decided live");
        }
    }

    /** Something that must not be acted on. */
    static final class NotLiveException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NotLiveException(String message) {
            super(message);
        }
    }
}
