package io.weir.app.config;

import java.time.Duration;

/**
 * The clock that the log carries.
 *
 * @param tickEvery silence on a partition after which the bridge writes a tick
 * @param directiveLead how long after its own record a rule book or downtime takes effect
 */
public record ClockConfig(Duration tickEvery, Duration directiveLead) {}
