package io.weir.core.scenario;

import io.weir.schema.yaml.DurationNotation;
import java.time.Duration;
import java.time.Instant;

/** The time of scenarios: durations since a Monday morning. */
final class Clock {
    /** Instant {@code 0s}: 2026-01-05T08:00:00Z. */
    static final long START = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();

    private Clock() {}

    static long instant(Duration sinceStart) {
        return START + sinceStart.toMillis();
    }

    /** {@code 90s} for the instant 90 seconds after the start, in the shortest notation: {@code 1m30s}. */
    static String text(Long instant) {
        return instant == null ? "none" : DurationNotation.format(Duration.ofMillis(instant - START));
    }
}
