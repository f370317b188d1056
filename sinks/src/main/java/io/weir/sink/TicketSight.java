package io.weir.sink;

import java.io.Serializable;

/**
 * A ticket as it was last seen.
 *
 * @param status {@code new|assigned|planned|pending|solved|closed|deleted}; null when not known
 * @param version changes whenever anything of the ticket does that a {@link TicketGlimpse} shows; null when not known
 * @param memory what the sink wants back with the next order, to tell what we wrote from what a person did; the caller
 *     keeps it as it is; null for nothing
 */
public record TicketSight(String status, String version, String memory) implements Serializable {}
