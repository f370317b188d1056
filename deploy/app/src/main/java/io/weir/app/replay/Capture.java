package io.weir.app.replay;

import io.weir.app.capture.CaptureFiles;
import io.weir.app.capture.CaptureLine;
import io.weir.app.capture.CapturedAlerts;
import io.weir.app.capture.CapturedRequest;
import io.weir.bridge.intake.Reading;
import io.weir.schema.Alert;
import java.io.BufferedReader;
import java.io.IOException;
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
     * Reads a capture whole, for one that is to be disturbed; a replay reads {@link CaptureFiles} as it goes.
     *
     * @throws io.weir.app.CommandFailure when it cannot be read; the message names line and field
     */
    static Capture read(Path file) throws IOException {
        List<Delivery> deliveries = new ArrayList<>();
        int rejected = 0;
        try (BufferedReader lines = CaptureFiles.text(file)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    CapturedRequest request = CaptureLine.read(line, file + ":" + number);
                    Reading reading = CapturedAlerts.of(request);
                    rejected += reading.rejected().size();
                    reading.alerts().forEach(alert -> deliveries.add(new Delivery(request.at(), alert)));
                }
            }
        }
        deliveries.sort(Delivery.BY_TIME);
        return new Capture(deliveries, rejected);
    }
}
