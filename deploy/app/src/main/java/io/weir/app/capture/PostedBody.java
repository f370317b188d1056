package io.weir.app.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.bridge.intake.AlertmanagerApi;
import io.weir.bridge.intake.AlertmanagerWebhook;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An alert of the log as its source posts it. What is written is read by the source's intake first, and taken only when
 * the same alert comes out; otherwise the alert is written in Weir's own form. So a capture never says anything else
 * than the log it was written from.
 */
final class PostedBody {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PostedBody() {}

    /**
     * The line for an alert.
     *
     * @param at time of its Kafka record, milliseconds since the epoch
     */
    static CapturedRequest of(Alert logged, long at) {
        // a trace tells of the request of then, not of the alert
        Alert alert = logged.traced(null);
        ObjectNode posted = NODES.objectNode();
        boolean direct = alert.source().equals(AlertmanagerApi.SOURCE);
        boolean webhook = alert.source().equals(AlertmanagerWebhook.SOURCE)
                || alert.source().equals(AlertmanagerWebhook.GRAFANA);
        if (direct || webhook) {
            alert(posted, alert, direct);
            CapturedRequest request = request(
                    alert,
                    at,
                    alert.source(),
                    direct ? alert.sourceUrl() : null,
                    bytes(direct ? NODES.arrayNode().add(posted) : message(alert, posted)));
            if (CapturedAlerts.of(request).alerts().equals(List.of(alert))) {
                return request;
            }
        }
        return request(alert, at, CaptureLine.ALERT, null, Wire.ALERT.write(alert));
    }

    private static CapturedRequest request(Alert alert, long at, String source, String instance, byte[] body) {
        return new CapturedRequest(at, alert.receivedAt(), alert.tenant(), source, instance, body, "");
    }

    private static void alert(ObjectNode posted, Alert alert, boolean direct) {
        boolean firing = alert.status() == AlertStatus.FIRING;
        if (!direct) {
            posted.put("status", firing ? "firing" : "resolved");
        }
        texts(posted.putObject("labels"), alert.labels());
        texts(posted.putObject("annotations"), alert.annotations());
        time(posted, "startsAt", alert.startsAt());
        time(posted, "endsAt", direct && firing ? alert.expiresAt() : alert.endsAt());
        if (alert.generatorUrl() != null) {
            posted.put("generatorURL", alert.generatorUrl());
        }
        if (!direct) {
            posted.put("fingerprint", alert.fingerprint());
        }
    }

    private static ObjectNode message(Alert alert, ObjectNode posted) {
        ObjectNode message = NODES.objectNode().put("version", "4");
        message.set("status", posted.get("status"));
        if (alert.source().equals(AlertmanagerWebhook.GRAFANA)) {
            // by this the intake knows whose message it is
            message.put("orgId", 1);
        }
        if (alert.sourceUrl() != null) {
            message.put("externalURL", alert.sourceUrl());
        }
        ArrayNode alerts = message.putArray("alerts");
        alerts.add(posted);
        return message;
    }

    private static void texts(ObjectNode node, Map<String, String> texts) {
        texts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(text -> node.put(text.getKey(), text.getValue()));
    }

    private static void time(ObjectNode node, String field, Long millis) {
        if (millis != null) {
            node.put(field, Instant.ofEpochMilli(millis).toString());
        }
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }
}
