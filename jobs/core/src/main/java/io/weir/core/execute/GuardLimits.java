package io.weir.core.execute;

/**
 * How much of what is asked for may happen at once.
 *
 * @param perTenant remediations of a tenant at once
 * @param perTemplate of one template at once
 * @param perTarget of one host at once
 * @param fleetShare percent of an inventory's hosts within {@code fleetWindowMs}; one host always may
 * @param fleetWindowMs milliseconds
 * @param hostsPerIncident hosts for one incident
 */
public record GuardLimits(
        int perTenant, int perTemplate, int perTarget, int fleetShare, long fleetWindowMs, int hostsPerIncident) {}
