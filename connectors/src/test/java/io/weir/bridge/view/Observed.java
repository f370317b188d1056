package io.weir.bridge.view;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.time.Instant;
import java.util.Map;

/** Alerts as the log may tell them, for tests. */
public final class Observed {
    private Observed() {}

    /** One that a source told of at {@code at}. */
    public static ObservedAlert alert(
            String source, String sourceUrl, Map<String, String> labels, boolean firing, Long startsAt, Instant at) {
        Alert alert = new Alert(
                "acme",
                source,
                Fingerprint.of(labels),
                firing ? AlertStatus.FIRING : AlertStatus.RESOLVED,
                startsAt,
                null,
                null,
                labels,
                Map.of("summary", "s"),
                null,
                sourceUrl,
                at.toEpochMilli(),
                null);
        return new ObservedAlert(alert, firing, startsAt);
    }
}
