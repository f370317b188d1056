package io.weir.app.bench.flow;

import io.weir.schema.Alert;
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
    /** With these alerts of one tenant. */
    static Webhook of(List<Alert> alerts) {
        WebhookWriter writer = new WebhookWriter(alerts.get(0).tenant());
        for (Alert alert : alerts) {
            writer.add(
                    WebhookWriter.instant(alert.startsAt()),
                    alert.endsAt() == null ? null : WebhookWriter.instant(alert.endsAt()),
                    WebhookWriter.rest(alert));
        }
        return writer.take();
    }
}
