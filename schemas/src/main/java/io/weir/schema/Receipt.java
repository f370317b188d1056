package io.weir.schema;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What was done outside, or decided about an episode, on {@code weir.receipts}.
 *
 * @param tenant owner
 * @param kind what the receipt is about
 * @param incidentId the incident; null for an episode that has none
 * @param revision the incident revision that the ticket now shows, or the downtime's that the silence shows; null where
 *     it makes no sense
 * @param state what holds now: for a ticket {@code created|updated|solved|reopened|delayed|failed|observed|skipped|expired|merged}, for a
 *     remediation {@code
 *     refused|launched|running|awaiting-approval|approved|denied|expired|succeeded|no-effect|failed|canceled|unknown|
 *     verified|not-resolved}, for an episode {@code held|released}, for a notification {@code sent|failed|skipped}, for an
 *     asset {@code maintenance|restored|respected|failed}, for a silence {@code projected|expired|failed}
 * @param reason in words; null when the state says it all
 * @param ticketId GLPI ticket id, null when none
 * @param ticketUrl link for people, null when none
 * @param remediationId null unless about one
 * @param jobId AWX job id, null when none
 * @param jobUrl link for people, null when none
 * @param fingerprint the alert, for an episode
 * @param downtimeId the downtime that holds the episode, null otherwise
 * @param at when, milliseconds since the epoch (pipeline time for episodes, wall clock for effects)
 * @param ticketStatus what the ticket system calls the ticket's status: {@code
 *     new|assigned|planned|pending|solved|closed|deleted}; null when not known
 * @param channel notification channel, or the Alertmanager that has the silence; null otherwise
 * @param phase notification phase, for example {@code opened}, or the start of the silence's window; null otherwise
 * @param externalId what the other side calls it: a silence or an asset; null otherwise
 */
public record Receipt(
        @Required String tenant,
        @Required Kind kind,
        String incidentId,
        Long revision,
        @Required String state,
        String reason,
        String ticketId,
        String ticketUrl,
        String remediationId,
        String jobId,
        String jobUrl,
        String fingerprint,
        String downtimeId,
        @Required @EpochMillis Long at,
        String ticketStatus,
        String channel,
        String phase,
        String externalId) {

    /** What a receipt is about. */
    public enum Kind {
        @JsonProperty("ticket")
        TICKET,
        @JsonProperty("remediation")
        REMEDIATION,
        @JsonProperty("episode")
        EPISODE,
        @JsonProperty("notification")
        NOTIFICATION,
        @JsonProperty("asset")
        ASSET,
        @JsonProperty("silence")
        SILENCE
    }
}
