package io.weir.bridge.view;

import io.weir.schema.Alert;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * An alert as the log tells it.
 *
 * @param last its newest observation
 * @param firing whether it is firing by that observation, and not expired
 * @param startsAt start of its newest episode as the source named it, milliseconds since the epoch; null when it never did
 */
public record ObservedAlert(Alert last, boolean firing, Long startsAt) {

    static ObservedAlert of(AlertEntry entry, long now) {
        try {
            String start = entry.startsAt();
            Long startsAt = start == null ? null : (Long) Instant.parse(start).toEpochMilli();
            return new ObservedAlert(Wire.ALERT.read(entry.record()), !entry.over(now), startsAt);
        } catch (IOException e) {
            throw new UncheckedIOException("a record that was readable before", e);
        }
    }
}
