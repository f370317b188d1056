package io.weir.app.bench.scale;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning and goes on as it grows; only what is committed. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;

    /** Takes a record. */
    interface Taken {
        /**
         * Takes one.
         *
         * @param key null when it has none
         */
        void take(String key, byte[] value) throws IOException;
    }

    /** Of a topic with so many partitions, which may be about to be created. */
    TopicReader(String bootstrap, String topic, int count) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Hands over what has come, waiting for a moment for more. */
    void poll(Taken taken) throws IOException {
        for (ConsumerRecord<String, byte[]> read : consumer.poll(POLL)) {
            taken.take(read.key(), read.value());
        }
    }

    /** How many records the topic holds, those of open transactions excepted. */
    long size() {
        return consumer.endOffsets(consumer.assignment()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
