package io.weir.pipeline.deliver;

import io.weir.pipeline.kafka.DeadLetters;
import io.weir.schema.DeadLetter;
import io.weir.schema.Remediation;
import io.weir.schema.Retry;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import io.weir.sink.LaunchOutcome;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remediations that the runner refused and a person wants tried again: out as dead letters, back in as retries. */
final class Retries {
    /** Who gives up, in dead letters and retries. */
    static final String STAGE = "awx";

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final long SHORTEST_MS = 60_000;
    /** The mark of an earlier launch goes when AWX deletes its job; what is older than this is not launched any more. */
    private static final long OLDEST_MS = 24 * 3_600_000L;

    private Retries() {}

    /** The refusal as a dead letter that holds all that a retry needs. */
    static DeadLetter letter(Remediation request, LaunchOutcome.Refused refused, long now) {
        DeadLetter letter = DeadLetters.of(
                request.tenant(),
                STAGE,
                refused.reason(),
                refused.detail(),
                Topics.REMEDIATIONS,
                Wire.REMEDIATION.write(request),
                request.incidentId(),
                now);
        return new DeadLetter(
                letter.tenant(),
                letter.stage(),
                letter.reason(),
                letter.detail(),
                letter.source(),
                letter.contentType(),
                letter.body(),
                letter.incidentId(),
                letter.at(),
                request.remediationId());
    }

    /**
     * The request to be tried again, with as much time as it had at first.
     *
     * @param known what is remembered of it; null when nothing is
     * @return null when it must not be tried: it goes on, it was launched or taken back, it is too old, or the letter is not about one
     */
    static Remediation request(Retry retry, RemediationState known, long now) {
        if (known != null && (known.phase() != RemediationState.Phase.OVER || known.jobId() != null)) {
            LOG.warn("{} is not tried again: it goes on or has a job", retry.remediationId());
            return null;
        }
        if (known != null && known.withdrawn() != null) {
            LOG.warn("{} is not tried again: it was taken back, {}", retry.remediationId(), known.withdrawn());
            return null;
        }
        Remediation first = known == null ? read(retry) : known.request();
        if (first == null
                || first.kind() != Remediation.Kind.REQUESTED
                || !first.tenant().equals(retry.tenant())
                || !first.remediationId().equals(retry.remediationId())) {
            LOG.warn("retry {} of {} holds no request of its tenant", retry.letterId(), retry.remediationId());
            return null;
        }
        if (now - first.requestedAt() > OLDEST_MS) {
            LOG.warn("{} is not tried again: it is older than a day", retry.remediationId());
            return null;
        }
        long window = first.expiresAt() == null ? SHORTEST_MS : first.expiresAt() - first.requestedAt();
        return expiring(first, now + Math.min(OLDEST_MS, Math.max(SHORTEST_MS, window)));
    }

    private static Remediation read(Retry retry) {
        try {
            return retry.body() == null ? null : Wire.REMEDIATION.read(retry.body());
        } catch (IOException e) {
            LOG.warn("the body of retry {} cannot be read", retry.letterId(), e);
            return null;
        }
    }

    private static Remediation expiring(Remediation first, long expiresAt) {
        return new Remediation(
                first.tenant(),
                first.remediationId(),
                first.incidentId(),
                first.kind(),
                first.rule(),
                first.template(),
                first.target(),
                first.vars(),
                first.mode(),
                first.attempt(),
                first.alertname(),
                first.fingerprint(),
                first.requestedAt(),
                expiresAt,
                first.verifyWithinMs(),
                first.reason(),
                first.labels(),
                first.live(),
                first.trace());
    }
}
