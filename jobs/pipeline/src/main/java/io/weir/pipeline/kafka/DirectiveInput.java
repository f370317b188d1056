package io.weir.pipeline.kafka;

import io.weir.schema.Directive;

/**
 * What the directives' topic says: a directive, or only that time has passed.
 *
 * @param directive null for a tick
 * @param time timestamp of the Kafka record, milliseconds since the epoch
 */
public record DirectiveInput(Directive directive, long time) {}
