package io.weir.app.bench.flow;

import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.MixSize;
import io.weir.schema.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes on beside what is looked at: alerts that fire already, repeated over and over in messages that are written
 * beforehand, so that the sender costs little. The first time around starts them.
 */
final class Background {
    /** Alerts in a message. */
    static final int PER_MESSAGE = 20;

    private final List<Webhook> messages;
    private int next;

    private Background(List<Webhook> messages) {
        this.messages = messages;
    }

    /** So many alerts of {@code tenants}. */
    static Background of(int alerts, int tenants) {
        AlertMix mix = new AlertMix(new MixSize(alerts, 2 * alerts, alerts, tenants, alerts), 1);
        Map<String, List<Alert>> byTenant = new LinkedHashMap<>();
        List<Webhook> messages = new ArrayList<>();
        while (mix.hasNext()) {
            Alert alert = mix.next();
            List<Alert> waiting = byTenant.computeIfAbsent(alert.tenant(), name -> new ArrayList<>());
            waiting.add(alert);
            if (waiting.size() == PER_MESSAGE) {
                messages.add(Webhook.of(waiting));
                waiting.clear();
            }
        }
        return new Background(messages);
    }

    /** The next message. */
    Webhook next() {
        Webhook message = messages.get(next);
        next = (next + 1) % messages.size();
        return message;
    }

    /** How many messages there are until they begin again. */
    int messages() {
        return messages.size();
    }
}
