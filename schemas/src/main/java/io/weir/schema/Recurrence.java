package io.weir.schema;

import java.util.List;

/**
 * How a downtime repeats (RFC 5545): local times of a zone, so that "every night at two" stays at two when the clocks
 * change. {@link io.weir.schema.downtime.RecurringSchedule} says which instants that means.
 *
 * @param rrule the rule without its prefix, such as {@code FREQ=WEEKLY;BYDAY=SU}
 * @param start local date and time from which on it counts, such as {@code 2026-12-06T02:00:00}; the first window is the
 *     rule's first match from then on
 * @param zone IANA name of the zone
 * @param durationMs how long each window lasts in elapsed time, in milliseconds
 * @param exdates beginnings that are left out, as local dates and times or as local dates; null when none
 */
public record Recurrence(
        @Required String rrule,
        @Required String start,
        @Required String zone,
        @Required long durationMs,
        List<String> exdates) {}
