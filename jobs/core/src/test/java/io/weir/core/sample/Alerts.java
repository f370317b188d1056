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
        return of(name, AlertStatus.FIRING, startsAt, null, null, at, null);
    }

    /** Fires, and counts as over when nobody repeats it until {@code expiresAt}. */
    public static Alert expiring(String name, Long startsAt, long expiresAt, long at) {
        return of(name, AlertStatus.FIRING, startsAt, null, expiresAt, at, null);
    }

    /** Has ended; both times may be null. */
    public static Alert resolved(String name, Long startsAt, Long endsAt, long at) {
        return of(name, AlertStatus.RESOLVED, startsAt, endsAt, null, at, null);
    }

    /** Its source was asked, and says that it fires. */
    public static Alert polled(String name, Long startsAt, long at) {
        return of(name, AlertStatus.FIRING, startsAt, null, null, at, Alert.POLLED);
    }

    /** Its source was asked, and no longer knows it; {@code startsAt} may be null. */
    public static Alert gone(String name, Long startsAt, long at) {
        return of(name, AlertStatus.RESOLVED, startsAt, null, null, at, Alert.GONE);
    }

    private static Alert of(
            String name, AlertStatus status, Long startsAt, Long endsAt, Long expiresAt, long at, String observation) {
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
                observation);
    }
}
