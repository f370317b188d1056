package io.weir.app.capture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The records of one topic between two instants, in the order of their times; of one instant in the order of the
 * partitions. Belongs to no consumer group and commits nothing. Keeps a bounded part of each partition in memory.
 */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ENOUGH = 2_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> read = new HashMap<>();

    private TopicReader(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /**
     * Goes to the first record.
     *
     * @param kafka client properties, the address among them
     * @param fromMs first instant, milliseconds since the epoch
     * @param toMs first instant after it
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    static TopicReader open(Map<String, String> kafka, String topic, long fromMs, long toMs) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            TopicReader reader = new TopicReader(consumer, partitions);
            reader.seek(fromMs, toMs);
            return reader;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private void seek(long fromMs, long toMs) {
        consumer.assign(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(at(fromMs));
        Map<TopicPartition, OffsetAndTimestamp> after = consumer.offsetsForTimes(at(toMs));
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp begin = first.get(partition);
            OffsetAndTimestamp stop = after.get(partition);
            long last = stop == null ? end.get(partition) : stop.offset();
            consumer.seek(partition, begin == null ? end.get(partition) : begin.offset());
            ends.put(partition, last);
            read.put(partition, new ArrayDeque<>());
        }
    }

    private Map<TopicPartition, Long> at(long instant) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, instant)));
        return times;
    }

    /** The next record; null at the end. */
    ConsumerRecord<byte[], byte[]> next() {
        while (true) {
            List<TopicPartition> waited = new ArrayList<>();
            TopicPartition earliest = null;
            for (TopicPartition partition : partitions) {
                ConsumerRecord<byte[], byte[]> head = read.get(partition).peek();
                if (head == null) {
                    if (consumer.position(partition) < ends.get(partition)) {
                        waited.add(partition);
                    }
                } else if (earliest == null
                        || head.timestamp() < read.get(earliest).element().timestamp()) {
                    earliest = partition;
                }
            }
            if (waited.isEmpty()) {
                return earliest == null ? null : read.get(earliest).remove();
            }
            fetch();
        }
    }

    private void fetch() {
        Set<TopicPartition> rest = new HashSet<>();
        for (TopicPartition partition : partitions) {
            if (read.get(partition).size() >= ENOUGH || consumer.position(partition) >= ends.get(partition)) {
                rest.add(partition);
            }
        }
        consumer.pause(rest);
        consumer.resume(partitions.stream()
                .filter(partition -> !rest.contains(partition))
                .toList());
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < ends.get(partition)) {
                read.get(partition).add(record);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
