package io.weir.app.capture;

import io.weir.bridge.intake.AlertmanagerApi;
import io.weir.bridge.intake.AlertmanagerWebhook;
import io.weir.bridge.intake.Origin;
import io.weir.bridge.intake.Reading;
import io.weir.bridge.intake.Rejected;
import io.weir.bridge.intake.UptimeKuma;
import io.weir.schema.Alert;
import io.weir.schema.Wire;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The alerts in a captured request, read by the bridge's own intakes. */
public final class CapturedAlerts {
    private CapturedAlerts() {}

    /**
     * Reads the body.
     *
     * @return what is unreadable is in {@link Reading#rejected()}, as live in the dead letters
     * @throws io.weir.app.CommandFailure when there is no such source
     */
    public static Reading of(CapturedRequest request) {
        Origin origin = new Origin(request.tenant(), request.instance(), Instant.ofEpochMilli(request.receivedAt()));
        byte[] body = request.body();
        return switch (request.source()) {
            case AlertmanagerWebhook.SOURCE, AlertmanagerWebhook.GRAFANA -> AlertmanagerWebhook.read(body, origin);
            case AlertmanagerApi.SOURCE, "alertmanager-api" -> AlertmanagerApi.read(body, origin);
            case UptimeKuma.SOURCE -> UptimeKuma.read(body, null, null, origin);
            case CaptureLine.ALERT -> own(body, request.tenant());
            case CaptureLine.FOLD -> new Reading(CaptureLine.FOLD, List.of(), List.of(), null, 0);
            default ->
                throw CaptureLine.wrong(
                        request.place(),
                        "source",
                        "expected alertmanager, grafana, prometheus, uptime-kuma, weir, weir-directives or weir-clock,"
                                + " found " + request.source());
        };
    }

    private static Reading own(byte[] body, String tenant) {
        try {
            Alert alert = Wire.ALERT.read(body);
            if (!tenant.equals(alert.tenant())) {
                throw new IOException("tenant: is not the line's");
            }
            return new Reading(alert.source(), List.of(alert), List.of(), null, 0);
        } catch (IOException e) {
            Rejected rejected = new Rejected(Rejected.INVALID_JSON, "", e.getMessage(), body);
            return new Reading(CaptureLine.ALERT, List.of(), List.of(rejected), null, 0);
        }
    }
}
