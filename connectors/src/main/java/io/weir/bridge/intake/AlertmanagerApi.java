package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Prometheus posts to an Alertmanager's API, version 2: an array of alerts without a status. An end in the
 * future means that the alert fires and how long that may be believed; an end that is past means that it is over.
 */
public final class AlertmanagerApi {
    /** {@link Alert#source()} of what comes this way. */
    public static final String SOURCE = "prometheus";
    /** How long an alert without an end is believed, as long as with Alertmanager's own default. */
    public static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

    private AlertmanagerApi() {}

    /** Reads one batch within the limits that hold where nothing is configured. */
    public static Reading read(byte[] body, Origin origin) {
        return read(body, origin, IntakeLimits.DEFAULT);
    }

    /** Reads one batch. */
    public static Reading read(byte[] body, Origin origin, IntakeLimits limits) {
        try {
            return Json.readAlerts(body, null, limits, (in, saved) -> {
                if (in.nextToken() != JsonToken.START_ARRAY) {
                    String detail = in.currentToken() == null ? "the body is empty" : "expected an array of alerts";
                    return Reading.rejected(SOURCE, new Rejected(Rejected.WRONG_SHAPE, "", detail, body));
                }
                AlertBatch batch = new AlertBatch("", limits, saved);
                batch.read(in, AlertmanagerApi::checkOrder);
                Rejected behind = Json.behind(in, saved.document());
                if (behind != null) {
                    batch.rejected.add(behind);
                }
                List<Alert> alerts = new ArrayList<>(batch.alerts.size());
                for (AlertFields fields : batch.alerts) {
                    alerts.add(alert(fields, origin));
                }
                return Reading.of(SOURCE, alerts, batch.rejected);
            });
        } catch (JsonProcessingException e) {
            return Reading.rejected(SOURCE, new Rejected(Rejected.INVALID_JSON, "", Json.complaint(e), body));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static void checkOrder(AlertFields alert) {
        if (alert.startsAt != null && alert.endsAt != null && alert.endsAt < alert.startsAt) {
            alert.wrong("endsAt", "lies before startsAt");
        }
    }

    private static Alert alert(AlertFields fields, Origin origin) {
        long now = origin.receivedAt().toEpochMilli();
        boolean over = fields.endsAt != null && fields.endsAt <= now;
        long believedUntil = fields.endsAt != null ? fields.endsAt : now + RESOLVE_TIMEOUT.toMillis();
        return new Alert(
                origin.tenant(),
                SOURCE,
                Fingerprint.of(fields.labels),
                over ? AlertStatus.RESOLVED : AlertStatus.FIRING,
                // A client that names no start means the episode that runs: a start of "now" with each of its
                // re-sends would make each of them an episode of its own.
                fields.startsAt,
                over ? fields.endsAt : null,
                over ? null : (Long) believedUntil,
                Text.cut(fields.labels, Text.MAX_LABEL),
                Text.cut(fields.annotations, Text.MAX_ANNOTATION),
                fields.generatorUrl,
                origin.source(),
                now,
                null);
    }
}
