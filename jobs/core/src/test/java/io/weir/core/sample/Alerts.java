package io.weir.core.sample;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.util.Map;

/** Alerts for tests: all of cluster c1, critical, named by one word. */
public final class Alerts {
    private Alerts() {}

    /** The labels of the alert {@code name}. */
    public static Map<String, String> labels(String name) {
        return Map.of("alertname", name, "cluster", "c1", "severity", "critical");
    }

    /** Fires; {@code startsAt} may be null. */
    public static Alert firing(String name, Long startsAt, long at) {
        return of(name, AlertStatus.FIRING, startsAt, null, null, at);
    }

    /** Fires, and counts as over when nobody repeats it until {@code expiresAt}. */
    public static Alert expiring(String name, Long startsAt, long expiresAt, long at) {
        return of(name, AlertStatus.FIRING, startsAt, null, expiresAt, at);
    }

    /** Has ended; both times may be null. */
    public static Alert resolved(String name, Long startsAt, Long endsAt, long at) {
        return of(name, AlertStatus.RESOLVED, startsAt, endsAt, null, at);
    }

    private static Alert of(String name, AlertStatus status, Long startsAt, Long endsAt, Long expiresAt, long at) {
        Map<String, String> labels = labels(name);
        return new Alert(
                Books.TENANT,
                "alertmanager",
                Fingerprint.of(labels),
                status,
                startsAt,
                endsAt,
                expiresAt,
                labels,
                Map.of("summary", name + " is broken"),
                "http://prometheus/graph",
                null,
                at,
                null);
    }
}
