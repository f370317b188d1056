package io.weir.e2e.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Sees incidents as whoever reads the topic does, and when. */
final class IncidentWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean over;

    /** @param kafka whose topic exists */
    IncidentWatch(String kafka) {
        this.thread = new Thread(() -> run(kafka), "incident-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(String kafka) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        // a broker that comes back is found soon
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "reconnect.backoff.max.ms",
                200);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            List<TopicPartition> partitions = consumer.partitionsFor("weir.incidents").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!over) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    see(found.value());
                }
            }
        }
    }

    private void see(byte[] value) {
        try {
            JsonNode incident = json.readTree(value);
            seen.putIfAbsent(incident.path("scope").path("service").asText(), System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@link System#nanoTime()} when the first incident of this service was seen; null when there is none yet. */
    Long seen(String service) {
        return seen.get(service);
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
