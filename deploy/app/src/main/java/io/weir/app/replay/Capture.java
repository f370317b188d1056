package io.weir.app.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bridge.intake.AlertmanagerApi;
import io.weir.bridge.intake.AlertmanagerWebhook;
import io.weir.bridge.intake.Origin;
import io.weir.bridge.intake.Reading;
import io.weir.schema.Alert;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A capture of requests: one JSON object per line, {@code {"receivedAt", "tenant", "source", "body"}}, read by the
 * bridge's own intakes.
 *
 * @param deliveries the alerts in the requests, by pipeline time
 * @param rejected how many requests and alerts could not be read; live they would be dead letters
 */
record Capture(List<Delivery> deliveries, int rejected) {

    /**
     * One alert as it reaches the log.
     *
     * @param at pipeline time, milliseconds since the epoch
     * @param alert what was observed
     */
    record Delivery(long at, Alert alert) {
        static final Comparator<Delivery> BY_TIME = Comparator.comparingLong(Delivery::at);
    }

    /**
     * Reads a capture.
     *
     * @throws io.weir.app.CommandFailure when it cannot be read; the message names line and field
     */
    static Capture read(Path file) {
        List<Delivery> deliveries = new ArrayList<>();
        int[] rejected = {0};
        JsonLines.read(file, line -> {
            CapturedRequest request = request(line);
            Reading reading = reading(line, request);
            rejected[0] += reading.rejected().size();
            reading.alerts()
                    .forEach(alert ->
                            deliveries.add(new Delivery(request.receivedAt().toEpochMilli(), alert)));
        });
        deliveries.sort(Delivery.BY_TIME);
        return new Capture(deliveries, rejected[0]);
    }

    private static CapturedRequest request(JsonLines.Line line) {
        JsonNode body = line.fields().path("body");
        if (body.isMissingNode()) {
            throw line.wrong("body", "is missing");
        }
        String text = body.isTextual() ? body.textValue() : body.toString();
        return new CapturedRequest(
                line.time("receivedAt"),
                line.text("tenant"),
                line.text("source"),
                text.getBytes(StandardCharsets.UTF_8));
    }

    private static Reading reading(JsonLines.Line line, CapturedRequest request) {
        Origin origin = new Origin(request.tenant(), null, request.receivedAt());
        return switch (request.source()) {
            case AlertmanagerWebhook.SOURCE, AlertmanagerWebhook.GRAFANA ->
                AlertmanagerWebhook.read(request.body(), origin);
            case AlertmanagerApi.SOURCE -> AlertmanagerApi.read(request.body(), origin);
            default ->
                throw line.wrong(
                        "source",
                        "expected alertmanager, grafana or " + AlertmanagerApi.SOURCE + ", found " + request.source());
        };
    }
}
