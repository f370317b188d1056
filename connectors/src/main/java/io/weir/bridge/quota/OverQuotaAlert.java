package io.weir.bridge.quota;

import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.OverQuota;
import io.weir.schema.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a tenant is told of an overload: an alert, the same from every bridge, so that the log and a replay of it have
 * it. It names no start: it means the episode that runs.
 */
final class OverQuotaAlert {
    /** Silence of all bridges means that it is over. */
    private static final long EXPIRES_AFTER_MS = 2 * 60_000;

    private OverQuotaAlert() {}

    /** @param waiting alerts that wait now */
    static Alert firing(String tenant, String quota, Overload overload, long waiting, long now) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("summary", "Over the quota of " + quota);
        annotations.put(
                "description",
                "Since " + Instant.ofEpochMilli(overload.since()) + " this tenant sends more than its quota of " + quota
                        + " allows. Nothing is lost: " + overload.folded() + " repeats were summarised, "
                        + overload.delayed() + " times something was delayed, " + waiting
                        + " alerts wait now (figures of one bridge).");
        return alert(tenant, quota, AlertStatus.FIRING, null, now + EXPIRES_AFTER_MS, annotations, now);
    }

    static Alert resolved(String tenant, String quota, long now) {
        return alert(tenant, quota, AlertStatus.RESOLVED, now, null, Map.of(), now);
    }

    private static Alert alert(
            String tenant,
            String quota,
            AlertStatus status,
            Long endsAt,
            Long expiresAt,
            Map<String, String> annotations,
            long now) {
        Map<String, String> labels =
                new TreeMap<>(Map.of("alertname", OverQuota.ALERTNAME, OverQuota.QUOTA, quota, "severity", "warning"));
        return new Alert(
                tenant,
                OverQuota.SOURCE,
                fingerprint(tenant, quota),
                status,
                null,
                endsAt,
                expiresAt,
                labels,
                annotations,
                null,
                null,
                now,
                null);
    }

    /** Not made of the labels: with the same labels a tenant's own alert is another one. */
    static String fingerprint(String tenant, String quota) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Topics.key(OverQuota.ALERTNAME, tenant, quota).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
