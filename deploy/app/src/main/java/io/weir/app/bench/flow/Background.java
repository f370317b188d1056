package io.weir.app.bench.flow;

import io.weir.app.bench.load.AlertMix;
import io.weir.app.bench.load.MixSize;
import io.weir.schema.Alert;
import java.util.HashMap;
import java.util.Map;

/**
 * What goes on beside what is looked at: the mix of the other rows, without end, in messages of one tenant each. First
 * everything that is to fire starts. Not thread-safe.
 */
final class Background {
    /** Alerts in a message. */
    static final int PER_MESSAGE = 20;

    private final AlertMix mix;
    private final Sent[] sent;
    private final Map<String, WebhookWriter> waiting = new HashMap<>();
    private final int active;
    private int steps;

    /**
     * Nothing sent yet.
     *
     * @param active how many fire, of twice as many
     */
    Background(int active, int tenants) {
        MixSize size = new MixSize(Integer.MAX_VALUE, 2 * active, active, tenants, active);
        this.mix = new AlertMix(size, 1);
        this.sent = new Sent[size.identities()];
        this.active = active;
    }

    /** An alert that was sent before. */
    private static final class Sent {
        private final String tenant;
        private final byte[] rest;
        private byte[] startsAt;

        Sent(Alert alert) {
            tenant = alert.tenant();
            rest = WebhookWriter.rest(alert);
        }
    }

    /** Whether everything that is to fire at first is in a message that was asked for, or waits for the next one. */
    boolean isStarted() {
        return steps >= active;
    }

    /** The next message. */
    Webhook next() {
        while (true) {
            AlertMix.Step step = mix.step();
            steps = Math.min(steps + 1, active);
            Sent alert = sent[step.identity()];
            if (alert == null) {
                alert = new Sent(mix.alert(step));
                sent[step.identity()] = alert;
            }
            byte[] now = step.kind() == AlertMix.Kind.REPEAT ? null : WebhookWriter.instant(System.currentTimeMillis());
            if (step.kind() == AlertMix.Kind.START) {
                alert.startsAt = now;
            }
            WebhookWriter writer = waiting.computeIfAbsent(alert.tenant, WebhookWriter::new);
            writer.add(alert.startsAt, step.kind() == AlertMix.Kind.END ? now : null, alert.rest);
            if (writer.alerts() == PER_MESSAGE) {
                return writer.take();
            }
        }
    }
}
