package io.weir.core.scenario;

import io.weir.schema.Alert;

/**
 * One alert as it lies on the log.
 *
 * @param at timestamp of its record, milliseconds since the epoch
 * @param alert what was observed
 */
public record Observation(long at, Alert alert) {}
