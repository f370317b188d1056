package io.weir.app.replay;

import java.util.List;

/**
 * What is replayed: kept in the replay's folder, so that one that was stopped goes on as it was begun. Times are
 * milliseconds since the epoch.
 *
 * @param capture file or folder of captures; null when Kafka is read
 * @param kafka address of Kafka, its other properties are not kept; null when captures are read
 * @param fromMs first instant; 0 for all there is
 * @param toMs first instant after it; null for all that the captures hold
 * @param tenant whose alerts; null for everybody's
 * @param before rule book of the run
 * @param after rule book to compare with; null for none
 * @param downtimes documents {@code weir.directive/1} instead of the downtimes that were in force; null for those
 * @param leadMs how long after its record a directive takes effect at the earliest
 * @param hostsPerIncident guardrail of AWX
 */
public record ReplayPlan(
        String capture,
        String kafka,
        long fromMs,
        Long toMs,
        String tenant,
        Book before,
        Book after,
        List<String> downtimes,
        long leadMs,
        int hostsPerIncident) {

    /**
     * A rule book.
     *
     * @param name for people
     * @param yaml its text
     * @param replaces whether it holds for all tenants all the time; otherwise for those that had none
     */
    public record Book(String name, String yaml, boolean replaces) {}

    /** The same with the period that was found. */
    ReplayPlan within(long begin, long end) {
        return new ReplayPlan(capture, kafka, begin, end, tenant, before, after, downtimes, leadMs, hostsPerIncident);
    }
}
