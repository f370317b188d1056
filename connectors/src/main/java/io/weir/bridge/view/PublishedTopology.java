package io.weir.bridge.view;

import io.weir.schema.Topology;

/**
 * A topology on the log.
 *
 * @param topology all of it
 * @param effectiveFrom not before this instant, milliseconds since the epoch; null when none was named
 * @param recordedAt timestamp of its record, milliseconds since the epoch
 */
public record PublishedTopology(Topology topology, Long effectiveFrom, long recordedAt) {}
