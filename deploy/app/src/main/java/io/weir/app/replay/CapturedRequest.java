package io.weir.app.replay;

import java.time.Instant;

/**
 * One request as a bridge received it.
 *
 * @param receivedAt when; pipeline time in a replay
 * @param tenant whose it was
 * @param source the intake, as {@link io.weir.schema.Alert#source()} names it
 * @param body what was posted
 */
@SuppressWarnings("ArrayRecordComponent")
record CapturedRequest(Instant receivedAt, String tenant, String source, byte[] body) {}
