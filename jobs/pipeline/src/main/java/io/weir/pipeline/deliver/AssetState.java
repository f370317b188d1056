package io.weir.pipeline.deliver;

import java.util.List;

/**
 * One machine and the downtimes that hold it. Times are milliseconds since the epoch.
 *
 * @param tenant owner
 * @param asset its name
 * @param holds ids of the downtimes that hold it
 * @param phase where it stands
 * @param assetId the inventory's id; null while not known
 * @param before its state before maintenance
 * @param target the state that says maintenance, as it was configured when it was set
 * @param downtimeId the downtime that moved it last
 * @param told whether people were told that it is in maintenance
 * @param run life of the task that wrote this
 * @param attempts failures in a row
 * @param nextAttemptAt do not ask earlier
 */
public record AssetState(
        String tenant,
        String asset,
        List<String> holds,
        Phase phase,
        String assetId,
        int before,
        int target,
        String downtimeId,
        boolean told,
        String run,
        int attempts,
        long nextAttemptAt) {

    /** Where a machine stands. */
    public enum Phase {
        /** To be looked for. */
        SEEK,
        /** Its state before is noted; maintenance may be set once that is safe. */
        INTEND,
        /** In maintenance, by us. */
        HELD,
        /** To be put back. */
        RESTORE,
        /** Somebody else decides on its state, or it is not there: left alone until no downtime holds it. */
        LEFT,
        /** Nothing is left to do. */
        FREE
    }
}
