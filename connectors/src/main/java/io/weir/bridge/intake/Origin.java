package io.weir.bridge.intake;

import java.time.Instant;

/**
 * Where a request comes from, known before its body is read.
 *
 * @param tenant decided by the credential
 * @param source name of the sending instance as configured with the credential; null when it has none
 * @param receivedAt when the bridge had the whole request
 */
public record Origin(String tenant, String source, Instant receivedAt) {}
