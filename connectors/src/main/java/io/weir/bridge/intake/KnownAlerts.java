package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonToken;
import io.weir.schema.Alert;
import io.weir.schema.AlertStatus;
import io.weir.schema.Fingerprint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an Alertmanager knows when it is asked ({@code GET /api/v2/alerts}). One entry that cannot be read spoils the
 * whole answer, unlike in what is sent to us: of an answer it matters what is <em>not</em> in it.
 */
public final class KnownAlerts {
    private static final String ACTIVE = "active";

    private KnownAlerts() {}

    /**
     * One alert.
     *
     * @param alert as a firing observation; its fingerprint is computed from its labels
     * @param active whether it is neither silenced nor inhibited
     * @param receivers names of the receivers its route leads to
     */
    public record Known(Alert alert, boolean active, Set<String> receivers) {
        /** Copies the names. */
        public Known {
            receivers = Set.copyOf(receivers);
        }
    }

    /** An answer that was cut would be taken for the end of what is missing. */
    private static final IntakeLimits EVERY = new IntakeLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /**
     * Reads the answer.
     *
     * @param sourceUrl the identity of the Alertmanager
     * @throws IOException when it is anything but a complete array of alerts
     */
    public static List<Known> read(byte[] body, Origin origin, String sourceUrl) throws IOException {
        AlertBatch batch = Json.read(body, (in, document) -> {
            if (in.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("expected an array of alerts");
            }
            AlertBatch read = new AlertBatch("", EVERY, Salvage.Saved.all(document));
            read.read(in, KnownAlerts::checkState);
            if (in.nextToken() != null) {
                throw new IOException("expected nothing after the array");
            }
            return read;
        });
        if (!batch.rejected.isEmpty()) {
            Rejected first = batch.rejected.get(0);
            throw new IOException(first.field() + ": " + first.detail());
        }
        List<Known> known = new ArrayList<>(batch.alerts.size());
        for (AlertFields fields : batch.alerts) {
            known.add(new Known(
                    alert(fields, origin, sourceUrl), fields.state.equals(ACTIVE), Set.copyOf(fields.receivers)));
        }
        return known;
    }

    private static void checkState(AlertFields alert) {
        if (alert.state == null) {
            alert.wrong("status.state", "is missing");
        }
    }

    private static Alert alert(AlertFields fields, Origin origin, String sourceUrl) {
        return new Alert(
                origin.tenant(),
                AlertmanagerWebhook.SOURCE,
                Fingerprint.of(fields.labels),
                AlertStatus.FIRING,
                fields.startsAt,
                null,
                null,
                Text.cut(fields.labels, Text.MAX_LABEL),
                Text.cut(fields.annotations, Text.MAX_ANNOTATION),
                fields.generatorUrl,
                sourceUrl,
                origin.receivedAt().toEpochMilli(),
                Alert.POLLED);
    }
}
