package io.weir.bridge;

import io.weir.schema.Alert;
import io.weir.schema.DeadLetter;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Looks at the topics, and writes to them as the jobs would. */
public final class Log {
    private final String bootstrap;

    public Log(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** All that lies on a topic now. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed", "fetch.max.wait.ms", 10);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    /** The alerts of {@code tenant}, without ticks and folds. */
    public List<Alert> alerts(String tenant) {
        return records(Topics.ALERTS).stream()
                .filter(record -> !Wire.isTick(record.value()) && !Wire.isFold(record.value()))
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).startsWith(tenant + "|"))
                .map(record -> read(Wire.ALERT, record.value()))
                .toList();
    }

    public List<DeadLetter> deadLetters(String tenant) {
        return records(Topics.DEAD_LETTERS).stream()
                .map(record -> read(Wire.DEAD_LETTER, record.value()))
                .filter(letter -> tenant.equals(letter.tenant()))
                .toList();
    }

    public <T> RecordMetadata write(String topic, String key, Wire<T> wire, T value) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(topic, bytes, wire.write(value)))
                    .get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What lies on a topic of records of one kind. */
    public <T> List<T> all(String topic, Wire<T> wire) {
        return records(topic).stream()
                .filter(record -> !Wire.isTick(record.value()))
                .map(record -> read(wire, record.value()))
                .toList();
    }

    private static <T> T read(Wire<T> wire, byte[] value) {
        try {
            return wire.read(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
