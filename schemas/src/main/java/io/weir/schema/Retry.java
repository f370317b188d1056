package io.weir.schema;

/**
 * Somebody wants a dead letter tried again, on {@code weir.retries}. Whoever gave up takes it up through the same
 * protocol as the first time.
 *
 * @param tenant owner
 * @param letterId the dead letter: partition and offset on {@code weir.dead-letters}, for example {@code 3-1042}
 * @param stage who gave up, as in the letter
 * @param reason as in the letter
 * @param source as in the letter; null when it had none
 * @param body the bytes of the letter (base64 in JSON); null when it had none
 * @param incidentId null unless it is about one
 * @param remediationId null unless it is about one
 * @param by who asked for it; null when unknown
 * @param at when, milliseconds since the epoch, wall clock
 */
@SuppressWarnings("ArrayRecordComponent")
public record Retry(
        @Required String tenant,
        @Required String letterId,
        @Required String stage,
        @Required String reason,
        String source,
        byte[] body,
        String incidentId,
        String remediationId,
        String by,
        @Required @EpochMillis Long at) {}
