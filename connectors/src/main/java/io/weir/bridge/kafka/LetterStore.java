package io.weir.bridge.kafka;

import io.weir.schema.DeadLetter;
import io.weir.schema.Topics;
import io.weir.schema.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Dead letters with their bytes, read from Kafka when somebody asks: bodies are megabytes, and seldom looked at. */
public final class LetterStore {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, String> kafka;

    /** The letters on the Kafka that the client properties {@code kafka} lead to. */
    public LetterStore(Map<String, String> kafka) {
        this.kafka = kafka;
    }

    /** Why there is no letter. */
    public enum Absence {
        /** There never was one. */
        UNKNOWN,
        /** There was one, and the topic's retention deleted it. */
        DELETED,
        /** Kafka takes long: ask again. */
        BUSY
    }

    /**
     * What was found.
     *
     * @param letter null when there is none
     * @param absence why not; null when there is one
     */
    public record Found(DeadLetter letter, Absence absence) {
        private static Found none(Absence why) {
            return new Found(null, why);
        }
    }

    /**
     * Looks once. Takes up to seconds, and a connection: not for event loops, nor for many at a time.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public Found find(LetterId id) {
        Map<String, Object> properties = new HashMap<>(ClientProperties.consumer(kafka, "weir-bridge-letters"));
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return find(consumer, id);
        }
    }

    private static Found find(KafkaConsumer<byte[], byte[]> consumer, LetterId id) {
        TopicPartition place = id.place();
        if (consumer.partitionsFor(Topics.DEAD_LETTERS).stream()
                .noneMatch(partition -> partition.partition() == id.partition())) {
            return Found.none(Absence.UNKNOWN);
        }
        List<TopicPartition> one = List.of(place);
        consumer.assign(one);
        if (id.offset() >= consumer.endOffsets(one).get(place)) {
            return Found.none(Absence.UNKNOWN);
        }
        if (id.offset() < consumer.beginningOffsets(one).get(place)) {
            return Found.none(Absence.DELETED);
        }
        consumer.seek(place, id.offset());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                return record.offset() == id.offset() ? read(record) : Found.none(Absence.UNKNOWN);
            }
            if (consumer.position(place) > id.offset()) {
                // the mark of a transaction, which has an offset like a record
                return Found.none(Absence.UNKNOWN);
            }
        }
        return Found.none(Absence.BUSY);
    }

    private static Found read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Found.none(Absence.UNKNOWN);
        }
        try {
            return new Found(Wire.DEAD_LETTER.read(record.value()), null);
        } catch (IOException notOurs) {
            // whatever a stranger wrote there, it is no letter; the lists count it as unreadable
            return Found.none(Absence.UNKNOWN);
        }
    }
}
