package io.weir.bridge.http;

import io.weir.bridge.intake.Reading;
import io.weir.bridge.intake.Rejected;
import io.weir.bridge.kafka.ClientProperties;
import io.weir.schema.Alert;
import io.weir.schema.Topics;
import io.weir.schema.TraceParent;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The Kafka records that a reading becomes.
 *
 * @param alerts that are written
 * @param rejected the pieces that are no alerts, none with more bytes than a dead letter holds
 * @param records of the alerts in this order, and possibly others behind them
 */
record AlertRecords(List<Alert> alerts, List<Rejected> rejected, List<ProducerRecord<byte[], byte[]>> records) {
    private static final int MOST_BYTES = ClientProperties.MAX_RECORD_BYTES - (512 << 10);
    /** In a dead letter the bytes are base64, a third longer. */
    private static final int MOST_BODY_BYTES = 5 << 20;
    /** Of an alert or letter, beside its texts. */
    private static final long WEIGHT_OF_ONE = 900;
    /** Of a label or annotation, beside its two texts. */
    private static final long ENTRY = 64;

    /** About how many bytes these records will take until Kafka has them; known before there is one. */
    static long weight(Reading reading) {
        long weight =
                WEIGHT_OF_ONE * (reading.alerts().size() + reading.rejected().size());
        for (Alert alert : reading.alerts()) {
            weight += length(alert.labels()) + length(alert.annotations());
            weight += length(alert.sourceUrl()) + length(alert.generatorUrl());
        }
        for (Rejected piece : reading.rejected()) {
            weight += piece.bytes().length * 4L / 3;
        }
        return weight;
    }

    private static long length(Map<String, String> texts) {
        long length = 0;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            length += ENTRY + text.getKey().length() + text.getValue().length();
        }
        return length;
    }

    private static long length(String text) {
        return text == null ? 0 : text.length();
    }

    /**
     * The alerts, and a dead letter for each piece that is none.
     *
     * @param trace what the alerts carry on of the request's trace; null for nothing
     */
    static AlertRecords of(Reading reading, Call call, String trace) {
        AlertRecords records = of(reading, trace);
        LetterHead head = LetterHead.of(call, reading);
        records.rejected.forEach(piece -> records.records.add(head.letter(piece)));
        return records;
    }

    /** The alerts alone. */
    static AlertRecords of(Reading reading) {
        return of(reading, null);
    }

    private static AlertRecords of(Reading reading, String trace) {
        List<Alert> alerts = new ArrayList<>(reading.alerts().size());
        List<Rejected> tooLarge = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> records =
                new ArrayList<>(reading.alerts().size());
        for (Alert read : reading.alerts()) {
            Alert alert = read.traced(trace);
            byte[] value = Wire.ALERT.write(alert);
            if (value.length > MOST_BYTES) {
                String detail = "the alert has " + value.length + " bytes, at most " + MOST_BYTES + " are possible";
                tooLarge.add(new Rejected(Rejected.TOO_LARGE, "", detail, value));
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
        List<Rejected> rejected = Stream.concat(reading.rejected().stream(), tooLarge.stream())
                .flatMap(piece -> piece.parts(MOST_BODY_BYTES).stream())
                .toList();
        return new AlertRecords(alerts, rejected, records);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
