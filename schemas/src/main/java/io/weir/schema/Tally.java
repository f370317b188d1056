package io.weir.schema;

import java.util.Map;

/**
 * What became of all observations of one tenant that were received in one minute, on {@code weir.decisions}. The sum of
 * {@code outcomes}, {@code held}, {@code deadLettered} and {@code inFlight} is {@code received}.
 *
 * @param tenant owner
 * @param minute its first instant, milliseconds since the epoch, pipeline time
 * @param received observations read from the log
 * @param outcomes how many were opened, joined, ended, deduplicated, late …, by stable word
 * @param held how many were kept back, by reason (downtime, habitual, inhibited …)
 * @param deadLettered how many could not be read
 * @param inFlight how many wait for a decision when this was written
 */
public record Tally(
        @Required String tenant,
        @Required @EpochMillis Long minute,
        @Required long received,
        @Required Map<String, Long> outcomes,
        @Required Map<String, Long> held,
        @Required long deadLettered,
        @Required long inFlight) {}
