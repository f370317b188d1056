package io.weir.app.capture;

/**
 * One line of a capture. Times are milliseconds since the epoch.
 *
 * @param at when it reached the log: pipeline time in a replay
 * @param receivedAt when the bridge had it; differs from {@code at} only in a capture that was written from Kafka
 * @param tenant whose it was
 * @param source the intake, as {@link io.weir.schema.Alert#source()} names it, or one of the words of {@link CaptureLine}
 * @param instance name of the sending instance as configured with the credential; null when unknown
 * @param body what was posted
 * @param place file and line, for people
 */
@SuppressWarnings("ArrayRecordComponent")
public record CapturedRequest(
        long at, long receivedAt, String tenant, String source, String instance, byte[] body, String place) {}
