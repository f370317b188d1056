package io.weir.bridge.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JSON array of alerts, good ones and bad ones apart. */
final class AlertBatch {
    /** The alerts that can be read, in order. */
    final List<AlertFields> alerts = new ArrayList<>();
    /** The others, each with its own bytes. */
    final List<Rejected> rejected = new ArrayList<>();

    /** Looks at one alert; may note a fault in it. */
    interface Check {
        void check(AlertFields alert);
    }

    private AlertBatch() {}

    /** Reads the array that begins at the parser's current token; {@code path} is where it stands in the body. */
    static AlertBatch read(JsonParser in, byte[] document, String path, Check check) throws IOException {
        AlertBatch batch = new AlertBatch();
        for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
            long begin = in.currentTokenLocation().getByteOffset();
            AlertFields alert = AlertFields.read(in);
            if (alert.faultField == null) {
                check.check(alert);
            }
            if (alert.faultField == null) {
                batch.alerts.add(alert);
            } else {
                String element = path + "[" + i + "]";
                String field = alert.faultField.isEmpty() ? element : element + "." + alert.faultField;
                long end = in.currentLocation().getByteOffset();
                batch.rejected.add(new Rejected(
                        Rejected.WRONG_SHAPE, field, alert.fault, Arrays.copyOfRange(document, (int) begin, (int)
                                end)));
            }
        }
        return batch;
    }
}
