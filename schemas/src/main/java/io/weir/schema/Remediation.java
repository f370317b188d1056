package io.weir.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * A decision about a playbook, on {@code weir.remediations}. Times are milliseconds since the epoch.
 *
 * @param tenant owner
 * @param remediationId hash of incident, rule, target and attempt; the label that claims the AWX job; {@code rem-} and
 *     16 hex digits
 * @param incidentId the incident it is for
 * @param kind asked for, refused by a guardrail, or taken back
 * @param rule name of the remediation rule
 * @param template AWX job template, by name or {@code name++organization}
 * @param target the one host that the job is limited to
 * @param vars extra variables for the playbook
 * @param mode how far the executor may go
 * @param attempt 1 for the first one of this incident
 * @param alertname of the alert that asked for it
 * @param fingerprint of the alert that asked for it
 * @param requestedAt when it was decided, pipeline time
 * @param expiresAt not to be launched later than this
 * @param verifyWithinMs how long after success the alert has to resolve, in milliseconds
 * @param reason why it was refused or taken back; null when asked for
 * @param labels of the alert that asked for it, as downtimes see them; null on old records
 * @param live true for what the correlate job decided live, and nothing else is acted on; null otherwise: what a replay
 *     decided
 * @param trace place in a trace of its incident, see {@link TraceParent}; null when none is recorded
 */
public record Remediation(
        @Required String tenant,
        @Required String remediationId,
        @Required String incidentId,
        @Required Kind kind,
        @Required String rule,
        @Required String template,
        String target,
        Map<String, String> vars,
        Mode mode,
        @Required int attempt,
        String alertname,
        String fingerprint,
        @Required @EpochMillis Long requestedAt,
        @EpochMillis Long expiresAt,
        @Required long verifyWithinMs,
        String reason,
        Map<String, String> labels,
        Boolean live,
        String trace) {
    /** A decision of which there is no trace. */
    public Remediation(
            String tenant,
            String remediationId,
            String incidentId,
            Kind kind,
            String rule,
            String template,
            String target,
            Map<String, String> vars,
            Mode mode,
            int attempt,
            String alertname,
            String fingerprint,
            Long requestedAt,
            Long expiresAt,
            long verifyWithinMs,
            String reason,
            Map<String, String> labels,
            Boolean live) {
        this(
                tenant,
                remediationId,
                incidentId,
                kind,
                rule,
                template,
                target,
                vars,
                mode,
                attempt,
                alertname,
                fingerprint,
                requestedAt,
                expiresAt,
                verifyWithinMs,
                reason,
                labels,
                live,
                null);
    }

    /** What became of the wish. */
    public enum Kind {
        @JsonProperty("requested")
        REQUESTED,
        @JsonProperty("refused")
        REFUSED,
        @JsonProperty("cancelled")
        CANCELLED
    }

    /** How far the executor may go. */
    public enum Mode {
        /** Runs the playbook in check mode: nothing is changed. */
        @JsonProperty("dry-run")
        DRY_RUN,
        /** Runs a workflow in which a person has to approve first. */
        @JsonProperty("approve")
        APPROVE,
        /** Runs the playbook. */
        @JsonProperty("auto")
        AUTO
    }
}
