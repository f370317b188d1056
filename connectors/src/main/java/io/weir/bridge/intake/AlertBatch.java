package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JSON array of alerts, good ones and bad ones apart. */
final class AlertBatch {
    /** Each is a record of its own on Kafka, so there are not as many as somebody can write {@code {}}. */
    private static final int MOST_REJECTED_ALONE = 1000;

    private static final int MOST_BYTES_TOGETHER = 4 << 20;

    /** The alerts that can be read, in order. */
    final List<AlertFields> alerts = new ArrayList<>();
    /** The others, each with its own bytes. */
    final List<Rejected> rejected = new ArrayList<>();

    private final String path;
    private final IntakeLimits limits;
    private final Map<Integer, Salvage.Broken> broken = new HashMap<>();

    /** Looks at one alert; may note a fault in it. */
    interface Check {
        void check(AlertFields alert);
    }

    /**
     * An empty one.
     *
     * @param path where the array stands in the body
     * @param known elements in place of which the document holds null
     */
    AlertBatch(String path, IntakeLimits limits, List<Salvage.Broken> known) {
        this.path = path;
        this.limits = limits;
        known.forEach(piece -> broken.put(piece.index(), piece));
    }

    /** Reads the array that begins at the parser's current token. */
    void read(JsonParser in, byte[] document, Check check) throws IOException {
        Together together = null;
        for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
            int begin = (int) in.currentTokenLocation().getByteOffset();
            Salvage.Broken piece = broken.remove(i);
            if (piece != null) {
                in.skipChildren();
                rejected.add(new Rejected(Rejected.INVALID_JSON, element(i), piece.complaint(), piece.bytes()));
            } else if (alerts.size() < limits.alerts() && rejected.size() < MOST_REJECTED_ALONE) {
                one(in, document, check, i, begin);
            } else {
                in.skipChildren();
                int end = (int) in.currentLocation().getByteOffset();
                if (together != null && end - together.begin > MOST_BYTES_TOGETHER) {
                    rejected.add(together.piece(document));
                    together = null;
                }
                together = together == null ? new Together(i, begin, end) : together.until(end);
            }
        }
        if (together != null) {
            rejected.add(together.piece(document));
        }
    }

    private void one(JsonParser in, byte[] document, Check check, int index, int begin) throws IOException {
        AlertFields alert = AlertFields.read(in, limits);
        if (alert.faultField == null) {
            check.check(alert);
        }
        if (alert.faultField == null) {
            alerts.add(alert);
            return;
        }
        String field = alert.faultField.isEmpty() ? element(index) : element(index) + "." + alert.faultField;
        int end = (int) in.currentLocation().getByteOffset();
        rejected.add(new Rejected(Rejected.WRONG_SHAPE, field, alert.fault, Arrays.copyOfRange(document, begin, end)));
    }

    private String element(int index) {
        return path + "[" + index + "]";
    }

    /** What stands behind the limits, many in one piece, which can be tried again as they are. */
    private final class Together {
        private final int first;
        private final int begin;
        private final int end;

        Together(int first, int begin, int end) {
            this.first = first;
            this.begin = begin;
            this.end = end;
        }

        Together until(int later) {
            return new Together(first, begin, later);
        }

        Rejected piece(byte[] document) {
            String detail = alerts.size() >= limits.alerts()
                    ? "a message may hold " + limits.alerts() + " alerts; this one and more behind it were not read"
                    : "more than " + MOST_REJECTED_ALONE + " are no alerts; this one and more behind it were not read";
            return new Rejected(Rejected.WRONG_SHAPE, element(first), detail, Arrays.copyOfRange(document, begin, end));
        }
    }
}
