package io.weir.schema;

/**
 * Something that could not be processed for good, on {@code weir.dead-letters}: the bytes and the reason.
 *
 * @param tenant owner; null when it was not even known
 * @param stage who gave up: {@code bridge}, {@code correlate}, {@code glpi}, {@code awx}, {@code notify}
 * @param reason a stable word, for example {@code invalid-json}
 * @param detail the reason for people, with the path of the field where there is one
 * @param source the intake or topic it came from
 * @param contentType of {@code body}; null when unknown
 * @param body the bytes as they came (base64 in JSON)
 * @param incidentId null unless it is about one
 * @param at when, milliseconds since the epoch
 * @param remediationId null unless it is about one
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(
        String tenant,
        @Required String stage,
        @Required String reason,
        String detail,
        String source,
        String contentType,
        byte[] body,
        String incidentId,
        @Required @EpochMillis Long at,
        String remediationId) {}
