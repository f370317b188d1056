package io.weir.bridge.kafka;

import io.weir.bridge.metrics.BridgeMetrics;
import io.weir.schema.TenantHeader;
import io.weir.schema.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The one producer of the bridge. Nothing here blocks; what cannot be taken at once fails at once. */
public final class RecordLog implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final BridgeMetrics metrics;
    private final Map<String, PartitionActivity> activity =
            Map.of(Topics.ALERTS, new PartitionActivity(), Topics.DIRECTIVES, new PartitionActivity());

    /** A producer with the client properties {@code kafka}; connects in the background. */
    public RecordLog(Map<String, String> kafka, BridgeMetrics metrics) {
        this.metrics = metrics;
        this.producer = new KafkaProducer<>(
                ClientProperties.producer(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Writes records.
     *
     * @param records at least one
     * @return completes when every one of them is acknowledged, with where the last one to be so lies; fails with
     *     {@link KafkaUnavailableException} when one is not. Completes on the producer's own thread: do little there
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same, and sooner
    public CompletableFuture<RecordMetadata> write(List<ProducerRecord<byte[], byte[]>> records) {
        Acknowledgement acknowledgement = new Acknowledgement(records.size());
        for (ProducerRecord<byte[], byte[]> record : records) {
            byte[] tenant = TenantHeader.of(record.topic(), record.key());
            if (tenant != null) {
                record.headers().remove(TenantHeader.NAME).add(TenantHeader.NAME, tenant);
            }
            try {
                producer.send(record, (metadata, failure) -> acknowledgement.one(record.topic(), metadata, failure));
            } catch (RuntimeException e) {
                acknowledgement.one(record.topic(), null, e);
            }
        }
        return acknowledgement.all;
    }

    /**
     * How many partitions a topic has, as far as known; asking keeps the knowledge fresh.
     *
     * @return 0 when not known yet
     */
    public int partitions(String topic) {
        int partitions;
        try {
            partitions = producer.partitionsFor(topic).size();
        } catch (TimeoutException e) {
            return 0;
        }
        PartitionActivity timed = activity.get(topic);
        if (timed != null) {
            timed.resize(partitions);
        }
        return partitions;
    }

    /** Of {@link Topics#ALERTS} or {@link Topics#DIRECTIVES}. */
    PartitionActivity activity(String topic) {
        return activity.get(topic);
    }

    /** How long the quietest partition has acknowledged nothing; very long when Kafka was never reached. */
    public Duration longestQuiet() {
        long now = System.nanoTime();
        long longest = 0;
        for (PartitionActivity topic : activity.values()) {
            longest = Math.max(longest, topic.longestQuiet(now));
        }
        return Duration.ofNanos(longest);
    }

    /** Sends what is waiting, at most for the delivery timeout, and closes. */
    @Override
    public void close() {
        producer.close(ClientProperties.DELIVERY_TIMEOUT.plusSeconds(1));
    }

    private void noteActivity(String topic, int partition, long now) {
        PartitionActivity timed = activity.get(topic);
        if (timed != null) {
            timed.acknowledged(partition, now);
        }
    }

    private final class Acknowledgement {
        private final CompletableFuture<RecordMetadata> all = new CompletableFuture<>();
        private final long begin = System.nanoTime();
        private final AtomicInteger missing;
        private volatile Throwable failure;

        Acknowledgement(int records) {
            missing = new AtomicInteger(records);
        }

        void one(String topic, RecordMetadata metadata, Throwable failed) {
            long now = System.nanoTime();
            if (failed != null) {
                metrics.writeFailed(topic, failed);
                failure = failed;
            } else {
                noteActivity(topic, metadata.partition(), now);
            }
            if (missing.decrementAndGet() > 0) {
                return;
            }
            if (failure == null) {
                metrics.acknowledged(now - begin);
                all.complete(metadata);
            } else {
                all.completeExceptionally(new KafkaUnavailableException("not acknowledged by Kafka", failure));
            }
        }
    }
}
