package io.weir.bridge.quota;

import io.weir.schema.Wire;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a spill topic, which is the very record that the log is to have. */
final class SpilledRecord {
    private SpilledRecord() {}

    /** @throws IOException when it is no alert */
    static Observation read(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (record.value() == null) {
            throw new IOException("a record without a value");
        }
        try {
            return Observation.of(Wire.ALERT.read(record.value()));
        } catch (NumberFormatException e) {
            throw new IOException("fingerprint: is none", e);
        }
    }
}
