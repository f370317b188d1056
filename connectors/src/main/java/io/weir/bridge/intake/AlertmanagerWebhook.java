package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Alertmanager's webhook message, version 4, and Grafana's, which is the same with a few fields more. The version is not
 * looked at, unknown fields are ignored. What an alert says of itself counts, not what the message says of its group.
 */
public final class AlertmanagerWebhook {
    /** {@link Alert#source()} of Alertmanager's messages. */
    public static final String SOURCE = "alertmanager";
    /** {@link Alert#source()} of Grafana's messages. */
    public static final String GRAFANA = "grafana";

    private static final String ALERTS = "alerts";
    /** Of a number that surely fits into a long. */
    private static final int MOST_DIGITS = 18;

    private final AlertBatch batch;
    private boolean hasAlerts;
    private String externalUrl;
    private boolean grafana;
    private long truncated;

    private AlertmanagerWebhook(AlertBatch batch) {
        this.batch = batch;
    }

    /** Reads one message within the limits that hold where nothing is configured. */
    public static Reading read(byte[] body, Origin origin) {
        return read(body, origin, IntakeLimits.DEFAULT);
    }

    /** Reads one message. */
    public static Reading read(byte[] body, Origin origin, IntakeLimits limits) {
        try {
            return Json.readAlerts(body, ALERTS, limits, (in, saved) -> {
                if (in.nextToken() != JsonToken.START_OBJECT) {
                    String detail = in.currentToken() == null ? "the body is empty" : "expected an object";
                    return Reading.rejected(SOURCE, new Rejected(Rejected.WRONG_SHAPE, "", detail, body));
                }
                AlertmanagerWebhook message = new AlertmanagerWebhook(new AlertBatch(ALERTS, limits, saved));
                message.fields(in);
                Rejected behind = Json.behind(in, saved.document());
                if (behind != null) {
                    message.batch.rejected.add(behind);
                }
                return message.reading(body, origin);
            });
        } catch (JsonProcessingException e) {
            return Reading.rejected(SOURCE, new Rejected(Rejected.INVALID_JSON, "", Json.complaint(e), body));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private void fields(JsonParser in) throws IOException {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken token = in.nextToken();
            if (name.equals(ALERTS) && token == JsonToken.START_ARRAY) {
                // Should it be there twice, then both count.
                hasAlerts = true;
                batch.read(in, AlertmanagerWebhook::checkStatus);
            } else if (name.equals("externalURL") && token == JsonToken.VALUE_STRING) {
                externalUrl = Text.cut(Text.wellFormed(in.getText()), Text.MAX_LABEL);
            } else if (name.equals("truncatedAlerts") && token == JsonToken.VALUE_NUMBER_INT) {
                truncated = in.getText().length() > MOST_DIGITS ? Integer.MAX_VALUE : in.getLongValue();
            } else if (name.equals("orgId") || name.equals("state")) {
                grafana = true;
                in.skipChildren();
            } else {
                in.skipChildren();
            }
        }
    }

    private static void checkStatus(AlertFields alert) {
        if (!"firing".equals(alert.status) && !"resolved".equals(alert.status)) {
            alert.wrong("status", "expected firing or resolved");
        }
    }

    private Reading reading(byte[] body, Origin origin) {
        if (!hasAlerts) {
            return Reading.rejected(
                    SOURCE, new Rejected(Rejected.WRONG_SHAPE, ALERTS, "expected an array of alerts", body));
        }
        grafana |= batch.alerts.stream().anyMatch(alert -> alert.grafana);
        String source = grafana ? GRAFANA : SOURCE;
        List<Alert> alerts = new ArrayList<>(batch.alerts.size());
        for (AlertFields fields : batch.alerts) {
            alerts.add(alert(fields, source, origin));
        }
        return new Reading(source, alerts, batch.rejected, null, Math.max(0, truncated));
    }

    private Alert alert(AlertFields fields, String source, Origin origin) {
        AlertStatus status = fields.status.equals("firing") ? AlertStatus.FIRING : AlertStatus.RESOLVED;
        return new Alert(
                origin.tenant(),
                source,
                Fingerprint.of(fields.labels),
                status,
                fields.startsAt,
                status == AlertStatus.FIRING ? null : fields.endsAt,
                null,
                Text.cut(fields.labels, Text.MAX_LABEL),
                Text.cut(fields.annotations, Text.MAX_ANNOTATION),
                fields.generatorUrl,
                externalUrl,
                origin.receivedAt().toEpochMilli(),
                null);
    }
}
