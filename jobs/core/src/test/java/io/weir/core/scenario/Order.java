package io.weir.core.scenario;

import io.weir.schema.Directive;

/**
 * One directive as it lies on the log.
 *
 * @param at timestamp of its record, milliseconds since the epoch
 * @param directive rule book or downtime
 */
public record Order(long at, Directive directive) {}
