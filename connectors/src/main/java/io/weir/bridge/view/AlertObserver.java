package io.weir.bridge.view;

/** Is told of each alert on the log, in the order of its partition, by the thread that reads it. */
@FunctionalInterface
public interface AlertObserver {
    /**
     * One observation.
     *
     * @param startsAt as it stands in the record, null when it has none
     * @param expiresAt milliseconds since the epoch, null when it has none
     * @param timestamp of its record, milliseconds since the epoch
     */
    void observed(String tenant, String fingerprint, boolean firing, String startsAt, Long expiresAt, long timestamp);
}
