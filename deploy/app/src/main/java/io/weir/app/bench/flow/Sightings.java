package io.weir.app.bench.flow;

import io.weir.schema.Incident;
import io.weir.schema.Receipt;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads incidents and receipts of a Kafka, committed ones only, and notes when they came to be seen. */
final class Sightings implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Opened> opened = new ConcurrentHashMap<>();
    private final Map<String, Ticketed> ticketed = new ConcurrentHashMap<>();
    private final Map<String, Receipt> receipts = new ConcurrentHashMap<>();
    private final Thread reader = new Thread(this::read, "bench-sightings");
    private volatile boolean over;

    /**
     * An incident that was seen for the first time. Times are milliseconds since the epoch.
     *
     * @param incidentId of it
     * @param loggedAt when Kafka took its first alert
     * @param seenAt when it could be read
     */
    record Opened(String incidentId, long loggedAt, long seenAt) {}

    /**
     * A ticket that was heard of for the first time. Times are milliseconds since the epoch.
     *
     * @param knownAt when the deliver job had the ticket system's answer with its id
     * @param seenAt when that could be read
     */
    record Ticketed(long knownAt, long seenAt) {}

    /** Begins behind everything that is there. */
    Sightings(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = Stream.of(Topics.INCIDENTS, Topics.RECEIPTS)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        // asked for now, or it would be where the end is at the first poll
        all.forEach(consumer::position);
        reader.start();
    }

    private void read() {
        try (consumer) {
            while (!over) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    saw(record, System.currentTimeMillis());
                }
            }
        } catch (InterruptException | IOException e) {
            throw new IllegalStateException("the results cannot be read", e);
        }
    }

    private void saw(ConsumerRecord<byte[], byte[]> record, long now) throws IOException {
        if (record.topic().equals(Topics.INCIDENTS)) {
            Incident incident = Wire.INCIDENT.read(record.value());
            opened.putIfAbsent(
                    String.valueOf(incident.scope()), new Opened(incident.incidentId(), incident.openedAt(), now));
        } else {
            Receipt receipt = Wire.RECEIPT.read(record.value());
            if (receipt.kind() == Receipt.Kind.TICKET && receipt.ticketId() != null) {
                ticketed.putIfAbsent(receipt.incidentId(), new Ticketed(receipt.at(), now));
                receipts.put(receipt.incidentId() + " " + receipt.revision(), receipt);
            }
        }
    }

    /** The incident of a scope; null as long as there is none. */
    Opened opened(Map<String, String> scope) {
        return opened.get(String.valueOf(scope));
    }

    /** The first receipt with a ticket of it; null as long as there is none. */
    Ticketed ticketed(String incidentId) {
        return ticketed.get(incidentId);
    }

    /** What was told of a revision of an incident once its ticket showed it; null as long as nothing was. */
    Receipt receipt(String incidentId, long revision) {
        return receipts.get(incidentId + " " + revision);
    }

    @Override
    public void close() {
        over = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
