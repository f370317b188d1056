package io.weir.sink;

/**
 * A ticket that changed, as a look over many shows it.
 *
 * @param incidentId the incident whose key stands in its title
 * @param ticketId the ticket
 * @param version compares with {@link TicketSight#version()}
 */
public record TicketGlimpse(String incidentId, String ticketId, String version) {}
