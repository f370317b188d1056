package io.weir.pipeline.correlate;

import io.weir.schema.Alert;

/**
 * An alert that waits until all directives in force at its time have been read.
 *
 * @param alert the alert
 * @param at its pipeline time, milliseconds since the epoch
 */
public record HeldAlert(Alert alert, long at) {}
