package io.weir.bridge.http;

import io.weir.bridge.intake.IntakeAgain;
import io.weir.bridge.intake.Reading;
import io.weir.bridge.intake.Rejected;
import io.weir.bridge.kafka.ClientProperties;
import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Topics;
import io.weir.schema.TraceParent;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The Kafka records that a reading becomes.
 *
 * @param alerts that are written
 * @param rejected that are written as dead letters
 * @param records of both, in this order
 */
record AlertRecords(List<Alert> alerts, List<Rejected> rejected, List<ProducerRecord<byte[], byte[]>> records) {
    private static final int MOST_BYTES = ClientProperties.MAX_RECORD_BYTES - (512 << 10);
    /** In a dead letter the bytes are base64, a third longer. */
    private static final int MOST_BODY_BYTES = 5 << 20;

    /**
     * The alerts, and a dead letter for each piece that is none.
     *
     * @param trace what the alerts carry on of the request's trace; null for nothing
     */
    static AlertRecords of(Reading reading, Call call, String trace) {
        AlertRecords records = of(reading, trace);
        for (Rejected piece : records.rejected) {
            records.records.add(deadLetter(reading.source(), piece, call));
        }
        return records;
    }

    /** The alerts alone. */
    static AlertRecords of(Reading reading) {
        return of(reading, null);
    }

    private static AlertRecords of(Reading reading, String trace) {
        List<Alert> alerts = new ArrayList<>(reading.alerts().size());
        List<Rejected> rejected = new ArrayList<>(reading.rejected());
        List<ProducerRecord<byte[], byte[]>> records =
                new ArrayList<>(reading.alerts().size());
        for (Alert read : reading.alerts()) {
            Alert alert = read.traced(trace);
            byte[] value = Wire.ALERT.write(alert);
            if (value.length > MOST_BYTES) {
                String detail = "the alert has " + value.length + " bytes, at most " + MOST_BYTES + " are possible";
                rejected.add(new Rejected(Rejected.TOO_LARGE, "", detail, value));
            } else {
                alerts.add(alert);
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        Topics.ALERTS, bytes(Topics.key(alert.tenant(), alert.fingerprint())), value);
                if (trace != null) {
                    record.headers().add(TraceParent.HEADER, trace.getBytes(StandardCharsets.US_ASCII));
                }
                records.add(record);
            }
        }
        return new AlertRecords(alerts, rejected, records);
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(String source, Rejected piece, Call call) {
        String detail = piece.field().isEmpty() ? piece.detail() : piece.field() + ": " + piece.detail();
        byte[] body = piece.bytes();
        if (body.length > MOST_BODY_BYTES) {
            detail = detail + " (the body is cut, it has " + body.length + " bytes)";
            body = Arrays.copyOf(body, MOST_BODY_BYTES);
        }
        String tenant = call.identity().tenant();
        DeadLetter letter = new DeadLetter(
                tenant,
                "bridge",
                piece.reason(),
                detail,
                call.target().route() == Route.UPTIME_KUMA ? KumaCall.source(call) : source,
                KumaCall.isQuery(call) ? IntakeAgain.QUERY_TYPE : call.contentType(),
                body,
                null,
                call.receivedAt().toEpochMilli(),
                null);
        return new ProducerRecord<>(Topics.DEAD_LETTERS, bytes(tenant), Wire.DEAD_LETTER.write(letter));
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
