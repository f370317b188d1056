package io.weir.pipeline.deliver;

import java.util.List;

/**
 * A downtime, and the machines it holds. Times are milliseconds since the epoch.
 *
 * @param downtime newest revision, its directive as JSON
 * @param revision of it
 * @param actAt when it counts from
 * @param open whether the present window's machines are known and held
 * @param held names of the machines it holds
 * @param attempts failures in a row to find out which machines there are
 * @param nextAttemptAt do not ask earlier
 */
public record DowntimeWatchState(
        String downtime,
        long revision,
        long actAt,
        boolean open,
        List<String> held,
        int attempts,
        long nextAttemptAt) {}
