package io.weir.bridge.reconcile;

import io.weir.bridge.kafka.ClientProperties;
import io.weir.bridge.kafka.RecordLog;
import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.bridge.metrics.ReconcileMetrics;
import io.weir.schema.Alert;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what was found. What Kafka does not take is found again at the next poll. */
final class ObservationLog {
    private static final Logger LOG = LoggerFactory.getLogger(ObservationLog.class);
    /** Handed to Kafka at once, well within the producer's memory. */
    private static final int AT_ONCE = 500;

    private final RecordLog log;
    private final BridgeMetrics bridge;
    private final ReconcileMetrics metrics;

    ObservationLog(RecordLog log, BridgeMetrics bridge, ReconcileMetrics metrics) {
        this.log = log;
        this.bridge = bridge;
        this.metrics = metrics;
    }

    /** Under the same keys as what the source sends, so that one alert's observations stay in order. */
    void write(PolledSource source, List<Observation> observations) throws InterruptedException {
        for (int from = 0; from < observations.size(); from += AT_ONCE) {
            List<Observation> some = observations.subList(from, Math.min(observations.size(), from + AT_ONCE));
            if (!writeSome(source, some)) {
                return;
            }
        }
    }

    private boolean writeSome(PolledSource source, List<Observation> some) throws InterruptedException {
        List<Observation> written = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Observation observation : some) {
            Alert alert = observation.alert();
            byte[] value = Wire.ALERT.write(alert);
            if (value.length > ClientProperties.MAX_RECORD_BYTES - (512 << 10)) {
                LOG.warn("{}: alert {} is too large to be observed", source.instance(), alert.fingerprint());
                continue;
            }
            written.add(observation);
            records.add(
                    new ProducerRecord<>(Topics.ALERTS, bytes(Topics.key(alert.tenant(), alert.fingerprint())), value));
        }
        if (!acknowledged(records)) {
            return false;
        }
        for (Observation observation : written) {
            bridge.accepted(observation.alert());
            metrics.observed(
                    source.tenant(),
                    observation.alert().source(),
                    source.instance(),
                    observation.kind().name().toLowerCase(Locale.ROOT));
        }
        return true;
    }

    /** False when Kafka does not acknowledge it. */
    boolean write(Receipt receipt) throws InterruptedException {
        return acknowledged(List.of(new ProducerRecord<>(
                Topics.RECEIPTS,
                bytes(Topics.key(receipt.tenant(), receipt.downtimeId())),
                Wire.RECEIPT.write(receipt))));
    }

    private boolean acknowledged(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
        if (records.isEmpty()) {
            return true;
        }
        try {
            log.write(records).get();
            return true;
        } catch (ExecutionException e) {
            LOG.warn(
                    "what asking found is not on Kafka, it will be found again: {}",
                    e.getCause().getMessage());
            return false;
        }
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
