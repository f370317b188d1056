package io.weir.app.bench.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import java.time.Instant;
import java.util.List;

/**
 * A message as Alertmanager posts it.
 *
 * @param tenant whose alerts
 * @param body JSON
 * @param alerts how many are in it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes it, and none are compared
record Webhook(String tenant, byte[] body, int alerts) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NOT_OVER = "0001-01-01T00:00:00Z";

    /** With these alerts of one tenant. */
    static Webhook of(List<Alert> alerts) {
        ObjectNode message = JSON.createObjectNode()
                .put("version", "4")
                .put("groupKey", "{}:{cluster=\"bench\"}")
                .put("status", "firing")
                .put("receiver", "weir")
                .put("externalURL", alerts.get(0).sourceUrl());
        message.putObject("groupLabels");
        message.putObject("commonLabels");
        message.putObject("commonAnnotations");
        message.put("truncatedAlerts", 0);
        var list = message.putArray("alerts");
        for (Alert alert : alerts) {
            ObjectNode one = list.addObject()
                    .put("status", alert.status() == AlertStatus.FIRING ? "firing" : "resolved")
                    .put("startsAt", Instant.ofEpochMilli(alert.startsAt()).toString())
                    .put(
                            "endsAt",
                            alert.endsAt() == null
                                    ? NOT_OVER
                                    : Instant.ofEpochMilli(alert.endsAt()).toString())
                    .put("generatorURL", alert.generatorUrl())
                    .put("fingerprint", alert.fingerprint());
            one.set("labels", JSON.valueToTree(alert.labels()));
            one.set("annotations", JSON.valueToTree(alert.annotations()));
        }
        try {
            return new Webhook(alerts.get(0).tenant(), JSON.writeValueAsBytes(message), alerts.size());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
