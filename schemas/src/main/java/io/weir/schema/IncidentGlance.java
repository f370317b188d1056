package io.weir.schema;

import java.util.List;

/**
 * The little of an {@link Incident}'s record that tells which it is, how it stands and whom it lists. Reading it passes over
 * the rest, above all the labels and annotations of its members, which are most of the record, and does not check it.
 *
 * @param tenant owner
 * @param incidentId its id
 * @param revision number of the revision
 * @param status open or resolved
 * @param openedAt when its first alert was received, milliseconds since the epoch
 * @param members those that it lists
 */
public record IncidentGlance(
        @Required String tenant,
        @Required String incidentId,
        @Required long revision,
        @Required Incident.Status status,
        @Required @EpochMillis Long openedAt,
        @Required List<Listed> members) {
    /**
     * A member.
     *
     * @param fingerprint of the alert
     * @param joinedAt when it joined, milliseconds since the epoch
     */
    public record Listed(
            @Required String fingerprint,
            @Required @EpochMillis Long joinedAt) {}
}
