package io.weir.schema;

/**
 * Somebody has seen an incident.
 *
 * @param incidentId the incident
 * @param scopeKey key of its scope, as the incident names it
 * @param by who
 */
public record Acknowledgement(
        @Required String incidentId,
        @Required String scopeKey,
        @Required String by) {}
